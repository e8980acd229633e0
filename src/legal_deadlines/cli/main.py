"""Entry point: ``python -m legal_deadlines COMMAND …``. Exit code 0, or 2 with an error in words
or JSON.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

from ..errors import DeadlineError
from ..explanation.rendering import table
from .arguments import Namespace, Parser, a_language, add_country, add_output
from .due import add_due, run_due
from .duties import add_appeals, add_note, add_silence, run_appeals, run_note, run_silence
from .listing import add_calendar_command, add_rules, run_calendar, run_rules
from .moments import add_filed, add_notified, run_filed, run_notified
from .output import print_error, print_result
from .upkeep import add_recompute, add_tables, run_recompute, run_tables

Run = Callable[[Namespace], Any]
COMMANDS: dict[str, tuple[str, Callable[[Any], None], Run]] = {
    "due": ("the last day of a time limit", add_due, run_due),
    "silence": ("what not deciding in time means, and from when", add_silence, run_silence),
    "note": ("the note with dates owed to the applicant", add_note, run_note),
    "appeals": ("the chain of appeals with the last day of each", add_appeals, run_appeals),
    "rules": ("the rules that the data hold for a country", add_rules, run_rules),
    "calendar": ("the calendar proposed for a year", add_calendar_command, run_calendar),
    "filed": ("the day on which an electronic filing counts as made", add_filed, run_filed),
    "notified": ("the day on which a notice takes effect", add_notified, run_notified),
}
UPKEEP: dict[str, tuple[str, Callable[[Any], None], Run]] = {
    "recompute": ("count a stored result again", add_recompute, run_recompute),
    "tables": ("the tables of the law, in Markdown", add_tables, run_tables),
}


def build_parser() -> Parser:
    """The whole parser; every command takes --json and --lang."""
    parser = Parser(
        prog="legal_deadlines", description="Legal time limits, computed and explained."
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for name, (help_text, add, _) in {**COMMANDS, **UPKEEP}.items():
        sub = commands.add_parser(name, help=help_text, description=help_text, allow_abbrev=False)
        add_output(sub)
        if name in COMMANDS:
            add_country(sub)
        add(sub)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    as_json = "--json" in words
    lang = a_language(words[words.index("--lang") + 1]) if "--lang" in words[:-1] else "es"
    parser = build_parser()
    try:
        args = parser.parse_args(words)
        if args.command is None:
            parser.print_help()
            return 2
        args.lang = a_language(args.lang)
        table(args.lang)
        print_result(
            {**COMMANDS, **UPKEEP}[args.command][2](args), as_json=args.json, lang=args.lang
        )
    except DeadlineError as error:
        print_error(error, as_json=as_json, lang=lang)
        return 2
    return 0
