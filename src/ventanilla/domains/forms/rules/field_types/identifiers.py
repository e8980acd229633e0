"""Personal and company identifiers, one scheme each, behind a small registry.

The check digits are python-stdnum's; a scheme that it does not have is ours, with its source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from stdnum import exceptions as stdnum_errors

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
    """One kind of identifier: its name here, what people call it, who checks it, a sample.

    `checker` is a module with stdnum's `validate(text)` and, where it has one, `format(compact)`;
    it is imported when the first form that uses it is checked. Samples are those of the modules'
    own documentation.
    """

    name: str
    called: str
    checker: str
    example: str
    checked: bool = True

    def validate(self, text: str) -> str:
        """The compact form, or one of stdnum's errors."""
        return str(_checker(self.checker).validate(text))

    def shown(self, compact: str) -> str:
        """As it is printed on the card."""
        written = getattr(_checker(self.checker), "format", None)
        return str(written(compact)) if written else compact


@cache
def _checker(name: str) -> Any:
    module, _colon, inside = name.partition(":")
    found = import_module(module)
    return getattr(found, inside) if inside else found


_OURS = "ventanilla.domains.forms.rules.field_types.national_identifiers"


# RUN of persons and RUT of taxpayers share number and check digit (Chile). Where stdnum has no
# module the checker is ours; `checked` is False where no check digit is published.
SCHEMES: dict[str, Scheme] = {
    scheme.name: scheme
    for scheme in (
        Scheme("AD-NRT", "NRT", "stdnum.ad.nrt", "U-132950-X"),
        Scheme("AR-CUIT", "CUIT", "stdnum.ar.cuit", "20-05536168-2"),
        Scheme("AR-DNI", "DNI", "stdnum.ar.dni", "20.123.456"),
        Scheme("BO-CI", "cédula de identidad", f"{_OURS}:BO_CI", "4567890-1A LP", checked=False),
        Scheme("BO-NIT", "NIT", f"{_OURS}:BO_NIT", "1023456028", checked=False),
        Scheme("BR-CNPJ", "CNPJ", "stdnum.br.cnpj", "16.727.230/0001-97"),
        Scheme("BR-CPF", "CPF", "stdnum.br.cpf", "390.533.447-05"),
        Scheme("CL-RUN", "RUN", "stdnum.cl.rut", "12.531.909-2"),
        Scheme("CL-RUT", "RUT", "stdnum.cl.rut", "76.086.428-5"),
        Scheme("CO-CC", "cédula de ciudadanía", f"{_OURS}:CO_CC", "1.020.304.050", checked=False),
        Scheme("CO-NIT", "NIT", "stdnum.co.nit", "213.123.432-1"),
        Scheme("CR-CPF", "cédula", "stdnum.cr.cpf", "3-0455-0175"),
        Scheme("CR-CPJ", "cédula jurídica", "stdnum.cr.cpj", "3-101-999999"),
        Scheme("CR-CR", "DIMEX", "stdnum.cr.cr", "155812994816"),
        Scheme("CU-NI", "número de identidad", "stdnum.cu.ni", "91021027775"),
        Scheme("DO-CEDULA", "cédula", "stdnum.do.cedula", "00113918205"),
        Scheme("DO-RNC", "RNC", "stdnum.do.rnc", "1-01-85004-3"),
        Scheme("EC-CI", "cédula", "stdnum.ec.ci", "171430710-3"),
        Scheme("EC-RUC", "RUC", "stdnum.ec.ruc", "1792060346-001"),
        Scheme("ES-DNI", "DNI", "stdnum.es.dni", "54362315-K"),
        Scheme("ES-NIE", "NIE", "stdnum.es.nie", "X-2482300-W"),
        Scheme("ES-NIF", "NIF", "stdnum.es.nif", "54362315-K"),
        Scheme("GT-NIT", "NIT", "stdnum.gt.nit", "576937-K"),
        Scheme("GT-CUI", "CUI", f"{_OURS}:GT_CUI", "1234 56789 0101"),
        Scheme("HN-DNI", "DNI", f"{_OURS}:HN_DNI", "0801-1990-12345", checked=False),
        Scheme("HN-RTN", "RTN", f"{_OURS}:HN_RTN", "0801-1990-123456", checked=False),
        Scheme("MX-CURP", "CURP", "stdnum.mx.curp", "BOXW310820HNERXN09"),
        Scheme("MX-RFC", "RFC", "stdnum.mx.rfc", "VACE-460910-SX6"),
        Scheme("NI-CEDULA", "cédula", f"{_OURS}:NI_CEDULA", "001-010180-0001S"),
        Scheme("NI-RUC", "RUC", f"{_OURS}:NI_RUC", "J0310000000001", checked=False),
        Scheme("PA-CEDULA", "cédula", f"{_OURS}:PA_CEDULA", "8-442-445", checked=False),
        Scheme("PA-RUC", "RUC", f"{_OURS}:PA_RUC", "155596713-2-2015 DV 59", checked=False),
        Scheme("PE-DNI", "DNI", "stdnum.pe.cui", "10117410"),
        Scheme("PE-RUC", "RUC", "stdnum.pe.ruc", "20512333797"),
        Scheme("PT-CC", "cartão de cidadão", "stdnum.pt.cc", "00000000 0 ZZ4"),
        Scheme("PT-NIF", "NIF", "stdnum.pt.nif", "501 964 843"),
        Scheme("PY-RUC", "RUC", "stdnum.py.ruc", "80028061-0"),
        Scheme("SV-DUI", "DUI", f"{_OURS}:SV_DUI", "00016297-5"),
        Scheme("SV-NIT", "NIT", "stdnum.sv.nit", "0614-050707-104-8"),
        Scheme("UY-CI", "cédula de identidad", f"{_OURS}:UY_CEDULA", "1.234.567-2"),
        Scheme("UY-RUT", "RUT", "stdnum.uy.rut", "21-100342-001-7"),
        Scheme("VE-RIF", "RIF", "stdnum.ve.rif", "V-11470283-4"),
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
        except (stdnum_errors.ValidationError, ValueError, LookupError) as error:
            raise Wrong(
                "not_an_identifier",
                _("El %(called)s de «%(label)s» no tiene la forma esperada."),
                expected=_("Escríbalo completo, con su dígito verificador.")
                if self.scheme.checked
                else _("Escríbalo completo, como está en el documento."),
                example=self.scheme.example,
                called=self.scheme.called,
            ) from error

    def shown(self, value: Any, lang: str) -> str:
        return self.scheme.shown(value)

    def schema(self, lang: str) -> dict[str, Any]:
        return {
            "type": "string",
            "maxLength": 30,
            "examples": [self.scheme.example],
            "x-scheme": self.scheme.name,
            "x-check-digit": self.scheme.checked,
        }
