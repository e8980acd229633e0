"""``rules`` and ``calendar``: what the data hold for a country, and the calendar proposed for a
year.
"""

from __future__ import annotations

import argparse
from typing import Any

from ..calendars.calendar import Calendar
from ..calendars.icalendar import to_icalendar
from ..calendars.proposal import known_places
from ..errors import UnknownNameError
from ..legal_value import Confidence, LegalValue
from ..regime import Regime
from .arguments import Namespace, a_number, add_calendar
from .calendar_of import calendar_of
from .regime_of import regime_of


def add_rules(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rule", metavar="NAME", help="only this rule and those under it")
    parser.add_argument("--allow-unsure", action="store_true", help="list doubtful rules too")


def run_rules(args: Namespace) -> dict[str, Any]:
    """Rules of counting, terms, appeals, silence and layers as plain data."""
    regime = regime_of(args)
    shown = {k: [value_json(v) for v in vs if _shown(v, args)] for k, vs in regime.terms.items()}
    terms = [row for k, rows in shown.items() for row in rows if _under(k, args.rule)]
    if args.rule and not terms:
        raise UnknownNameError(
            f"{regime.country}: there is no rule {args.rule!r} in the data",
            known=sorted(regime.terms),
        )
    out: dict[str, Any] = {"country": regime.country, "version": regime.version, "rules": terms}
    if not args.rule:
        out["counting"] = [value_json(v) for v in regime.counting.values() if _shown(v, args)]
        out["layers"] = [_layer(regime, i) for i in range(len(regime.layers))]
        out["appeals"] = [{"id": a.id, "name": a.name, "layer": a.layer} for a in regime.appeals]
        sense = {k: regime.silence.get(k) for k in ("sense", "trigger", "article", "confidence")}
        out["silence"] = {k: v for k, v in sense.items() if v}
        out["notification"] = list(regime.notification)
        out["places"] = known_places(regime)
    return out


def _shown(value: LegalValue, args: Namespace) -> bool:
    return bool(args.allow_unsure) or value.confidence is not Confidence.UNSURE


def _under(key: str, rule: str | None) -> bool:
    return rule is None or key == rule or key.startswith(rule + ".")


def _layer(regime: Regime, i: int) -> dict[str, Any]:
    layer = regime.layers[i]
    return {
        "id": layer.id,
        "name": layer.name,
        "levels": list(layer.levels),
        "applies_to": dict(layer.applies_to),
        "source": layer.source,
    }


def value_json(value: LegalValue) -> dict[str, Any]:
    """A value of the law as plain data, without empty parts."""
    raw = {
        "rule": value.key,
        "value": value.value,
        "unit": value.unit.value if value.unit else None,
        "text": value.text,
        "article": value.citation,
        "layer": value.layer,
        "obliges": value.obliges,
        "starts": value.starts,
        "from": value.first.isoformat() if value.first else None,
        "until": value.last.isoformat() if value.last else None,
        "confidence": value.confidence.value,
        "verified": value.confidence is Confidence.FOUND,
        "source": value.source,
        "note": value.note,
        "readings": [
            {
                "value": r.value,
                "article": r.citation,
                "source": r.source,
                "confidence": r.confidence.value,
            }
            for r in value.readings
        ],
    }
    return {k: v for k, v in raw.items() if v not in (None, "", [])}


def add_calendar_command(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", required=True, metavar="YEAR", help="the year to propose")
    parser.add_argument("--ical", action="store_true", help="print iCalendar instead")
    add_calendar(parser)


def run_calendar(args: Namespace) -> dict[str, Any] | str:
    """The calendar of a year as plain data, or as iCalendar text."""
    regime = regime_of(args)
    year = a_number(args.year)
    calendar = calendar_of(args, regime, range(year, year + 1))
    if args.ical:
        return to_icalendar(calendar, f"{regime.names['es']} {year}")
    return calendar_json(regime, calendar, year)


def calendar_json(regime: Regime, calendar: Calendar, year: int) -> dict[str, Any]:
    """Version, digest, weekly rest of the law (or of the calendar) and the days off of ``year``."""
    raw = calendar.to_json()
    rule = regime.counting.get("weekly_rest")
    sure = rule is not None and rule.confidence is not Confidence.UNSURE
    days = [d for d in raw["non_working"] if d["day"].startswith(str(year))]
    return {
        "country": regime.country,
        "year": year,
        "version": calendar.version,
        "digest": calendar.digest,
        "proposed": calendar.version.startswith("proposed"),
        "weekly_rest": rule.value if rule and sure else raw["weekly_rest"],
        "weekly_rest_verified": bool(rule and rule.confidence is Confidence.FOUND),
        "non_working": days,
        "working": [d for d in raw["working"] if d.startswith(str(year))],
        "calendar": raw,
    }
