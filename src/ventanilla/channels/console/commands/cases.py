"""Case files: whether the rows say what the acts say; the search index, made again."""

from __future__ import annotations

import argparse

NAME = "cases"
HELP = (
    "Case files: rebuild --check replays every case and compares its rows; index makes the search "
    "index of officials again."
)
MOST_SHOWN = 200


def arguments(parser: argparse.ArgumentParser) -> None:
    """One sub-command each."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    rebuild = acts.add_parser("rebuild", help="replay every case")
    rebuild.add_argument(
        "--check", action="store_true", required=True, help="compare only; nothing is written"
    )
    acts.add_parser("index", help="make the search index again, for every office")


def run(options: argparse.Namespace) -> int:
    """Do one of the acts; 1 where a difference was found."""
    return _index() if getattr(options, "act", "") == "index" else _rebuild()


def _index() -> int:
    """Whoever searches meanwhile finds what is done already."""
    from ventanilla.domains.case_search.api import reindex
    from ventanilla.domains.offices.api import offices

    for office in offices():
        print(f"{office.slug}: {reindex(office.id)} cases indexed")
    return 0


def _rebuild() -> int:
    """Print each difference, without personal data; 1 where there is any."""
    from ventanilla.domains.casefiles.api import Checked, mismatches

    counted, wrong = Checked(), 0
    for mismatch in mismatches(counted):
        wrong += 1
        if wrong <= MOST_SHOWN:
            print(f"  {mismatch}")
    if wrong > MOST_SHOWN:
        print(f"  … and {wrong - MOST_SHOWN} more")
    print(f"{counted.cases} cases replayed; {wrong} differences")
    return 1 if wrong else 0
