"""By which law an office counts: declare it from a date on; list the declarations."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

NAME = "regime"
HELP = "Declare by which law an office counts from a date on; list the declarations."


def arguments(parser: argparse.ArgumentParser) -> None:
    """One sub-command each."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    choose = acts.add_parser("choose", help="the next declaration; it replaces the one before")
    choose.add_argument("office")
    choose.add_argument("--from", dest="since", required=True, metavar="DATE")
    choose.add_argument(
        "--fallback",
        action="store_true",
        help="the national law as fall-back where it does not bind",
    )
    choose.add_argument(
        "--overlay", type=Path, action="append", default=[], help="YAML of a layer; repeatable"
    )
    choose.add_argument(
        "--told-dates-move",
        action="store_true",
        help="dates already told follow a new calendar both ways, because the law says so",
    )
    choose.add_argument("--reason", required=True, help="the act that declares it")
    choose.add_argument("--by", help="name with which the person who declares signs in")
    every = acts.add_parser("list", help="the declarations of an office")
    every.add_argument("office")


def run(options: argparse.Namespace) -> int:
    """Do the act named."""
    return {"choose": _choose, "list": _list}[options.act](options)


def _choose(options: argparse.Namespace) -> int:
    from ventanilla.channels.console.accounts import account_id
    from ventanilla.channels.console.publication import choose_regime_and_record
    from ventanilla.domains.offices.api import office_by_slug

    try:
        since = date.fromisoformat(options.since)
    except ValueError:
        raise SystemExit(f"--from {options.since}: expected a date such as 2026-01-01") from None
    choice = choose_regime_and_record(
        office=office_by_slug(options.office),
        in_force_from=since,
        fallback=options.fallback,
        told_dates_move=options.told_dates_move,
        overlays=[_read(path) for path in options.overlay],
        reason=options.reason,
        by=account_id(options.by),
    )
    print(f"{options.office}: regime {choice.number}, in force from {since}, in the public log")
    return 0


def _list(options: argparse.Namespace) -> int:
    from ventanilla.domains.legislation.api import regime_choices
    from ventanilla.domains.offices.api import office_by_slug

    found = regime_choices(office_id=office_by_slug(options.office).id)
    for choice in found:
        layers = ", ".join(document["layer"]["id"] for document in choice.overlays) or "no overlay"
        law = "national law as fall-back" if choice.fallback else "national law where it binds"
        print(f"{choice.number}\t{choice.in_force_from}\t{law}; {layers}\t{choice.reason}")
    if not found:
        print("none declared: the country's law counts where it binds this level of government")
    return 0


def _read(path: Path) -> dict[str, Any]:
    import yaml

    from ventanilla.domains.legislation.api import RegimeInvalid

    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RegimeInvalid(
            f"{path} cannot be read: {error}.", expected="a YAML overlay"
        ) from error
    if not isinstance(document, dict):
        raise RegimeInvalid(f"{path} is not a mapping.", expected="layer, counting, terms")
    return document
