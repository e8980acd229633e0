"""A territory of a country by its ISO 3166-2 code: region, province, department, state."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.forms.rules.field_types.base import Load, Option, field_type
from ventanilla.domains.forms.rules.field_types.choices import OneOf, options_of
from ventanilla.kernel.shapes import Choice, Key, Line

COUNTRIES = (
    *("AD", "AR", "BO", "BR", "CL", "CO", "CR", "CU", "DO", "EC", "ES"),
    *("GT", "HN", "MX", "NI", "PA", "PE", "PT", "PY", "SV", "UY", "VE"),
)
# Where ISO 3166-2 has two levels, the one that addresses name.
_LEVEL = {"ES": ("Province", "Autonomous city in north africa"), "DO": ("Province", "District")}


@field_type
class Territory(OneOf):
    """One of a country's subdivisions (ISO 3166-2), or of a list of the folder: comunas."""

    name = "territory"
    keys: ClassVar[Mapping[str, Key]] = {
        "country": Key(Choice(COUNTRIES)),
        "list": Key(Line(80, example="comunas")),
    }
    autocomplete = "address-level1"

    def __init__(self, settings: Mapping[str, Any], load: Load) -> None:
        country, named = settings.get("country"), settings.get("list")
        if country and not named:
            self._keep(subdivisions(country))
            return
        if country or not named:
            load.findings.add(
                load.path,
                _("Falta decir de qué territorios se elige, o está dos veces."),
                expected=_("Se espera «country» o «list», una de las dos."),
                example="country: CL",
            )
        self._keep(
            options_of({"list": named, "options": None}, load) if named else (Option("-", {}),)
        )

    def missing(self) -> Any:
        return _("Elija un lugar en «%(label)s».")


@cache
def subdivisions(country: str) -> tuple[Option, ...]:
    """The subdivisions of a country, by name; the same name in every language."""
    import pycountry

    level = _LEVEL.get(country)
    found = [
        Option(one.code, {"es": one.name})
        for one in pycountry.subdivisions.get(country_code=country) or ()
        if level is None or one.type in level
    ]
    return tuple(sorted(found, key=lambda o: unicodedata.normalize("NFD", o.label["es"])))
