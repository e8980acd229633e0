"""The end of every explanation: grace, other readings, what is unverified, the versions used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..legal_value import Confidence, LegalValue
from .steps import Step, step

if TYPE_CHECKING:
    from ..due import Due


def closing_steps(due: Due, applied: tuple[LegalValue, ...]) -> Iterator[Step]:
    """What a person should know besides the count."""
    yield from _labour_days(due)
    yield from _grace(due)
    yield from _seat_only(due)
    yield from _layer(due)
    yield from _other_readings(due)
    yield from doubts(applied)
    yield from versions(due)


def _labour_days(due: Due) -> Iterator[Step]:
    """Rest days of labour law that counted here: people would expect them to be off (MX)."""
    rule = due.regime.counting.get("holidays")
    for day, name in sorted(due.calendar.notes.items()):
        if due.count_start < day <= due.due and due.index.is_working(day.toordinal()):
            yield step("labour_day_counts", rule, day=day, name=name)


def _grace(due: Due) -> Iterator[Step]:
    rule = due.regime.counting.get("grace")
    if rule is None or (due.term is not None and due.term.obliges == "administration"):
        return
    if due.question.channel == "electronic":
        yield step("no_grace", rule)
        return
    after = due.due.toordinal() + 1
    if rule.more.get("on") == "next_day":
        yield step("grace_clock", rule, day=due.due + timedelta(days=1), clock=str(rule.value))
    else:
        yield step(
            "grace_hours",
            rule,
            day=date.fromordinal(due.index.on_or_after(after)),
            hours=rule.value,
        )


def _seat_only(due: Due) -> Iterator[Step]:
    """Where only the seat's calendar counts electronically, and the person's has other days."""
    rule = due.regime.counting.get("holidays_of")
    if rule is None or due.question.channel != "electronic" or due.reading.plan.whose != "seat":
        return
    if any(d.of == "person" for d in due.calendar.non_working):
        article = str(rule.more.get("electronic_article", rule.article))
        yield step("seat_only", replace(rule, article=article))


def _layer(due: Due) -> Iterator[Step]:
    national = due.regime.layer("national")
    if due.question.fallback and due.question.level not in national.levels:
        yield Step("fallback", {"law": national.law, "scope": dict(national.applies_to)})
    if due.term is not None and due.term.layer != "national":
        layer = due.regime.layer(due.term.layer)
        yield Step("layer", {"layer": layer.name, "scope": dict(layer.applies_to)})


def _other_readings(due: Due) -> Iterator[Step]:
    first = due.outcomes[0]
    if len(due.outcomes) == 1:
        return
    if first.reading.labels:
        yield step(
            "chosen_reading",
            *first.reading.marks,
            day=first.date,
            why=[dict(t) for t in first.reading.labels],
        )
    for other in due.outcomes[1:]:
        why = [dict(t) for t in other.reading.labels]
        sources = [v.source for v in other.reading.marks if v.source]
        yield step("other_reading", *other.reading.marks, day=other.date, why=why, sources=sources)
    if due.safe_date != due.due:
        yield Step("safe_date", {"day": due.safe_date})


def doubts(applied: tuple[LegalValue, ...]) -> Iterator[Step]:
    """One step per degree of doubt, naming the rules."""
    for confidence, code in ((Confidence.KNOWN, "unverified"), (Confidence.UNSURE, "doubtful")):
        values = [v for v in applied if v.confidence is confidence]
        if values:
            yield Step(code, {"rules": [_named(v) for v in values]})


def _named(value: LegalValue) -> dict[str, object]:
    """A rule for people: its key (worded by each language), its citation, or why it has none."""
    return {
        "rule": value.key.split(".")[0],
        "key": value.key,
        "citation": value.citation,
        "label": None if value.citation else value.label and dict(value.label),
    }


def versions(due: Due) -> Iterator[Step]:
    from .. import __version__

    yield Step(
        "versions",
        {
            "calendar": due.calendar.version,
            "regime": f"{due.regime.country} {due.regime.version}",
            "library": __version__,
        },
    )
