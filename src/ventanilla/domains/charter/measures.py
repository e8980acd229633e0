"""Evidence that an office can count today, from its own rows. What is not counted stays uncounted.

Each measure answers with a number, what it is out of (or None), and says in words what it counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.charter.rules.provisions import Texts
from ventanilla.domains.offices import api as offices
from ventanilla.domains.privacy import api as privacy
from ventanilla.kernel import clock


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One count. `out_of` is None where there is no whole to compare with."""

    value: int
    out_of: int | None
    what: Texts


Count = Callable[[offices.Office], tuple[int, int | None]]


def measure(slug: str, office: offices.Office) -> Measure | None:
    """The count behind a provision, or None where nothing is counted yet."""
    found = _MEASURES.get(slug)
    if found is None:
        return None
    count, what = found
    value, out_of = count(office)
    return Measure(value=value, out_of=out_of, what=what)


def _offered(office: offices.Office) -> list[catalogue.PublishedProcedure]:
    return catalogue.offered(office_id=office.id, at=clock.now())


def _online(office: offices.Office) -> tuple[int, int | None]:
    return len(_offered(office)), None


def _with_summary(office: offices.Office) -> tuple[int, int | None]:
    found = _offered(office)
    return sum(bool(p.summary) for p in found), len(found)


def _with_unit(office: offices.Office) -> tuple[int, int | None]:
    found = _offered(office)
    return sum(bool(p.unit) for p in found), len(found)


def _record(office: offices.Office) -> tuple[int, int | None]:
    parts = (
        office.holder,
        office.legal_basis,
        office.address,
        office.opening_hours,
        office.phone,
        office.email,
    )
    return sum(bool(part) for part in parts), len(parts)


def _keys(office: offices.Office) -> tuple[int, int | None]:
    return len(offices.keys_of(office_id=office.id)), None


def _languages(office: offices.Office) -> tuple[int, int | None]:
    return len(office.languages), None


def _undeclared(_office: offices.Office) -> tuple[int, int | None]:
    return len(privacy.gaps()), None


_MEASURES: dict[str, tuple[Count, Texts]] = {
    "right.relate-electronically": (
        _online,
        {
            "es": "trámites que se presentan por internet",
            "pt": "serviços que se apresentam pela internet",
            "en": "procedures that are filed online",
        },
    ),
    "right.reliable-information": (
        _online,
        {
            "es": "versiones en vigor con fecha y huella",
            "pt": "versões em vigor com data e impressão",
            "en": "versions in force with date and digest",
        },
    ),
    "principle.transparency-accessibility": (
        _with_summary,
        {
            "es": "trámites con resumen llano",
            "pt": "serviços com resumo simples",
            "en": "procedures with a plain summary",
        },
    ),
    "principle.responsibility": (
        _with_unit,
        {
            "es": "trámites con unidad responsable",
            "pt": "serviços com unidade responsável",
            "en": "procedures with a responsible unit",
        },
    ),
    "office.responsible": (
        _record,
        {
            "es": "datos de la ficha que constan",
            "pt": "dados da ficha que constam",
            "en": "parts of the record that are there",
        },
    ),
    "security.trust": (
        _keys,
        {"es": "claves publicadas", "pt": "chaves publicadas", "en": "published keys"},
    ),
    "transition.include": (
        _languages,
        {"es": "lenguas de la sede", "pt": "línguas do portal", "en": "languages of the office"},
    ),
    "data.protection": (
        _undeclared,
        {
            "es": "campos sin declarar",
            "pt": "campos sem declarar",
            "en": "fields not declared",
        },
    ),
}
