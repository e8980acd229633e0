"""What the arguments mean: dates, moments, spans; an impossible one is a ``BadInputError``, not a
traceback.
"""

from __future__ import annotations

import argparse
from datetime import date, datetime, timedelta
from typing import Any, NoReturn

from ..errors import BadInputError, UnknownNameError
from ..question import Suspension


class Parser(argparse.ArgumentParser):
    """A parser whose errors are ``DeadlineError``s, so that ``--json`` covers them too."""

    def error(self, message: str) -> NoReturn:
        raise BadInputError(message, expected="see --help", example=f"{self.prog} --help")


def a_date(text: str) -> date:
    """``YYYY-MM-DD``."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInputError(
            f"{text!r} is not a date that exists", expected="YYYY-MM-DD", example="2025-04-10"
        ) from None


def a_moment(text: str) -> datetime:
    """``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM``: official time of the office, unless it says its
    offset.
    """
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise BadInputError(
            f"{text!r} is not a date or moment that exists",
            expected="YYYY-MM-DD or YYYY-MM-DDTHH:MM, with the offset if it is not official time",
            example="2025-05-17T10:00",
        ) from None


def has_hour(text: str) -> bool:
    """Whether a moment that parsed says an hour too."""
    return len(text.strip()) > len("2025-05-17")


def add_zone(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--zone",
        default="",
        metavar="ZONE",
        help="official time zone of the office, if not that of its seat (Pacific/Easter…)",
    )


def a_language(text: str) -> str:
    """``pt-BR`` → ``pt``; whether the language is known is for the texts to say."""
    return text.strip().lower().replace("_", "-").partition("-")[0]


def a_number(text: str) -> int:
    """A whole number."""
    try:
        return int(text)
    except ValueError:
        raise BadInputError(
            f"{text!r} is not a whole number", expected="a whole number", example="10"
        ) from None


def days_of(text: str) -> list[date]:
    """One day, or all days of ``FIRST..LAST``."""
    first, dots, last = text.partition("..")
    begin = a_date(first)
    end = a_date(last) if dots else begin
    if end < begin:
        raise BadInputError(
            f"the span {text} ends before it starts",
            expected="FIRST..LAST",
            example="2025-08-01..2025-08-31",
        )
    if (end - begin).days > 3660:
        raise BadInputError(f"the span {text} is longer than ten years", expected="a shorter span")
    return [begin + timedelta(days=i) for i in range((end - begin).days + 1)]


def a_suspension(text: str) -> Suspension:
    """``FIRST..LAST`` or ``FIRST..LAST:cause``; both days are suspended."""
    span, _, cause = text.partition(":")
    first, dots, last = span.partition("..")
    if not dots:
        raise BadInputError(
            f"{text!r} is not a suspension",
            expected="FIRST..LAST[:cause]",
            example="2025-05-14..2025-05-28:correction",
        )
    return Suspension(a_date(first), a_date(last), cause)


def a_distance(text: str) -> str | int:
    """A class of the regime or a number of days."""
    return int(text) if text.lstrip("-").isdigit() else text


def hours_of(text: str | None) -> tuple[str | None, str | None]:
    """``08:00-16:30`` as (opens, closes)."""
    if text is None:
        return None, None
    opens, dash, closes = text.partition("-")
    try:
        a, b = datetime.strptime(opens, "%H:%M"), datetime.strptime(closes, "%H:%M")
    except ValueError:
        dash = ""
    if not dash or b <= a:
        raise BadInputError(
            f"{text!r} are not office hours",
            expected="HH:MM-HH:MM, closing after opening",
            example="08:00-16:30",
        )
    return opens, closes


def weekdays_of(text: str | None) -> list[int] | None:
    """``saturday,sunday`` as weekday numbers, 0 = Monday."""
    from ..calendars.calendar import WEEKDAYS

    if text is None:
        return None
    names = [n.strip().lower() for n in text.split(",") if n.strip()]
    for name in names:
        if name not in WEEKDAYS:
            raise UnknownNameError(
                f"unknown weekday {name!r}", known=WEEKDAYS, example="--weekly-rest saturday,sunday"
            )
    return [WEEKDAYS.index(n) for n in names]


def add_output(parser: argparse.ArgumentParser) -> None:
    """--json and --lang, taken by every command."""
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--lang", default="es", metavar="LANG", help="es, pt or en (default es)")


def add_country(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--country", required=True, metavar="CC", help="ISO 3166 code of the country"
    )
    parser.add_argument(
        "--overlay",
        action="append",
        default=[],
        metavar="FILE",
        help="rules of your own as a layer (YAML)",
    )


def add_calendar(parser: argparse.ArgumentParser) -> None:
    """Everything that makes the calendar."""
    group = parser.add_argument_group("calendar")
    group.add_argument(
        "--place",
        default="",
        metavar="CC-XX",
        help="ISO 3166-2 place of the person (and of the body, if --seat is absent)",
    )
    group.add_argument(
        "--seat", default="", metavar="CC-XX", help="ISO 3166-2 place of the body's seat"
    )
    group.add_argument(
        "--holiday",
        action="append",
        default=[],
        metavar="DATE",
        help="a non-working day, or FIRST..LAST; repeatable",
    )
    group.add_argument(
        "--person-holiday",
        action="append",
        default=[],
        metavar="DATE",
        help="a non-working day where the person lives only",
    )
    group.add_argument(
        "--working",
        action="append",
        default=[],
        metavar="DATE",
        help="a day worked in spite of the proposals; repeatable",
    )
    group.add_argument(
        "--tolerance",
        action="append",
        default=[],
        metavar="DATE",
        help="tolerância de ponto, early closing: matters only as the last day",
    )
    group.add_argument(
        "--recess",
        action="append",
        default=[],
        metavar="FIRST..LAST",
        help="published recess or general vacation of the body",
    )
    group.add_argument(
        "--weekly-rest",
        metavar="DAYS",
        help="weekly rest that the office publishes, e.g. saturday,sunday",
    )
    group.add_argument(
        "--calendar",
        metavar="FILE",
        help="a calendar version of the office (JSON); nothing is proposed then",
    )


Namespace = Any
