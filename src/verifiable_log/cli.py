"""The command: `python -m verifiable_log verify RECEIPT …` and `… audit URL-or-folder …`.

Exit codes: 0 verified; 1 not verified; 2 the command was not understood.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from .audit import audit_log
from .errors import FormatError, LogError
from .keys import Verifier
from .policy import Policy
from .sources import copying, open_source
from .verification import leaf_hash_from_text, verify_receipt
from .wording import (
    LANGUAGES,
    describe_audit,
    describe_receipt,
    describe_refusal,
    describe_usage_error,
)

VERIFIED, NOT_VERIFIED, USAGE = 0, 1, 2
_MAX_RECEIPT_BYTES = 4_000_000

#: What a checked command will do: (human text, machine form) or an error.
_Job = Callable[[], tuple[str, dict[str, Any]]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; argparse itself exits with 2."""
    options = _parser().parse_args(arguments)
    try:
        job: _Job = options.prepare(options)
    except LogError as error:
        print(describe_usage_error(error, options.lang), file=sys.stderr)
        return USAGE
    try:
        text, machine = job()
    except LogError as error:
        _print(options, describe_refusal(error, options.lang), _refusal_json(error))
        return NOT_VERIFIED
    _print(options, text, machine)
    return VERIFIED


def _prepare_verify(options: argparse.Namespace) -> _Job:
    keys, policy = _keys(options.key), _policy(options)
    if not keys and not policy.logs:
        raise FormatError("No key of the log was given.", example="--key 'name+12345678+AQ…'")
    text = _file(options.receipt)
    leaf = _file(options.leaf) if options.leaf else None
    expected = leaf_hash_from_text(options.leaf_hash) if options.leaf_hash else None

    def job() -> tuple[str, dict[str, Any]]:
        verified = verify_receipt(
            text,
            keys,
            policy=policy,
            leaf=leaf,
            expected_leaf_hash=expected,
            all_signatures=options.all_signatures,
        )
        return describe_receipt(verified, options.lang), verified.as_json()

    return job


def _prepare_audit(options: argparse.Namespace) -> _Job:
    policy = _policy(options)
    keys = _keys(options.key) or list(policy.logs)
    if not keys:
        raise FormatError("No key of the log was given.", example="--key 'name+12345678+AQ…'")
    read = open_source(options.location)
    if options.write:
        read = copying(read, Path(options.write))
    since = _file(options.since) if options.since else None

    def job() -> tuple[str, dict[str, Any]]:
        report = audit_log(read, keys, policy=policy, since=since)
        return describe_audit(report, options.lang), report.as_json()

    return job


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m verifiable_log",
        description="Verify receipts and audit logs in the C2SP formats, with no help from whom "
        "issued them.",
        epilog="Exit codes: 0 verified, 1 not verified, 2 the command was not understood.",
    )
    commands = parser.add_subparsers(required=True, metavar="verify | audit")
    verify = commands.add_parser("verify", help="verify a receipt (.tlog-proof)")
    verify.add_argument("receipt", help="file of the receipt; - reads standard input")
    verify.add_argument("--leaf", metavar="FILE", help="the entry itself, if not in the receipt")
    verify.add_argument("--leaf-hash", metavar="HEX", help="its leaf hash, hexadecimal or base64")
    verify.add_argument(
        "--all-signatures",
        action="store_true",
        help="refuse a receipt with a signature whose key was not given",
    )
    verify.set_defaults(prepare=_prepare_verify)
    audit = commands.add_parser("audit", help="audit a published log whole")
    audit.add_argument("location", help="web address or folder that holds the checkpoint")
    audit.add_argument("--since", metavar="FILE", help="an earlier checkpoint it must continue")
    audit.add_argument("--write", metavar="FOLDER", help="copy the log there while reading")
    audit.set_defaults(prepare=_prepare_audit)
    for command in (verify, audit):
        _add_trust(command)
    return parser


def _add_trust(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--key",
        action="append",
        default=[],
        metavar="VKEY",
        help="public key of the log, or a file with one per line; may be repeated: all must sign",
    )
    command.add_argument(
        "--policy", metavar="any|all|K|FILE", help="how many witnesses, or a C2SP tlog-policy file"
    )
    command.add_argument(
        "--witness", action="append", default=[], metavar="VKEY", help="public key of a witness"
    )
    command.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the answer")
    command.add_argument("--json", action="store_true", help="answer for machines")


def _keys(given: Sequence[str]) -> list[Verifier]:
    """Keys written out or in files; a file's name has no plus sign followed by 8 digits."""
    lines: list[str] = []
    for text in given:
        if text.count("+") >= 2:
            lines.append(text)
        else:
            lines += [line for line in _text(text).split("\n") if line.strip()]
    return [Verifier.parse(line) for line in lines]


def _policy(options: argparse.Namespace) -> Policy:
    witnesses = _keys(options.witness)
    rule = options.policy
    if rule is None:
        return Policy(witnesses={key.vkey: key for key in witnesses})
    if rule in ("any", "all") or rule.isdigit():
        return Policy.of_witnesses(rule, witnesses)
    if witnesses:
        raise FormatError(
            "A policy file names its own witnesses.", expected="--policy FILE without --witness"
        )
    return Policy.parse(_file(rule))


def _text(name: str) -> str:
    try:
        return _file(name).decode()
    except UnicodeDecodeError:
        raise FormatError(f"{name} is not a text file.") from None


def _file(name: str) -> bytes:
    try:
        if name == "-":
            return sys.stdin.buffer.read(_MAX_RECEIPT_BYTES)
        with Path(name).open("rb") as file:
            return file.read(_MAX_RECEIPT_BYTES)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a file name"
        raise FormatError(
            f"{name[:80]!r} cannot be read: {reason}.", expected="the name of a file"
        ) from None


def _refusal_json(error: LogError) -> dict[str, Any]:
    return {
        "verified": False,
        "step": error.step or None,
        "cause": error.cause,
        "expected": error.expected or None,
    }


def _print(options: argparse.Namespace, text: str, machine: dict[str, Any]) -> None:
    if options.json:
        text = json.dumps(machine, ensure_ascii=True, indent=2)
    # A receipt comes from anyone: it must not be able to command the terminal.
    print("".join(char if char.isprintable() or char == "\n" else "?" for char in text))
