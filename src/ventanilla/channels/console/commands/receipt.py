"""Receipts: verified as anybody can, with the keys of this deployment's offices at hand."""

from __future__ import annotations

import argparse

NAME = "receipt"
HELP = "Verify a receipt (the same as `python -m verifiable_log verify`, keys filled in)."


def arguments(parser: argparse.ArgumentParser) -> None:
    """`verify FILE`, with an office whose keys are taken, or keys given."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    verify = acts.add_parser("verify", help="verify a .tlog-proof file")
    verify.add_argument("file")
    verify.add_argument("--office", help="take the log keys of this office")
    verify.add_argument("--key", action="append", default=[], help="a public key, repeatable")
    verify.add_argument("--lang", default="en", choices=["es", "pt", "en"])


def run(options: argparse.Namespace) -> int:
    """Exit code 0 verified, 1 not verified, 2 usage."""
    from verifiable_log.cli import main

    keys = list(options.key)
    if options.office:
        from ventanilla.domains.offices.api import keys_of, office_by_slug

        office = office_by_slug(options.office)
        keys += [key.vkey for key in keys_of(office_id=office.id)]
    arguments = ["verify", options.file, "--lang", options.lang]
    for key in keys:
        arguments += ["--key", key]
    return main(arguments)
