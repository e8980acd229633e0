"""The catalogue beyond folders: service letters taken in, the search index, searches in vain."""

from __future__ import annotations

import argparse
from pathlib import Path

NAME = "catalogue"
HELP = "Import service letters; make the search index again; list searches that found nothing."


def arguments(parser: argparse.ArgumentParser) -> None:
    """One sub-command each."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    take = acts.add_parser("import", help="service letters as pages at information level")
    take.add_argument("kind", choices=["cartas-de-servico"], help="how the files are written")
    take.add_argument("path", type=Path, help="a .tar.gz, a folder or one .xml")
    take.add_argument("--office", required=True)
    take.add_argument("--source", default="", help="whose letters these are, shown on each page")
    take.add_argument(
        "--partial", action="store_true", help="a part of the source: withdraw nothing"
    )
    take.add_argument(
        "--withdraw-most",
        action="store_true",
        help="withdraw what is gone even if it is half of the source or more",
    )
    take.add_argument("--quiet", action="store_true", help="counts and refusals, no notes")
    again = acts.add_parser("reindex", help="make the search index of an office again")
    again.add_argument("--office", required=True)
    misses = acts.add_parser("misses", help="what people searched in vain, three times or more")
    misses.add_argument("--office", required=True)


def run(options: argparse.Namespace) -> int:
    """Do the act named; 1 where a file was refused."""
    return {"import": _import, "reindex": _reindex, "misses": _misses}[options.act](options)


def _import(options: argparse.Namespace) -> int:
    from ventanilla.domains.catalogue.api import import_letters
    from ventanilla.domains.offices.api import office_by_slug
    from ventanilla.domains.register.api import append_record

    office = office_by_slug(options.office)
    said = import_letters(
        office_id=office.id,
        kind=options.kind,
        path=options.path,
        source=options.source,
        withdraw=not options.partial,
        withdraw_most=options.withdraw_most,
    )
    for one in said.refused:
        print(f"refused  {one}")
    for one in [] if options.quiet else said.notes:
        print(f"note     {one}")
    for slug in said.withdrawn:
        print(f"withdrawn {slug}: gone from the source")
    if said.kept_back:
        print(
            f"not withdrawn: {said.kept_back} letters are not at this path, half of the source "
            "or more. If they are gone indeed, say --withdraw-most; if it is a part, --partial"
        )
    if said.versions or said.withdrawn:
        append_record(
            office_id=office.id, kind="letters", id=said.digest.hex()[:16], digest=said.digest
        )
    print(
        f"read {said.read}, new {said.new}, changed {said.changed}, unchanged {said.unchanged}, "
        f"refused {len(said.refused)}, withdrawn {len(said.withdrawn)}"
        + (f", returned {said.returned}" if said.returned else "")
        + (f", notes {len(said.notes)}" if said.notes else "")
    )
    return 1 if said.refused else 0


def _reindex(options: argparse.Namespace) -> int:
    from ventanilla.domains.catalogue.api import reindex
    from ventanilla.domains.offices.api import office_by_slug

    office = office_by_slug(options.office)
    print(f"{office.slug}: {reindex(office_id=office.id)} procedures and letters can be found")
    return 0


def _misses(options: argparse.Namespace) -> int:
    from ventanilla.domains.catalogue.api import missed
    from ventanilla.domains.offices.api import office_by_slug

    found = missed(office_id=office_by_slug(options.office).id)
    for one in found:
        print(f"{one.times}\t{one.days} days\tlast {one.last}\t{one.language}\t{one.words}")
    if not found:
        print("nothing was searched in vain three times")
    return 0
