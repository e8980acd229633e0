"""Procedures as folders: write, check, test, compare, publish, withdraw."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from uuid import UUID

NAME = "procedure"
HELP = "Procedures as folders: new, import, check, test, gauge, preview, diff, publish and more."


def arguments(parser: argparse.ArgumentParser) -> None:
    """One sub-command each."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    for name, words in (
        ("check", "every error of each folder: file, line, expected, example"),
        ("test", "run the examples of each folder"),
        ("gauge", "how plain each page is in es and pt, and the sentences that are not"),
    ):
        act = acts.add_parser(name, help=words)
        act.add_argument("folders", type=Path, nargs="+")
        if name == "test":
            act.add_argument("--today", action="store_true", help="as if each were filed today")
    seen = acts.add_parser("preview", help="the real pages of an unpublished folder, on loopback")
    seen.add_argument("folder", type=Path)
    seen.add_argument("--local", type=Path, help="an office.yaml")
    seen.add_argument("--port", type=int, default=8090)
    sheet = acts.add_parser("import", help="a spreadsheet (ODS, XLSX, CSV): a draft folder per row")
    sheet.add_argument("sheet", type=Path)
    sheet.add_argument("into", type=Path, help="where the folders are written")
    sheet.add_argument("--country", required=True, help="for example: CL")
    sheet.add_argument("--zone", required=True, help="for example: America/Santiago")
    new = acts.add_parser("new", help="a folder like another one")
    new.add_argument("into", type=Path)
    new.add_argument("--like", type=Path, required=True)
    new.add_argument("--slug", required=True, help="its name in addresses")
    diff = acts.add_parser("diff", help="what publishing would change")
    diff.add_argument("folder", type=Path)
    diff.add_argument("--office", required=True)
    diff.add_argument("--local", type=Path, help="the office's own office.yaml")
    drawn = acts.add_parser("bpmn", help="the handling as BPMN 2.0, on standard output")
    drawn.add_argument("procedure", help="its name in an office's addresses, or a folder")
    drawn.add_argument("--office", help="where it is published, if this place has several")
    drawn.add_argument("--language", default="es", choices=("es", "pt", "en"))
    acts.add_parser("schemas", help="write JSON Schemas").add_argument("into", type=Path)
    citing = acts.add_parser("citing", help="which procedures cite an article")
    citing.add_argument("words", help="for example: '20.285 14'")
    citing.add_argument("--office", required=True)
    _publication_arguments(acts)


def _publication_arguments(acts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    publish = acts.add_parser("publish", help="an immutable version, in force from a date")
    publish.add_argument("folder", type=Path)
    publish.add_argument("--office", required=True)
    publish.add_argument("--from", dest="in_force_from", help="RFC 3339; now if not given")
    publish.add_argument("--local", type=Path, help="the office's own office.yaml")
    publish.add_argument("--editorial", action="store_true", help="only words change")
    publish.add_argument("--prepared-by", help="name with which the author signs in")
    publish.add_argument("--approved-by", help="name of the second person")
    withdraw = acts.add_parser("withdraw", help="no new filings; running cases go on")
    withdraw.add_argument("slug")
    withdraw.add_argument("--office", required=True)
    withdraw.add_argument("--reason", required=True)
    withdraw.add_argument("--successor", default="", help="the procedure that takes its place")


def run(options: argparse.Namespace) -> int:
    """Do the act named. A folder that is not in order prints every error and ends with 1."""
    from ventanilla.channels.console import folder_acts
    from ventanilla.domains.catalogue.api import FolderInvalid

    acts = {
        "publish": _publish,
        "withdraw": _withdraw,
        "preview": _preview,
        "import": folder_acts.import_sheet,
    }
    act = acts.get(options.act) or getattr(folder_acts, options.act)
    try:
        return int(act(options))
    except FolderInvalid as invalid:
        print(f"{len(invalid.errors)} errors; nothing was published.")
        for error in invalid.errors:
            print(f"  {error}")
        return 1


def before_django(options: argparse.Namespace) -> None:
    """A preview has a place of its own, which no other office shares."""
    if options.act == "preview":
        from ventanilla.channels.console.preview import choose_place

        choose_place(options.port)


def _preview(options: argparse.Namespace) -> int:
    from ventanilla.channels.console.preview import preview

    return preview(options.folder, local=options.local, port=options.port)


def _publish(options: argparse.Namespace) -> int:
    from ventanilla.channels.console.publication import publish_and_record
    from ventanilla.domains.offices.api import office_by_slug
    from ventanilla.kernel import clock

    since = options.in_force_from
    version = publish_and_record(
        office=office_by_slug(options.office),
        folder=options.folder,
        in_force_from=datetime.fromisoformat(since) if since else clock.now(),
        by=_account(options.prepared_by),
        approved_by=_account(options.approved_by),
        local=options.local,
        editorial=options.editorial,
    )
    print(f"{version.slug}: version {version.version}, digest {version.digest}, in the public log")
    return 0


def _withdraw(options: argparse.Namespace) -> int:
    from ventanilla.domains.catalogue.api import withdraw
    from ventanilla.domains.offices.api import office_by_slug
    from ventanilla.kernel import clock

    office = office_by_slug(options.office)
    withdraw(
        office_id=office.id,
        slug=options.slug,
        at=clock.now(),
        reason=options.reason,
        by=None,
        successor=options.successor,
    )
    print(f"{options.slug}: withdrawn. Running cases go on under their version.")
    return 0


def _account(name: str | None) -> UUID | None:
    from ventanilla.domains.parties.api import account_by_name

    if name is None:
        return None
    account = account_by_name(name)
    if account is None:
        raise SystemExit(f"nobody signs in as {name!r}")
    return account.id
