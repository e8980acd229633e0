"""Proposes a calendar from the `holidays` package and the regime's fixed dates. Never
authoritative.

An office reviews a proposal and publishes its own version; `holidays` is imported only here, when
asked (0.2 s).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from ..errors import BeyondCalendarError, UnknownNameError
from ..regime import Regime
from ..rule_names import without_accents
from .calendar import Calendar, DayOff

PROPOSED = "proposed by holidays "
_LANGUAGE = {"BR": "pt_BR", "PT": "pt_PT", "AD": "ca"}
_WEEKEND = frozenset({5, 6})


def propose_calendar(
    regime: Regime,
    years: Iterable[int],
    *,
    place: str = "",
    seat: str = "",
    extra: Iterable[DayOff] = (),
    working: Iterable[date] = (),
    weekly_rest: Iterable[int] | None = None,
) -> Calendar:
    """A calendar for ``years``: national days, those of the person's ``place`` and of the body's
    ``seat``.

    Places are ISO 3166-2 codes (``ES-MD``). With one place only, it is taken for both. ``extra``
    and
    ``working`` are days the caller declares. Raises ``UnknownNameError`` for a place,
    ``BeyondCalendarError`` for a year.
    """
    span = sorted(set(years))
    body = check_place(regime, seat or place)
    person = check_place(regime, place or seat)
    days = list(_national(regime, span))
    national = {d.day for d in days}
    days += _regional(regime, body, span, national, "seat")
    if person != body:
        days += _regional(regime, person, span, national, "person")
    given = list(extra)
    days += given
    opened = frozenset(working)
    lib = _library_version()
    places = "+".join(dict.fromkeys(p for p in (body, person) if p)) or regime.country
    declared = f" +{len(given)}" if given else ""
    declared += f" -{len(opened)}" if opened else ""
    return Calendar(
        version=f"{PROPOSED}{lib}: {places} {span[0]}-{span[-1]}{declared}",
        non_working=days,
        working=opened,
        covers=(date(span[0], 1, 1), date(span[-1], 12, 31)),
        weekly_rest=_WEEKEND if weekly_rest is None else weekly_rest,
        weekly_rest_published=weekly_rest is not None,
        seat=body,
        notes={d: n for d, n in _labour_only(regime, span) if d not in national},
    )


def _library_version() -> str:
    from importlib.metadata import version

    return version("holidays")


@lru_cache(maxsize=256)
def _library(
    country: str, subdivision: str, categories: tuple[str, ...], years: tuple[int, ...]
) -> Any:
    import holidays

    return holidays.country_holidays(
        country,
        subdiv=subdivision or None,
        years=years,
        categories=categories,
        language=_LANGUAGE.get(country, "es"),
    )


def last_year(regime: Regime) -> int:
    """The last year for which anything can be proposed."""
    return int(_library(regime.country, "", ("public",), ()).end_year)


def check_years(country: str, years: list[int]) -> None:
    """Refuse years for which nothing can be proposed."""
    lib = _library(country, "", ("public",), ())
    for year in years:
        if not lib.start_year <= year <= lib.end_year:
            raise BeyondCalendarError(
                f"{country}: no holidays can be proposed for {year}; the proposals go from "
                f"{lib.start_year} to {lib.end_year}",
                expected="a calendar of your own for that year (--calendar FILE)",
            )


def check_place(regime: Regime, place: str) -> str:
    """A known ISO 3166-2 code of the country in capitals, or '' for none; otherwise
    ``UnknownNameError``.
    """
    if not place:
        return ""
    known = known_places(regime)
    code = _code_of(regime, place.strip(), known)
    if code in known or code == regime.country:
        return code if code in known else ""
    raise UnknownNameError(
        f"{regime.country} has no proposed calendar for the place {place!r}",
        expected="one of the known places, or none and the local days given one by one "
        "(--holiday DATE)"
        if known
        else "no place: proposals are national only; give local days one by one (--holiday DATE)",
        example=f"--place {known[0]}" if known else "--holiday 2025-01-18",
        known=known,
    )


def _code_of(regime: Regime, place: str, known: list[str]) -> str:
    """``ES-MD`` from ``es-md``, ``MD`` or ``Madrid``; anything else in capitals."""
    code = place.upper()
    if f"{regime.country}-{code}" in known:
        return f"{regime.country}-{code}"
    names = _library(regime.country, "", ("public",), ()).get_subdivision_aliases()
    plain = without_accents(place).lower()
    found = [s for s, own in names.items() for n in own if without_accents(n).lower() == plain]
    return f"{regime.country}-{found[0]}" if len(found) == 1 and len(found[0]) <= 3 else code


def known_places(regime: Regime) -> list[str]:
    """ISO 3166-2 codes for which `holidays` proposes local days."""
    lib = _library(regime.country, "", ("public",), ())
    return [f"{regime.country}-{s}" for s in lib.subdivisions if len(s) <= 3]


def _named(lib: Any) -> Iterator[tuple[date, str]]:
    for day, name in sorted(lib.items()):
        yield day, str(name).replace("(observado)", "(trasladado)")


def _national(regime: Regime, years: list[int]) -> Iterator[DayOff]:
    check_years(regime.country, years)
    wide = tuple(range(years[0], years[-1] + 1))
    rule = regime.proposal
    holidays_rule = regime.counting.get("holidays")
    if holidays_rule is not None and "dates" in holidays_rule.more:
        yield from _statutory(holidays_rule.more["dates"], wide)
    if categories := tuple(rule.get("categories", ("public",))):
        named = list(_named(_library(regime.country, "", categories, wide)))
        moved = _moved_away(named) if rule.get("moved_replaces_original") else set()
        yield from (DayOff(d, n, "national") for d, n in named if d not in moved)
    if closed := tuple(rule.get("closed_last_day", ())):
        late = frozenset(rule.get("opens_late", ()))
        named = list(_named(_library(regime.country, "", closed, wide)))
        yield from (DayOff(d, n, "closed") for d, n in named if n not in late)


def _statutory(dates: list[dict[str, Any]], years: tuple[int, ...]) -> Iterator[DayOff]:
    for entry in dates:
        month, day = (int(x) for x in entry["date"].split("-"))
        for year in years:
            if (year - entry.get("base", 0)) % entry.get("every", 1) == 0:
                yield DayOff(date(year, month, day), entry["name"], "statutory")


def _moved_away(named: list[tuple[date, str]]) -> set[date]:
    """Original dates of holidays that the law moves to another day of the same week (name with a
    mark in brackets).
    """
    moved = {(n.partition(" (")[0], d.year) for d, n in named if " (" in n}
    return {d for d, n in named if " (" not in n and "; " not in n and (n, d.year) in moved}


def _regional(
    regime: Regime, place: str, years: list[int], national: set[date], of: str
) -> list[DayOff]:
    if not place:
        return []
    wide = tuple(range(years[0], years[-1] + 1))
    code = place.partition("-")[2]
    days = (
        list(_named(_library(regime.country, code, ("public",), wide)))
        if regime.proposal.get("categories", True)
        else []
    )
    own = regime.proposal.get("places", {}).get(place)
    if own:
        days += [
            (d, n)
            for d, n in _named(_library(regime.country, code, (own["category"],), wide))
            if n in own["names"]
        ]
    return [DayOff(d, n, "regional", place, of) for d, n in days if d not in national]


def _labour_only(regime: Regime, years: list[int]) -> Iterator[tuple[date, str]]:
    """Rest days of labour law that are no holidays here (MX art. 28): worth a word when they
    count.
    """
    if categories := tuple(regime.proposal.get("labour_only", ())):
        yield from _named(
            _library(regime.country, "", categories, tuple(range(years[0], years[-1] + 1)))
        )
