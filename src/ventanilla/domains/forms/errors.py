"""What can be wrong with a form itself: its author reads these, not the person who fills it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.errors import Problem
from ventanilla.kernel.shapes import DocumentError


class FormInvalid(Problem):
    """The document is not a form. `errors` lists everything wrong with it, in order of line."""

    code = "form-invalid"
    status = 422

    def __init__(self, errors: list[DocumentError]) -> None:
        self.errors = sorted(errors, key=lambda error: error.line or 0)
        super().__init__(
            _("El formulario tiene %(count)d errores.") % {"count": len(errors)},
            expected="; ".join(str(error) for error in self.errors),
        )


class ExpressionInvalid(Problem):
    """A condition that does not parse, does not type-check or is too large."""

    code = "expression-invalid"
    status = 422
