"""A computed due date as a page shows it: what opens it, the days in runs, what to know, doubts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from legal_deadlines import Due, Unit
from legal_deadlines.explanation.rendering import amount_text, render, table
from legal_deadlines.explanation.steps import Amount, Step
from legal_deadlines.records import articles
from legal_deadlines.remaining import remaining

_ONE_DAY = timedelta(days=1)
_STARTS = {"start_next_day", "start_next_working_day", "start_months"}
_NOTES = {
    "labour_day_counts", "grace_hours", "grace_clock", "no_grace", "fallback", "layer",
}  # fmt: skip
_READINGS = {"chosen_reading", "other_reading", "safe_date"}
_DOUBTS = {"unverified", "doubtful"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRun:
    """Days in a row with one fate. `numbers` is what was reached on them, first and last.

    `kind`: counted, out (they do not count), end (the count ends there, but the day is no
    working day) or last.
    """

    first: date
    last: date
    kind: str
    numbers: tuple[int, int] | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsUsed:
    """What the date was computed with. `proposed`: the calendar is nobody's publication."""

    calendar: str
    proposed: bool
    regime: str
    library: str
    declared_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """The last day and everything a person may ask about it, in one language.

    `opening`, `notes`, `readings` and `doubts` are sentences with their articles; `left` is what
    remains counting today (`9 días hábiles`), in the days of the time limit; `safe_date` differs
    from `due` where readings do.
    """

    country: str
    country_name: str
    level: str
    amount: str
    unit: str
    due: date
    due_at: datetime | None
    safe_date: date
    opening: tuple[str, ...]
    days: tuple[DayRun, ...]
    notes: tuple[str, ...]
    readings: tuple[str, ...]
    doubts: tuple[str, ...]
    articles: tuple[str, ...]
    expired: bool
    left: str
    versions: VersionsUsed


def explained(due: Due, *, lang: str, today: date, declared_days: int = 0) -> Explained:
    """`due` told in `lang` (es, pt, en), with what is left of it on `today`."""
    steps = due.steps()
    plan = due.reading.plan
    left = remaining(due, today) if due.due_at is None else _hours_left(due, today)
    return Explained(
        country=due.regime.country,
        country_name=due.regime.names.get(lang, due.regime.names["es"]),
        level=due.question.level,
        amount=amount_text(Amount(plan.amount, plan.unit), table(lang), due.regime.country),
        unit=plan.unit.value,
        due=due.due,
        due_at=due.due_at,
        safe_date=due.safe_date,
        opening=_sentences(due, (s for s in steps if _opens(s)), lang),
        days=tuple(_days(due, steps, lang)),
        notes=_sentences(due, (s for s in steps if s.code in _NOTES), lang),
        readings=_sentences(due, (s for s in steps if s.code in _READINGS), lang),
        doubts=_sentences(due, (s for s in steps if s.code in _DOUBTS), lang),
        articles=tuple(articles(due)),
        expired=bool(left["expired"]),
        left=_left(due, left, lang),
        versions=_versions(due, steps, declared_days),
    )


def _left(due: Due, left: dict[str, Any], lang: str) -> str:
    unit = Unit(left["unit"])
    number = int(left["working_days" if unit is Unit.WORKING_DAYS else "calendar_days"])
    return amount_text(Amount(number, unit), table(lang), due.regime.country)


def _hours_left(due: Due, today: date) -> dict[str, Any]:
    days = (due.due - today).days
    unit = Unit.CALENDAR_DAYS.value
    return {"expired": days < 0, "calendar_days": max(days + 1, 0), "unit": unit}


def _sentences(due: Due, steps: Iterable[Step], lang: str) -> tuple[str, ...]:
    return tuple(render(steps, lang, due.regime.country))


_ROWS = {"counted", "rest", "off", "still"}


def _opens(step: Step) -> bool:
    shown_below = {*_STARTS, *_NOTES, *_READINGS, *_DOUBTS, "versions", "last_day", "moved"}
    return step.code not in shown_below and not _is_row(step) and not _is_end(step)


def _is_row(step: Step) -> bool:
    return step.code.removeprefix("lead_") in _ROWS and "first" in step.facts


def _is_end(step: Step) -> bool:
    return step.code.startswith(("end_", "months_"))


def _days(due: Due, steps: list[Step], lang: str) -> list[DayRun]:
    """Rows in the order in which a person would count; none for a term in hours."""
    if due.due_at is not None:
        return []
    rows: list[DayRun] = []
    ends: list[Step] = []
    for step in steps:
        if step.code in _STARTS:
            rows.append(_start_row(due, step, lang))
        elif _is_row(step):
            rows.append(_row(step, lang))
        elif step.code.startswith("months_"):
            rows.append(_months_row(due, step, lang))
        elif step.code.startswith("end_") or step.code in ("last_day", "moved"):
            ends.append(step)
    return [*_before_end(rows, ends), *_end_rows(due, rows, ends, lang)]


