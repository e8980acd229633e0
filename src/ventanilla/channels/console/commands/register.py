"""The register: its nightly audit, and its opening again after a loss."""

from __future__ import annotations

import argparse

NAME = "register"
HELP = "Audit the registers; open one again after a restored or lost copy."


def arguments(parser: argparse.ArgumentParser) -> None:
    """One sub-command each."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    audit = acts.add_parser("audit", help="recompute tree, commitments and numbers from the rows")
    audit.add_argument("offices", nargs="*", metavar="OFFICE", help="all if none is named")
    audit.add_argument("--quick", action="store_true", help="do not open sealed commitments")


def run(options: argparse.Namespace) -> int:
    """Do the act named."""
    return {"audit": _audit}[options.act](options)


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
