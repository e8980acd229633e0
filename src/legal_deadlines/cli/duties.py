"""``silence``, ``note`` and ``appeals``: what follows from deciding, or from not deciding."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from ..appeals import appeal_chain, remedy_json
from ..calendars.calendar import WEEKDAYS
from ..deadline import compute_due
from ..explanation.closing_steps import doubts
from ..explanation.rendering import render, weekday
from ..moments.moment import versions_of
from ..question import Question
from ..records import to_json
from ..silence import confidence_of, silence
from .arguments import Namespace, a_date, a_number, add_calendar
from .calendar_of import calendar_of, years_around
from .due import add_circumstances, question_of
from .regime_of import regime_of


def _common(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(amount=None, unit=None)
    add_calendar(parser)
    add_circumstances(parser)


def add_silence(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--start", required=True, metavar="DATE", help="day from which the term to decide runs"
    )
    parser.add_argument(
        "--rule",
        metavar="NAME",
        help="term to decide, if not the regime's own (access, appeal.alzada.decide…)",
    )
    parser.add_argument(
        "--exception", metavar="N", help="number of the exceptional matter, as listed by 'silence'"
    )
    parser.add_argument(
        "--step", metavar="DATE", help="day of the party's step (denuncia, urgimiento)"
    )
    _common(parser)


def run_silence(args: Namespace) -> dict[str, Any]:
    """Sense, trigger, date and certificate of silence, with its reasons."""
    regime = regime_of(args)
    start = a_date(args.start)
    step = None if args.step is None else a_date(args.step)
    number = None if args.exception is None else a_number(args.exception)
    after, args.rule = args.rule, args.rule or "resolution"
    question = question_of(args)
    calendar = calendar_of(args, regime, years_around(start, step, ahead=4))
    found = silence(
        regime, question, start, calendar, exception=number, after=after, party_step=step
    )
    steps = [*found.steps(), *doubts((found.rule,))]
    day = found.last_day
    return {
        "country": regime.country,
        "sense": found.sense,
        "trigger": found.trigger,
        "date": day.isoformat() if day else None,
        "weekday": WEEKDAYS[day.weekday()].capitalize() if day else None,
        "weekday_text": weekday(day, args.lang) if day else None,
        "effect_from": found.effect_from.isoformat() if found.effect_from else None,
        "pending": found.pending,
        "follow": found.follow.due.isoformat() if found.follow else None,
        "certificate": _certificate(found.certificate),
        "exceptions": [
            f"{i}: {x['sense']} – {x['matters'].get(args.lang, x['matters']['en'])} "
            f"({x['article']})"
            for i, x in enumerate(found.exceptions, 1)
        ],
        "explanation": render(steps, args.lang, regime.country),
        "articles": list(dict.fromkeys(c for s in steps for c in s.cites)),
        "confidence": confidence_of(found).value,
        "versions": versions_of(regime, calendar),
        "steps": [s.to_json() for s in steps],
    }


def _certificate(value: Any) -> dict[str, Any] | None:
    if value is None:
        return None
    unit = value.unit.value if value.unit else None
    return {
        "amount": value.value,
        "unit": unit,
        "article": value.citation,
        "how": value.more.get("set_by"),
    }


def add_note(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--filed",
        required=True,
        metavar="DATE",
        help="day on which the request entered the register",
    )
    _common(parser)


def run_note(args: Namespace) -> dict[str, Any]:
    """The note owed to the applicant: by when, and what it must say (last day to decide, sense of
    silence).
    """
    regime = regime_of(args)
    filed = a_date(args.filed)
    args.rule = "receipt_note"
    question = question_of(args)
    calendar = calendar_of(args, regime, years_around(filed))
    if "receipt_note" not in regime.terms:
        raise regime.missing("receipt_note", "whether a note with dates is owed to the applicant")
    note = compute_due(regime, question, filed, calendar)
    decide = compute_due(regime, replace(question, rule="resolution"), filed, calendar)
    return {
        **to_json(note, args.lang),
        "says": {"decide_by": decide.due.isoformat(), "silence": regime.silence.get("sense")},
    }


def add_appeals(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--notified", required=True, metavar="DATE", help="day on which the act was notified"
    )
    _common(parser)


def run_appeals(args: Namespace) -> dict[str, Any]:
    """The chain of appeals with the last day of each."""
    regime = regime_of(args)
    notified = a_date(args.notified)
    args.rule = "appeal"
    question: Question = question_of(args)
    calendar = calendar_of(args, regime, years_around(notified, ahead=6))
    chain = appeal_chain(regime, question, notified, calendar)
    return {
        "country": regime.country,
        "level": question.level,
        "appeals": [remedy_json(r, args.lang) for r in chain],
        "versions": versions_of(regime, calendar),
    }
