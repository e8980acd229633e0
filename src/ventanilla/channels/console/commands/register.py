"""The register: its nightly audit, and its opening again after a loss."""

from __future__ import annotations

import argparse
from pathlib import Path

NAME = "register"
HELP = "Audit the registers; open one again after a restored or lost copy."


def arguments(parser: argparse.ArgumentParser) -> None:
    """One sub-command each."""
    acts = parser.add_subparsers(dest="command_of_register", required=True, metavar="ACT")
    audit = acts.add_parser("audit", help="recompute tree, commitments and numbers from the rows")
    audit.add_argument("offices", nargs="*", metavar="OFFICE", help="all if none is named")
    audit.add_argument("--quick", action="store_true", help="do not open sealed commitments")
    resume = acts.add_parser("resume", help="look for what is missing and append again")
    resume.add_argument("office", metavar="OFFICE")
    resume.add_argument("--cause", required=True, help="what happened (public)")
    resume.add_argument(
        "--act", required=True, help="the administrative act that orders it (public)"
    )
    resume.add_argument("--receipt", type=Path, action="append", default=[], metavar="FILE")
    resume.add_argument("--offline", action="store_true", help="ask no witness over the network")


def run(options: argparse.Namespace) -> int:
    """Do the act named."""
    return {"audit": _audit, "resume": _resume}[options.command_of_register](options)


def _audit(options: argparse.Namespace) -> int:
    from ventanilla.domains.offices.api import office_by_slug, offices
    from ventanilla.domains.register.api import audit

    wanted = [office_by_slug(slug) for slug in options.offices] or offices()
    sound = True
    for office in wanted:
        report = audit(office, commitments=not options.quick)
        sound = sound and report.sound
        print(
            f"{office.slug}: {'sound' if report.sound else 'NOT SOUND'}: {report.leaves} leaves, "
            f"{report.entries} entries, {report.sealed} commitments recomputed, "
            f"{report.erased} erased"
        )
        for finding in report.findings:
            print(f"  {finding}")
    return 0 if sound else 1


def _resume(options: argparse.Namespace) -> int:
    from ventanilla.domains.offices.api import office_by_slug
    from ventanilla.domains.register.api import resume

    found = resume(
        office_by_slug(options.office),
        cause=options.cause,
        act=options.act,
        receipts=[path.read_text() for path in options.receipt],
        ask=not options.offline,
    )
    print(f"Highest signed size: {found.signed}. Put back from the journal: {found.recovered}.")
    if not found.new_origin:
        print(f"All is there: the log continues at {found.size} leaves and the register appends.")
        return 0
    print(f"The old log ends at {found.size} leaves. A new epoch begins: {found.new_origin}")
    print("Publish its keys: ventanilla office keys " + options.office)
    for label in found.lost:
        print(f"  lost, never given again: {label}")
    return 0