def _start_row(due: Due, step: Step, lang: str) -> DayRun:
    day = step.facts["start"]
    return DayRun(first=day, last=day, kind="out", why=_sentences(due, [step], lang)[0])


def _row(step: Step, lang: str) -> DayRun:
    facts, code = step.facts, step.code.removeprefix("lead_")
    lead = step.code != code
    row = DayRun(first=facts["first"], last=facts["last"], kind="out")
    if code == "counted":
        why = _("Días de distancia.") if lead else _folded(int(facts.get("rests") or 0))
        number = int(facts.get("number") or facts["days"])
        return replace(
            row, kind="counted", numbers=(number - int(facts["days"]) + 1, number), why=why
        )
    words = {
        "rest": lambda: _("Descanso semanal"),
        "still": lambda: _("El plazo está suspendido"),
        "off": lambda: _reasons(facts.get("reasons") or (), lang),
    }
    return replace(row, why=_cited(words[code](), step))


def _folded(rests: int) -> str:
    if not rests:
        return ""
    text = ngettext(
        "Sin contar %(n)d día de descanso semanal.",
        "Sin contar %(n)d días de descanso semanal.",
        rests,
    )
    return text % {"n": rests}


def _reasons(reasons: Iterable[dict[str, str]], lang: str) -> str:
    words = table(lang).WORDS
    shown = []
    for reason in reasons:
        kind = str(words[reason["kind"]]).format(place=reason["place"])
        shown.append(f"{reason['name']}, {kind}" if reason["name"] else kind)
    text = "; ".join(dict.fromkeys(shown)) or str(words["no_reason"])
    return text[0].upper() + text[1:]


def _cited(text: str, step: Step) -> str:
    return f"{text} ({'; '.join(step.cites)})." if step.cites else f"{text}."


def _months_row(due: Due, step: Step, lang: str) -> DayRun:
    """From the day after the event to the end: nobody counts them one by one."""
    return DayRun(
        first=step.facts["start"] + _ONE_DAY,
        last=step.facts["end"],
        kind="counted",
        why=_sentences(due, [step], lang)[0],
    )


def _before_end(rows: list[DayRun], ends: list[Step]) -> list[DayRun]:
    """The rows without the day on which the count ends: it gets a row of its own."""
    if not rows or not ends or rows[-1].kind != "counted":
        return rows
    last = rows[-1]
    if last.first == last.last:
        return rows[:-1]
    numbers = (last.numbers[0], last.numbers[1] - 1) if last.numbers else None
    return [*rows[:-1], replace(last, last=last.last - _ONE_DAY, numbers=numbers)]


def _end_rows(due: Due, rows: list[DayRun], ends: list[Step], lang: str) -> list[DayRun]:
    number = rows[-1].numbers[1] if rows and rows[-1].numbers else None
    numbers = (number, number) if number else None
    closing: list[DayRun] = []
    for step in ends:
        day = step.facts["day"]
        if step.code == "last_day":
            why = _cited(_("Es hábil, así que el plazo no se mueve"), step)
            closing.append(DayRun(first=day, last=day, kind="last", numbers=numbers, why=why))
        elif step.code == "moved":
            why = _sentences(due, [step], lang)[0]
            closing.append(DayRun(first=day, last=day, kind="last", why=why))
        else:
            closing.append(_idle_row(step, lang, numbers if not closing else None))
    return _joined(closing)


def _idle_row(step: Step, lang: str, numbers: tuple[int, int] | None) -> DayRun:
    if step.code == "end_rest":
        why = _cited(_("Descanso semanal"), step)
    else:
        why = _cited(_reasons(step.facts.get("reasons") or (), lang), step)
    day = step.facts["day"]
    return DayRun(first=day, last=day, kind="end", numbers=numbers, why=why)


def _joined(rows: list[DayRun]) -> list[DayRun]:
    """Neighbours with one reason become one run (a Saturday and its Sunday)."""
    out: list[DayRun] = []
    for row in rows:
        before = out[-1] if out else None
        same = before and (before.kind, before.why) == ("end", row.why) and row.kind == "end"
        if before and same and row.numbers is None:
            out[-1] = replace(before, last=row.last)
        else:
            out.append(row)
    return out


def _versions(due: Due, steps: list[Step], declared_days: int) -> VersionsUsed:
    facts = next(step.facts for step in steps if step.code == "versions")
    return VersionsUsed(
        calendar=str(facts["calendar"]),
        proposed=str(facts["calendar"]).startswith("proposed"),
        regime=str(facts["regime"]),
        library=str(facts["library"]),
        declared_days=declared_days,
    )
