"""An office's calendar of non-working days: propose one, review it, publish it, list versions."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

NAME = "calendar"
HELP = "Propose a calendar of non-working days; publish a version; list the versions."


def arguments(parser: argparse.ArgumentParser) -> None:
    """One sub-command each."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    propose = acts.add_parser("propose", help="write national and regional holidays, to review")
    propose.add_argument("office")
    _years(propose)
    propose.add_argument("--file", type=Path, help="where to write; standard output if not given")
    publish = acts.add_parser("publish", help="the next version, its digest in the public log")
    publish.add_argument("office")
    publish.add_argument("--file", type=Path, help="the reviewed calendar (JSON)")
    _years(publish)
    publish.add_argument("--reason", required=True, help="the act that sets the days")
    publish.add_argument("--by", help="name with which the person who publishes signs in")
    versions = acts.add_parser("list", help="the versions published")
    versions.add_argument("office")


def _years(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--year",
        action="append",
        default=[],
        metavar="YEAR[-YEAR]",
        help="repeatable; this year and the two after it if not given",
    )


def run(options: argparse.Namespace) -> int:
    """Do the act named."""
    return {"propose": _propose, "publish": _publish, "list": _list}[options.act](options)


def _propose(options: argparse.Namespace) -> int:
    text = json.dumps(_proposal(options), ensure_ascii=False, indent=1)
    if options.file is None:
        print(text)
        return 0
    options.file.write_text(text + "\n", encoding="utf-8")
    print(f"{options.file}: proposed. Add local days, take out what is not observed, publish it.")
    return 0


def _publish(options: argparse.Namespace) -> int:
    from ventanilla.channels.console.accounts import account_id
    from ventanilla.channels.console.publication import publish_calendar_and_record
    from ventanilla.domains.offices.api import office_by_slug

    if options.file is None and not options.year:
        print(
            "Nothing to publish: give --file with the reviewed calendar, or --year to adopt the "
            "proposal as it is.",
            file=sys.stderr,
        )
        return 1
    version = publish_calendar_and_record(
        office=office_by_slug(options.office),
        content=_read(options.file) if options.file else _proposal(options),
        reason=options.reason,
        by=account_id(options.by),
    )
    digest = bytes(version.digest).hex()
    print(f"{options.office}: calendar version {version.number}, digest {digest}, in the log")
    print("Open cases are counted again by the worker.")
    return 0


def _list(options: argparse.Namespace) -> int:
    from ventanilla.domains.legislation.api import published_calendars
    from ventanilla.domains.offices.api import office_by_slug

    found = published_calendars(office_id=office_by_slug(options.office).id)
    for one in reversed(found):
        row, covers = one.version, one.calendar.covers
        assert covers is not None
        print(
            f"{row.number}\t{row.published_at:%Y-%m-%d}\t{covers[0]} to {covers[1]}\t"
            f"{bytes(row.digest).hex()[:16]}\t{row.reason}"
        )
    if not found:
        print("none published: dates are computed with a proposal and say so")
    return 0


def _proposal(options: argparse.Namespace) -> dict[str, Any]:
    from ventanilla.domains.legislation.api import proposed_content
    from ventanilla.domains.offices.api import office_by_slug
    from ventanilla.kernel import clock

    office = office_by_slug(options.office)
    this_year = clock.today(office.zone).year
    years = [year for text in options.year for year in _span(text)]
    return proposed_content(office, years=sorted(set(years)) or range(this_year, this_year + 3))


def _span(text: str) -> range:
    first, _, last = text.partition("-")
    try:
        return range(int(first), int(last or first) + 1)
    except ValueError:
        raise SystemExit(
            f"--year {text}: expected a year or two, such as 2026 or 2025-2028"
        ) from None


def _read(path: Path) -> dict[str, Any]:
    from ventanilla.domains.legislation.api import CalendarInvalid

    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CalendarInvalid(
            f"{path} cannot be read: {error}.", expected="what `calendar propose` writes"
        ) from error
    if not isinstance(content, dict):
        raise CalendarInvalid(
            f"{path} is not an object.", expected='{"non_working": [{"day": …, "name": …}]}'
        )
    return content
