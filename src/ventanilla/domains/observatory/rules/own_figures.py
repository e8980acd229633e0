"""What an office publishes about itself, judged before it is believed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ventanilla.domains.observatory.rules.vocabulary import measures

FORMAT = "ventanilla-indicators/v1"
LEAST_CELL = 10
MOST_FIGURES = 500
CLOCKS_APART = timedelta(days=1)
_PERIOD = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")


class ReportWrongError(Exception):
    """The report is not in its format, or cannot be true."""


@dataclass(frozen=True, kw_only=True)
class OwnFigureRead:
    """One measure for one period. Both counts are None where there were too few to tell."""

    measure: str
    period: str
    numerator: int | None
    denominator: int | None
    code_version: str


@dataclass(frozen=True, kw_only=True)
class OwnReport:
    """A whole report."""

    office: str
    published_at: datetime
    figures: tuple[OwnFigureRead, ...]


def report(document: Any, *, country: str, now: datetime) -> OwnReport:
    """The report, if it is one, of that country, not from the future. Raises `ReportWrongError`."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ReportWrongError(f"the format is not {FORMAT}")
    if document.get("country") != country:
        raise ReportWrongError(f"it speaks of {document.get('country')!r}, not of {country}")
    figures = document.get("figures")
    if not isinstance(figures, list) or len(figures) > MOST_FIGURES:
        raise ReportWrongError(f"figures: a list of at most {MOST_FIGURES} is expected")
    published_at = _moment(document.get("published_at"), now)
    read = tuple(_figure(figure, published_at) for figure in figures)
    if len({(figure.measure, figure.period) for figure in read}) < len(read):
        raise ReportWrongError("figures: one measure is told twice for the same period")
    return OwnReport(office=_text(document, "office", 200), published_at=published_at, figures=read)


def _figure(figure: Any, published_at: datetime) -> OwnFigureRead:
    if not isinstance(figure, dict) or figure.get("measure") not in measures():
        raise ReportWrongError("figures: an unknown measure")
    period = _period(figure.get("period"), published_at)
    part, whole = figure.get("numerator"), figure.get("denominator")
    if part is not None or whole is not None:
        _check_counts(part, whole)
    too_few = whole is None or whole < LEAST_CELL
    return OwnFigureRead(
        measure=figure["measure"],
        period=period,
        numerator=None if too_few else part,
        denominator=None if too_few else whole,
        code_version=_text(figure, "code_version", 40),
    )


def _period(period: Any, published_at: datetime) -> str:
    if not isinstance(period, str) or not _PERIOD.fullmatch(period):
        raise ReportWrongError("figures: period is a year or a year and a month")
    if period > f"{published_at:%Y-%m}"[: len(period)]:
        raise ReportWrongError(f"figures: {period} had not begun when it was published")
    return period


def _check_counts(part: Any, whole: Any) -> None:
    for count in (part, whole):
        if type(count) is not int or not 0 <= count < 2**31:
            raise ReportWrongError("figures: counts are whole numbers from 0")
    if part > whole:
        raise ReportWrongError(f"figures: {part} of {whole} cannot be")


def _text(record: dict[str, Any], name: str, longest: int) -> str:
    text = record.get(name)
    if not isinstance(text, str) or not text.strip() or len(text) > longest:
        raise ReportWrongError(f"{name}: a text of at most {longest} characters is expected")
    if not text.isprintable():
        raise ReportWrongError(f"{name}: invisible characters")
    return text


def _moment(value: Any, now: datetime) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise ReportWrongError("published_at: RFC 3339 with its zone is expected") from error
    if moment.tzinfo is None:
        raise ReportWrongError("published_at: the zone is missing")
    if moment > now + CLOCKS_APART:
        raise ReportWrongError("published_at: it has not come yet")
    return moment
