"""``filed`` and ``notified``: the deemed moment of a filing and of a notice."""

from __future__ import annotations

import argparse
from typing import Any

from ..legal_value import Unit
from ..moments.filing import deemed_filing
from ..moments.notification import deemed_notification
from ..moments.official_time import official, zone_of
from ..question import CHANNELS, Question
from .arguments import Namespace, a_date, a_moment, add_calendar, add_zone, hours_of
from .calendar_of import calendar_of, years_around
from .regime_of import regime_of


def _add_common(parser: argparse.ArgumentParser) -> None:
    add_calendar(parser)
    add_zone(parser)
    parser.add_argument("--hours", metavar="HH:MM-HH:MM", help="office hours")
    parser.add_argument(
        "--open-saturdays", action="store_true", help="the office works on Saturdays"
    )
    parser.add_argument(
        "--allow-unsure", action="store_true", help="use doubtful rules, marked as such"
    )


def add_filed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--at", required=True, metavar="MOMENT", help="when it was filed, official time"
    )
    parser.add_argument(
        "--channel", default="electronic", metavar="CHANNEL", help=", ".join(CHANNELS)
    )
    _add_common(parser)


def add_notified(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--available",
        required=True,
        metavar="MOMENT",
        help="when the notice was made available, sent or delivered",
    )
    parser.add_argument("--accessed", metavar="DATE", help="when the person opened it")
    parser.add_argument(
        "--means",
        default="electronic",
        metavar="MEANS",
        help="electronic, or another of the regime: postal (CL), aviso (CO)",
    )
    _add_common(parser)


def _question(args: Namespace, channel: str) -> Question:
    opens, closes = hours_of(args.hours)
    return Question(
        amount=1,
        unit=Unit.WORKING_DAYS,
        channel=channel,
        opens=opens,
        closes=closes,
        open_saturdays=args.open_saturdays,
        allow_unsure=args.allow_unsure,
    )


def run_filed(args: Namespace) -> dict[str, Any]:
    """The deemed day of a filing as plain data."""
    regime = regime_of(args)
    at, zone = a_moment(args.at), zone_of(regime, args.seat or args.place, args.zone)
    calendar = calendar_of(args, regime, years_around(official(at, zone).date(), ahead=1))
    question = _question(args, args.channel)
    return deemed_filing(regime, at, calendar, question, zone=zone).to_json(args.lang)


def run_notified(args: Namespace) -> dict[str, Any]:
    """The deemed day of a notice as plain data."""
    regime = regime_of(args)
    zone = zone_of(regime, args.seat or args.place, args.zone)
    at = a_moment(args.available)
    accessed = None if args.accessed is None else a_date(args.accessed)
    calendar = calendar_of(args, regime, years_around(official(at, zone).date(), accessed, ahead=1))
    moment = deemed_notification(
        regime,
        at,
        calendar,
        _question(args, "electronic"),
        means=args.means,
        accessed=accessed,
        zone=zone,
    )
    return moment.to_json(args.lang)
