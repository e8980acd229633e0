"""From which day a notice has effect, by the law of the office's country.

Where the law that was read does not say, nothing takes effect but by the person's own step: the day
on which they opened it or on which it was handed to them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from legal_deadlines import DeadlineError, Question, deemed_notification
from legal_deadlines.errors import BadInputError
from ventanilla.domains.legislation.calendars import calendar_of
from ventanilla.domains.legislation.regimes import regime_of
from ventanilla.domains.offices.api import Office

_RULE = "notification"
_BY_ITSELF = frozenset({"on_deposit_in_hours", "next_working_day", "on_availability", "after"})
_REFUSED = frozenset({"access_or_rejected", "access_or_refused"})


@dataclass(frozen=True, slots=True)
class NoticeEffect:
    """`on` is the day of the effect if nobody does anything; None where only the person's step, or
    delivery, gives it one. `by_itself`: that day counts whether or not it is opened. `as_refused`:
    when it passes, it counts as refused. `article` is the rule, "" where none was read.
    """

    on: date | None = None
    by_itself: bool = False
    as_refused: bool = False
    article: str = ""
    confidence: str = ""


def notice_effect(
    *, office: Office, available: datetime, means: str = "electronic"
) -> NoticeEffect:
    """What the law makes of a notice made available then by `means` (electronic, postal).

    Working hours of the office that are not known as data count as over: the day moves in the
    person's favour.
    """
    moment = available.astimezone(office.zone)
    own = regime_of(office, on=moment.date())
    rule = own.regime.notification.get(means) if own.regime.notification else None
    if not rule:
        return NoticeEffect()
    article = ", ".join(str(rule[part]) for part in ("law", "article") if rule.get(part))
    kind = str(rule.get("kind"))
    if kind == "on_access" or kind == "missing":
        return NoticeEffect(article=article, confidence=str(rule.get("confidence") or ""))
    question = Question(rule=_RULE, level=office.level, fallback=own.fallback)
    calendar = calendar_of(office, around=moment.date())
    try:
        found = deemed_notification(own.regime, moment, calendar, question, means=means)
    except BadInputError:  # office hours decide, and are not data
        closed = replace(question, opens="00:00", closes="00:00")
        found = deemed_notification(own.regime, moment, calendar, closed, means=means)
    except DeadlineError:
        return NoticeEffect(article=article, confidence="unsure")
    return NoticeEffect(
        on=found.date,
        by_itself=kind in _BY_ITSELF,
        as_refused=kind in _REFUSED,
        article=article,
        confidence=found.confidence.value,
    )
