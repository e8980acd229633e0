"""Offices: founding one, listing them, their units, posts, tokens and keys; trusting the clock."""

from __future__ import annotations

import argparse
import getpass
from pathlib import Path
from uuid import UUID

NAME = "office"
HELP = "Found an office; list offices, keys; add units, posts and tokens; accept the clock."


def arguments(parser: argparse.ArgumentParser) -> None:
    """One sub-command each."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    found = acts.add_parser("init", help="found an office from a YAML record")
    found.add_argument("record", type=Path, help="office.yaml (see docs/operators/offices.md)")
    acts.add_parser("list", help="list the offices")
    keys = acts.add_parser("keys", help="print the public keys and fingerprints of an office")
    keys.add_argument("office")
    token = acts.add_parser("token", help="issue a bearer token, shown once")
    token.add_argument("office")
    token.add_argument("--role", choices=["filer", "reader"], required=True)
    token.add_argument("--label", required=True)
    token.add_argument("--per-minute", type=int, default=600)
    token.add_argument(
        "--backdate-days",
        type=int,
        default=0,
        help="how many days back its bearer may say something was handed in at another register",
    )
    listed = acts.add_parser("tokens", help="list the tokens of an office (never their text)")
    listed.add_argument("office")
    ended = acts.add_parser("revoke-token", help="end a token for ever")
    ended.add_argument("office")
    ended.add_argument("token", type=UUID, help="its id, as 'office tokens' prints it")
    again = acts.add_parser("reset", help="reset a practice office, and no other")
    again.add_argument("office")
    clock = acts.add_parser("clock", help="go on appending after the clock was distrusted")
    clock.add_argument("verb", choices=["accept"])
    clock.add_argument("office")
    clock.add_argument("--reason", required=True)


def run(options: argparse.Namespace) -> int:
    """Do the act named."""
    acts = {
        "init": _init,
        "list": _list,
        "keys": _keys,
        "token": _token,
        "tokens": _tokens,
        "revoke-token": _revoke_token,
        "clock": _clock,
        "reset": _reset,
    }
    return acts[options.act](options)


def _init(options: argparse.Namespace) -> int:
    from ventanilla.channels.console.office_record import found_from_record

    office = found_from_record(options.record)
    print(f"{office.slug}: founded. Publish these keys outside the office:")
    options.office = office.slug
    return _keys(options)


def _list(_: argparse.Namespace) -> int:
    from ventanilla.domains.offices.api import offices

    for office in offices():
        print(f"{office.slug}\t{office.country}\t{office.name}\t{office.log_origin}")
    return 0


def _keys(options: argparse.Namespace) -> int:
    from ventanilla.domains.offices.api import keys_of, office_by_slug

    office = office_by_slug(options.office)
    for purpose in ("log", "witness"):
        for key in keys_of(office_id=office.id, purpose=purpose):
            print(f"{purpose}\t{key.algorithm}\t{key.fingerprint}\n\t{key.vkey}")
    return 0


def _token(options: argparse.Namespace) -> int:
    from ventanilla.domains.offices.api import office_by_slug
    from ventanilla.domains.parties.api import MOST_BACKDATE_DAYS, issue_token

    office = office_by_slug(options.office)
    if not 0 <= options.backdate_days <= MOST_BACKDATE_DAYS:
        raise SystemExit(f"--backdate-days goes from 0 to {MOST_BACKDATE_DAYS}, for example 5")
    print(
        issue_token(
            office_id=office.id,
            role=options.role,
            label=options.label,
            rate_per_minute=options.per_minute,
            backdate_days=options.backdate_days,
        )
    )
    return 0


def _tokens(options: argparse.Namespace) -> int:
    from ventanilla.domains.offices.api import office_by_slug
    from ventanilla.domains.parties.api import tokens_of

    for token in tokens_of(office_by_slug(options.office).id):
        state = "revoked" if token.revoked_at else "living"
        back = f"back {token.backdate_days} d" if token.backdate_days else "-"
        print(f"{token.id}\t{token.role}\t{state}\t{back}\t{token.label}")
    return 0


def _revoke_token(options: argparse.Namespace) -> int:
    from ventanilla.domains.offices.api import office_by_slug
    from ventanilla.domains.parties.api import revoke_token

    office = office_by_slug(options.office)
    if not revoke_token(office_id=office.id, token_id=options.token):
        raise SystemExit(f"{office.slug} has no living token {options.token}: see 'office tokens'")
    print("Revoked. Web processes that remember it stop within 5 seconds.")
    return 0


def _clock(options: argparse.Namespace) -> int:
    from ventanilla.domains.offices.api import office_by_slug
    from ventanilla.domains.register.api import accept_clock

    operator = f"console: {getpass.getuser()}"
    accept_clock(office_by_slug(options.office), reason=options.reason, by=operator)
    print("The register trusts the clock again. The reason is on record.")
    return 0


def _reset(options: argparse.Namespace) -> int:
    from ventanilla.domains.offices.api import office_by_slug
    from ventanilla.domains.practice.api import reset

    origin = reset(office_by_slug(options.office))
    print(f"{options.office}: reset. Its log goes on as {origin}")
    return 0
