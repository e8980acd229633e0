"""Keeping the regional observatory: importing, freezing editions, naming keepers, trying links."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from ventanilla.domains.observatory.api import Imported

NAME = "observatory"
HELP = "Import facts and figures; freeze editions; name editors and focal points; try links."


def arguments(parser: argparse.ArgumentParser) -> None:
    """One sub-command each."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    acts.add_parser("load", help="load the facts and figures that come with the product")
    imported = acts.add_parser("import", help="import a CSV file")
    imported.add_argument("kind", choices=["indicators", "instruments"])
    imported.add_argument("file", type=Path)
    freeze = acts.add_parser("freeze", help="freeze what is held now as an edition")
    freeze.add_argument("name", help="year and number: 2026-1")
    editor = acts.add_parser("editor", help="let an account judge proposals")
    editor.add_argument("login")
    point = acts.add_parser("focal-point", help="let an account speak for a country")
    point.add_argument("country")
    point.add_argument("login")
    point.add_argument("--institution", required=True)
    follow = acts.add_parser("follow", help="follow the figures that an office publishes")
    follow.add_argument("country")
    follow.add_argument("url")
    acts.add_parser("fetch", help="visit the offices' figures now")
    links = acts.add_parser("links", help="try the addresses that facts name")
    links.add_argument("--most", type=int, default=None, help="at most so many, oldest first")


def run(options: argparse.Namespace) -> int:
    """Do the act named."""
    acts = {
        "load": _load,
        "import": _import,
        "freeze": _freeze,
        "editor": _editor,
        "focal-point": _focal_point,
        "follow": _follow,
        "fetch": _fetch,
        "links": _links,
    }
    return acts[options.act](options)


def _load(_: argparse.Namespace) -> int:
    from ventanilla.domains.observatory.api import load_shipped

    return max(_told(name, found) for name, found in load_shipped().items())


def _import(options: argparse.Namespace) -> int:
    from ventanilla.domains.observatory import api as observatory

    act = {
        "indicators": observatory.import_indicators,
        "instruments": observatory.import_instruments,
    }[options.kind]
    return _told(options.file.name, act(options.file))


def _told(name: str, found: Imported) -> int:
    for error in found.refused:
        print(f"{name}: {error}", file=sys.stderr)
    print(
        f"{name}: {found.added} added, {found.unchanged} unchanged, "
        f"{found.differing} differing (kept beside, for review), {len(found.refused)} refused"
    )
    return 1 if found.refused else 0


def _freeze(options: argparse.Namespace) -> int:
    from ventanilla.domains.observatory.api import freeze_edition

    edition = freeze_edition(options.name)
    print(f"{edition.name}: frozen, sha256 {bytes(edition.digest).hex()}")
    return 0


def _editor(options: argparse.Namespace) -> int:
    from ventanilla.domains.observatory.api import name_editor

    name_editor(_account(options.login))
    print(f"{options.login} judges proposals.")
    return 0


def _focal_point(options: argparse.Namespace) -> int:
    from ventanilla.domains.observatory.api import name_focal_point

    name_focal_point(
        account_id=_account(options.login), code=options.country, institution=options.institution
    )
    print(f"{options.login} speaks for {options.country.upper()}.")
    return 0


def _follow(options: argparse.Namespace) -> int:
    from ventanilla.domains.observatory.api import add_endpoint

    endpoint = add_endpoint(url=options.url, code=options.country)
    print(f"{endpoint.url}: followed for {endpoint.country}.")
    return 0


def _fetch(_: argparse.Namespace) -> int:
    from ventanilla.domains.observatory.api import fetch_all

    print(f"{fetch_all()} answered well")
    return 0


def _links(options: argparse.Namespace) -> int:
    from ventanilla.domains.observatory.api import check_links

    checked = check_links(most=options.most)
    for check in checked:
        if not check.reachable:
            print(f"{check.answer}\t{check.url}")
    print(f"{len(checked)} tried, {sum(not check.reachable for check in checked)} do not answer")
    return 0


def _account(login: str) -> UUID:
    from ventanilla.domains.parties.api import account_by_name
    from ventanilla.kernel.errors import Problem

    account = account_by_name(login)
    if account is None:
        raise Problem(f"{login}: no account signs in with that name.")
    return account.id
