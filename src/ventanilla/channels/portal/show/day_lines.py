"""The days of a computed deadline, written as people say them: a range, what it counts, why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ventanilla.channels.look.components import DayLine
from ventanilla.channels.look.language import text_language
from ventanilla.domains.legislation import api as legislation

_MONTH = {"es": r" \d\e F", "pt": r" \d\e F", "en": " F"}
_YEAR = {"es": r" \d\e Y", "pt": r" \d\e Y", "en": " Y"}
_FEW = 4


def day_lines(days: Sequence[legislation.DayRun], *, today: date) -> tuple[DayLine, ...]:
    """One line per run, with the month where it is new to the reader, and where today falls."""
    lines = []
    before: date | None = None
    for run in days:
        last_one = run is days[-1]
        lines.append(
            DayLine(
                when=written_run(run.first, run.last, before=None if last_one else before),
                counts=_counts(run),
                why=_why(run, today),
                kind={"out": "out", "end": "out", "last": "last"}.get(run.kind, ""),
            )
        )
        before = run.last
    return tuple(lines)


def written_run(first: date, last: date, *, before: date | None) -> str:
    """`lunes 14 a miércoles 16`; month and year are said where they differ from `before`."""
    if first == last:
        return _written(first, said=before)
    if (first.year, first.month) == (last.year, last.month):
        begin, end = _written(first, said=first), _written(last, said=before)
    else:
        begin, end = _written(first, said=before), _written(last, said=first)
    if last - first == timedelta(days=1):
        return _("%(first)s y %(last)s") % {"first": begin, "last": end}
    return _("%(first)s a %(last)s") % {"first": begin, "last": end}


def _written(day: date, *, said: date | None) -> str:
    """The day, with what `said` does not already say of its month and year."""
    lang = text_language().split("-")[0]
    text = format_date(day, "l j")
    if said is None or (said.year, said.month) != (day.year, day.month):
        text += format_date(day, _MONTH.get(lang, _MONTH["es"]))
    if said is not None and said.year != day.year:
        text += format_date(day, _YEAR.get(lang, _YEAR["es"]))
    return text if lang == "en" else text.lower()


def _counts(run: legislation.DayRun) -> str:
    many = (run.last - run.first).days + 1
    if run.kind == "counted":
        return _numbered(*run.numbers) if run.numbers else _("Corre el plazo")
    if run.kind == "last":
        if run.numbers:
            return _("Día %(n)d: el último") % {"n": run.numbers[1]}
        return _("El último día")
    if run.kind == "end":
        if run.numbers:
            return _("Día %(n)d: no puede ser el último") % {"n": run.numbers[1]}
        return _("No puede ser el último")
    return ngettext("No cuenta", "No cuentan", many)


def _numbered(first: int, last: int) -> str:
    if first == last:
        return _("Día %(n)d") % {"n": first}
    if last - first < _FEW:
        numbers = [str(n) for n in range(first, last + 1)]
        listed = _("%(first)s y %(last)s") % {"first": ", ".join(numbers[:-1]), "last": numbers[-1]}
        return _("Días %(numbers)s") % {"numbers": listed}
    return _("Días %(first)d a %(last)d") % {"first": first, "last": last}


def _why(run: legislation.DayRun, today: date) -> str:
    if not run.first <= today <= run.last:
        return run.why
    here = _("Hoy es %(day)s.") % {"day": _written(today, said=today)}
    return f"{here} {run.why}".strip()
