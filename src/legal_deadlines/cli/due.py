"""``due``: the last day of a time limit, with its reasons."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import datetime
from typing import Any

from ..deadline import compute_due
from ..errors import BadInputError
from ..moments.official_time import official, zone_of
from ..question import ACTS, CHANNELS, OBLIGED, WORDS, Question, parse_unit
from ..records import to_json
from ..regime import LEVELS, Regime
from .arguments import (
    Namespace,
    a_date,
    a_distance,
    a_moment,
    a_number,
    a_suspension,
    add_calendar,
    has_hour,
    hours_of,
)
from .calendar_of import calendar_of, write_calendar, years_around
from .regime_of import regime_of


def add_due(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--start",
        required=True,
        metavar="DATE",
        help="day (or moment, for hours) of the event: notice, filing…",
    )
    parser.add_argument("--amount", metavar="N", help="length of the time limit")
    parser.add_argument(
        "--unit", metavar="UNIT", help="working_days, calendar_days, days, months, years or hours"
    )
    parser.add_argument(
        "--rule", metavar="NAME", help="a named rule instead of amount and unit; see 'rules'"
    )
    parser.add_argument("--save-calendar", metavar="FILE", help="write the calendar used (JSON)")
    add_calendar(parser)
    add_circumstances(parser)


def add_circumstances(parser: argparse.ArgumentParser) -> None:
    """What moves a time limit."""
    group = parser.add_argument_group("circumstances")
    group.add_argument(
        "--level",
        default="national",
        metavar="LEVEL",
        help=f"level of government: {', '.join(LEVELS)}",
    )
    group.add_argument(
        "--fallback",
        action="store_true",
        help="the national law is a declared fall-back at that level",
    )
    group.add_argument("--by", metavar="WHO", help=f"who must act: {', '.join(OBLIGED)}")
    group.add_argument(
        "--act",
        metavar="ACT",
        help=f"what is done, where that decides the unit (UY): {', '.join(ACTS)}",
    )
    group.add_argument(
        "--word", metavar="WORD", help=f"the law's own word (EC): {', '.join(WORDS)}"
    )
    group.add_argument(
        "--channel", metavar="CHANNEL", help=f"how the act is done: {', '.join(CHANNELS)}"
    )
    group.add_argument(
        "--notice",
        choices=("electronic", "personal"),
        help="how the notice that opens the term was made",
    )
    group.add_argument("--urgent", action="store_true", help="urgent procedure")
    group.add_argument(
        "--franco", action="store_true", help="neither first nor last day counts (DO, courts)"
    )
    group.add_argument(
        "--distance",
        metavar="CLASS|DAYS",
        help="class of distance of the regime, or days of the body's table",
    )
    group.add_argument(
        "--suspend",
        action="append",
        default=[],
        metavar="FIRST..LAST[:cause]",
        help="suspension, both days included; repeatable",
    )
    group.add_argument(
        "--basis", default="", metavar="TEXT", help="your own legal basis for the suspensions"
    )
    group.add_argument("--extend", metavar="N", help="extension granted, in the unit of its rule")
    group.add_argument("--extended-on", metavar="DATE", help="day on which it was granted")
    group.add_argument("--extend-unit", metavar="UNIT", help="unit of the extension, if another")
    group.add_argument(
        "--restart", metavar="DATE", help="interruption: the term runs anew from this event"
    )
    group.add_argument(
        "--open-saturdays", action="store_true", help="the office works on Saturdays (CO, GT, PY)"
    )
    group.add_argument("--hours", metavar="HH:MM-HH:MM", help="office hours")
    group.add_argument("--today", metavar="DATE", help="also print what remains on that day")
    group.add_argument(
        "--allow-unsure", action="store_true", help="use doubtful rules, marked as such"
    )


def question_of(args: Namespace) -> Question:
    """The question that the arguments ask."""
    amount = None if args.amount is None else a_number(args.amount)
    if amount is None and args.rule is None:
        raise BadInputError(
            "what is the time limit?",
            expected="--rule NAME, or --amount N --unit UNIT",
            example="--amount 10 --unit working_days",
        )
    opens, closes = hours_of(args.hours)
    return Question(
        amount=amount,
        unit=None if args.unit is None else parse_unit(args.unit),
        rule=args.rule,
        level=args.level,
        fallback=args.fallback,
        obliged=args.by,
        act=args.act,
        word=args.word,
        channel=args.channel,
        urgent=args.urgent,
        franco=args.franco,
        distance=None if args.distance is None else a_distance(args.distance),
        extension=None if args.extend is None else a_number(args.extend),
        extension_unit=None if args.extend_unit is None else parse_unit(args.extend_unit),
        extended_on=None if args.extended_on is None else a_date(args.extended_on),
        suspensions=tuple(sorted(replace(a_suspension(t), basis=args.basis) for t in args.suspend)),
        restart=None if args.restart is None else a_date(args.restart),
        open_saturdays=args.open_saturdays,
        opens=opens,
        closes=closes,
        notice=args.notice,
        allow_unsure=args.allow_unsure,
    )


def run_due(args: Namespace) -> dict[str, Any]:
    """The result as plain data."""
    regime = regime_of(args)
    question = question_of(args)
    start = _start(args, regime)
    last = max((s.last for s in question.suspensions), default=None)
    ahead = 2 + _years(regime, question)
    calendar = calendar_of(
        args, regime, years_around(start.date(), last, question.restart, ahead=ahead)
    )
    due = compute_due(regime, question, start if has_hour(args.start) else start.date(), calendar)
    if args.save_calendar:
        write_calendar(calendar, args.save_calendar)
    out = to_json(due, args.lang)
    if args.today:
        from ..remaining import remaining

        out["remaining"] = remaining(due, a_date(args.today))
    return out


def _start(args: Namespace, regime: Regime) -> datetime:
    """The moment of the event on the office's clock; another clock is refused with that moment."""
    start = a_moment(args.start)
    if start.tzinfo is None:
        return start
    there = official(start, zone_of(regime, args.seat or args.place))
    raise BadInputError(
        f"the start {args.start} has an offset: the count needs the official time of the office",
        expected="the day (or the moment, for hours) on the office's clock, without offset",
        example=f"--start {there.isoformat(timespec='minutes')}",
    )


def _years(regime: Regime, question: Question) -> int:
    amount = question.amount or 0
    if question.rule is not None:
        values = regime.terms.get(question.rule, ())
        amount = max((v.value for v in values if isinstance(v.value, int)), default=4)
        return amount // 200 + (amount if amount < 10 else 0)
    per = {"years": 1, "months": 12, "hours": 2000}.get(str(question.unit), 200)
    return amount // per + 1
