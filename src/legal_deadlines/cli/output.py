"""Prints results and errors, as text for people or as JSON for machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from ..errors import DeadlineError
from ..explanation.rendering import error_summary
from .labels import LABELS, VALUES

_WORDED = ("confidence", "sense", "trigger")
_HIDDEN = ("steps", "request", "record", "weekday_text", "country", "calendar")


def print_result(data: Mapping[str, Any] | str, *, as_json: bool, lang: str) -> None:
    """JSON in full, or the parts a person reads; ready text as it is."""
    if isinstance(data, str):
        print(data, end="")
        return
    if as_json:
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return
    labels = LABELS.get(lang, LABELS["en"])
    for key, value in data.items():
        if key in _HIDDEN or value in (None, [], {}, ""):
            continue
        shown = data.get("weekday_text", value) if key == "weekday" else value
        if key in _WORDED:
            shown = VALUES.get(lang, VALUES["en"]).get(str(value), value)
        _print_field(labels.get(key, key), shown)


def _print_field(label: str, value: Any) -> None:
    if isinstance(value, list):
        print(f"{label}:")
        for item in value:
            print(f"  - {_inline(item)}")
    elif isinstance(value, Mapping):
        print(
            f"{label}: "
            + "; ".join(f"{k} {_inline(v)}" for k, v in value.items() if v not in (None, ""))
        )
    else:
        print(f"{label}: {value}")


def _inline(item: Any) -> str:
    if isinstance(item, Mapping):
        return ", ".join(f"{k}: {_inline(v)}" for k, v in item.items() if v not in (None, "", []))
    if isinstance(item, list):
        return "; ".join(_inline(x) for x in item)
    return str(item)


def print_error(error: DeadlineError, *, as_json: bool, lang: str) -> None:
    """The error on standard error; with JSON, on standard output as ``{"error": …}``."""
    if as_json:
        body = {"summary": error_summary(error.code, lang, error.facts), **error.to_json()}
        print(json.dumps({"error": body}, ensure_ascii=False, indent=2))
        return
    labels = LABELS.get(lang, LABELS["en"])
    print(f"{labels['error']}: {error_summary(error.code, lang, error.facts)}", file=sys.stderr)
    print(error.cause, file=sys.stderr)
    for key in ("expected", "example", "where"):
        if value := getattr(error, key):
            print(f"{labels[key]}: {value}", file=sys.stderr)
    if error.known:
        print(f"{labels['known']}: {', '.join(error.known)}", file=sys.stderr)
