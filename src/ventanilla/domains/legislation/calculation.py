"""The calculator: any time limit of any country with its reasons, for whoever asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from legal_deadlines import (
    Calendar,
    DayOff,
    DeadlineError,
    Due,
    Question,
    Regime,
    Suspension,
    compute_due,
    known_countries,
    parse_unit,
)
from legal_deadlines.calendars.proposal import known_places, propose_calendar
from legal_deadlines.errors import BeyondCalendarError
from ventanilla.domains.legislation.calendars import calendar_of
from ventanilla.domains.legislation.deadline_problems import problem_of
from ventanilla.domains.legislation.explained import Explained, explained
from ventanilla.domains.legislation.named_rules import NamedRule, named_rules
from ventanilla.domains.legislation.published_calendars import published_calendar
from ventanilla.domains.legislation.regimes import OfficeRegime, regime_of
from ventanilla.domains.offices.api import Office
from ventanilla.kernel import clock

_PER_YEAR = {"years": 1, "months": 12, "hours": 2000}
_DAYS_PER_YEAR = 200
_FIRST_PROPOSAL, _LAST_PROPOSAL = 1950, 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimitQuestion:
    """What a person asks: `amount` and `unit` as the norm has them, or a named `rule`.

    `start` is the day of the event (a moment for hours). `days_off` are further days that do not
    count; `suspensions` are (first, last) days, both included, resting on `basis`. `calendar` is
    the number of a version that the office published, to count as it was then.
    """

    country: str
    level: str
    start: date | datetime
    amount: int | None = None
    unit: str | None = None
    rule: str | None = None
    place: str = ""
    days_off: tuple[date, ...] = ()
    suspensions: tuple[tuple[date, date], ...] = ()
    basis: str = ""
    by: str | None = None
    word: str | None = None
    channel: str | None = None
    hours: tuple[str, str] | None = None
    urgent: bool = False
    fallback: bool = False
    doubtful: bool = False
    calendar: int | None = None


def calculate(*, office: Office, asked: TimeLimitQuestion, lang: str) -> Explained:
    """The last day and its reasons.

    In the office's own country and level its own regime and published calendar are used; for the
    rest, the country's law as it stands and a proposal of holidays, which says so. Raises
    `TimeLimitUnknown`, whose `params` name the field to mend and where the law should be read.
    """
    own = regime_for(office=office, country=asked.country, level=asked.level, on=_day(asked.start))
    try:
        question = _question(asked, own)
        due = _computed(office, asked, own.regime, question)
    except DeadlineError as error:
        raise problem_of(error, regime=own.regime, lang=lang) from error
    return explained(
        due, lang=lang, today=clock.today(office.zone), declared_days=len(asked.days_off)
    )


def rules_for(*, office: Office, country: str, level: str, on: date, lang: str) -> list[NamedRule]:
    """The named rules that the calculator offers for a country and level on a day."""
    own = regime_for(office=office, country=country, level=level, on=on)
    return named_rules(regime=own.regime, on=on, level=level, lang=lang)


def countries(lang: str) -> list[tuple[str, str]]:
    """Code and name of each country with data, by name."""
    names = [(code, Regime.load(code).names) for code in known_countries()]
    return sorted(((code, n.get(lang, n["es"])) for code, n in names), key=lambda pair: pair[1])


def places(country: str) -> list[tuple[str, str]]:
    """Code and name of the places for which local holidays can be proposed."""
    import holidays

    codes = known_places(Regime.load(country))
    if not codes:
        return []
    names = holidays.country_holidays(country).get_subdivision_aliases()
    found = [(code, (names.get(code.partition("-")[2]) or [code])[0]) for code in codes]
    return sorted(found, key=lambda pair: pair[1])


def regime_for(*, office: Office, country: str, level: str, on: date) -> OfficeRegime:
    """The office's own choice for its own country and level; elsewhere the law as it stands."""
    if (country, level) == (office.country, office.level):
        return regime_of(office, on=on)
    return OfficeRegime(Regime.load(country), fallback=False, number=0)


def _question(asked: TimeLimitQuestion, own: OfficeRegime) -> Question:
    opens, closes = asked.hours or (None, None)
    return Question(
        amount=asked.amount,
        unit=parse_unit(asked.unit) if asked.unit else None,
        rule=asked.rule,
        level=asked.level,
        fallback=asked.fallback or own.fallback,
        obliged=asked.by,
        word=asked.word,
        channel=asked.channel,
        urgent=asked.urgent,
        suspensions=tuple(sorted(Suspension(a, b, "", asked.basis) for a, b in asked.suspensions)),
        opens=opens,
        closes=closes,
        allow_unsure=asked.doubtful,
    )


def _computed(office: Office, asked: TimeLimitQuestion, regime: Regime, question: Question) -> Due:
    """With the office's calendar where it is the office's; where that one ends too soon, and
    elsewhere, with a proposal."""
    if asked.calendar is not None:
        kept = published_calendar(office_id=office.id, number=asked.calendar).calendar
        return compute_due(regime, question, asked.start, _with(kept, asked.days_off))
    if asked.country == office.country and asked.place in ("", office.place):
        calendar = _with(calendar_of(office, around=_day(asked.start)), asked.days_off)
        try:
            return compute_due(regime, question, asked.start, calendar)
        except BeyondCalendarError:
            pass
    seat = asked.place or (office.place if asked.country == office.country else "")
    proposed = propose_calendar(regime, _years(asked, regime), place=seat, extra=_days_off(asked))
    return compute_due(regime, question, asked.start, proposed)


def _with(calendar: Calendar, days: tuple[date, ...]) -> Calendar:
    """The calendar with the person's own days: its version stays, the page says how many."""
    if not days:
        return calendar
    assert calendar.covers is not None
    return Calendar(
        version=calendar.version,
        non_working=[*calendar.non_working, *(DayOff(day) for day in days)],
        working=calendar.working,
        covers=calendar.covers,
        weekly_rest=calendar.weekly_rest,
        weekly_rest_published=calendar.weekly_rest_published,
        seat=calendar.seat,
        notes=calendar.notes,
    )


def _days_off(asked: TimeLimitQuestion) -> Iterable[DayOff]:
    return [DayOff(day) for day in asked.days_off]


def _years(asked: TimeLimitQuestion, regime: Regime) -> range:
    """The years the count may touch: what the term needs, and room for suspensions and rests."""
    amount, unit = asked.amount or 0, asked.unit or ""
    if asked.rule:
        values = [v for v in regime.terms.get(asked.rule, ()) if isinstance(v.value, int)]
        amount = max((int(v.value) for v in values), default=0)
        unit = max((v.unit.value for v in values if v.unit), default="")
    last = max((b for _a, b in asked.suspensions), default=_day(asked.start))
    ahead = 2 + amount // _PER_YEAR.get(unit, _DAYS_PER_YEAR)
    until = last + timedelta(days=1)
    return range(
        max(_day(asked.start).year - 1, _FIRST_PROPOSAL),
        min(until.year + ahead, _LAST_PROPOSAL) + 1,
    )


def _day(start: date | datetime) -> date:
    return start.date() if isinstance(start, datetime) else start
