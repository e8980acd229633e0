"""Personal and company identifiers, one scheme each, behind a small registry.

The check digits are python-stdnum's; a scheme that it does not have is ours, with its source.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from stdnum import exceptions as stdnum_errors
from stdnum.br import cpf
from stdnum.cl import rut

from ventanilla.domains.forms.rules.field_types.base import (
    FieldType,
    Load,
    Wrong,
    field_type,
)
from ventanilla.domains.forms.rules.field_types.text import clean_text, is_blank
from ventanilla.kernel.shapes import Choice, Key


@dataclass(frozen=True, slots=True)
class Scheme:
    """One kind of identifier. `validate` gives the compact form or raises stdnum's errors."""

    name: str
    called: str
    validate: Callable[[str], str]
    shown: Callable[[str], str]
    example: str


SCHEMES: dict[str, Scheme] = {
    scheme.name: scheme
    for scheme in (
        # RUN of persons and RUT of taxpayers share number and check digit (Chile).
        Scheme("CL-RUN", "RUN", rut.validate, rut.format, "12.531.909-2"),
        Scheme("CL-RUT", "RUT", rut.validate, rut.format, "76.086.428-5"),
        Scheme("BR-CPF", "CPF", cpf.validate, cpf.format, "390.533.447-05"),
    )
}


class _SchemeNames(Choice):
    """The schemes that exist when the form is loaded."""

    def __init__(self) -> None:
        super().__init__(tuple(SCHEMES))


@field_type
class Identifier(FieldType):
    """A number that identifies a person or a company, checked by its own digits."""

    name = "identifier"
    max_length = 30
    keys: ClassVar[Mapping[str, Key]] = {"scheme": Key(_SchemeNames(), required=True)}

    def __init__(self, settings: Mapping[str, Any], load: Load) -> None:
        self.scheme = SCHEMES.get(settings.get("scheme") or "", SCHEMES["CL-RUN"])

    def clean(self, value: Any) -> str | None:
        text = clean_text(value, max_length=30)
        if is_blank(text):
            return None
        try:
            return self.scheme.validate(text)
        except stdnum_errors.InvalidChecksum as error:
            raise Wrong(
                "check_digit",
                _("El dígito verificador del %(called)s de «%(label)s» no corresponde."),
                expected=_("Revise que no haya cambiado o saltado una cifra."),
                example=self.scheme.example,
                called=self.scheme.called,
            ) from error
        except stdnum_errors.ValidationError as error:
            raise Wrong(
                "not_an_identifier",
                _("El %(called)s de «%(label)s» no tiene la forma esperada."),
                expected=_("Escríbalo completo, con su dígito verificador."),
                example=self.scheme.example,
                called=self.scheme.called,
            ) from error

    def shown(self, value: Any, lang: str) -> str:
        return self.scheme.shown(value)

    def schema(self, lang: str) -> dict[str, Any]:
        return {"type": "string", "maxLength": 30, "examples": [self.scheme.example]}
