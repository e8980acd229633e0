"""What forms answers for in a procedure's folder: `form.yaml`, and the lists that it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.forms.errors import FormInvalid
from ventanilla.domains.forms.rules.form import Form
from ventanilla.domains.forms.rules.loading import form_schema
from ventanilla.kernel.shapes import DocumentError, Path


class FormPart:
    """Implements catalogue's FolderPart for `form.yaml`."""

    file = "form.yaml"
    required = True

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the file."""
        return form_schema()

    def check(
        self,
        document: Any,
        *,
        lines: Mapping[Path, int],
        lists: Mapping[str, Any],
        languages: Sequence[str],
    ) -> list[DocumentError]:
        """Everything that keeps this form from being published."""
        try:
            form = Form.load(document, lists=lists, lines=lines, languages=languages)
        except FormInvalid as problem:
            return problem.errors
        return list(_without_norm(form, lines))


def _without_norm(form: Form, lines: Mapping[Path, int]) -> list[DocumentError]:
    """What has no norm does not publish: each thing asked says which article lets it be asked."""
    return [
        DocumentError(
            ("pages", n, "fields", m),
            _("El campo «%s» no dice qué norma permite pedirlo.") % field.id,
            _("Se espera «norm» con la ley y el artículo."),
            "norm: {norm: 'Ley 20.285, art. 12 a', status: found, source: CL20285}",
            lines.get(("pages", n, "fields", m)),
        )
        for n, page in enumerate(form.pages)
        for m, field in enumerate(page.fields)
        if field.norm is None
    ]
