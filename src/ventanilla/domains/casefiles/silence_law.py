"""What silence leaves the body to do, by country (`silence_law.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml


def silence_law(country: str) -> dict[str, Any]:
    """The part of a `Course` that the country's general law gives; empty where no data hold it."""
    law = _laws().get(country)
    if law is None:
        return {}
    late, proof = law["late"], law.get("proof") or {}
    return {
        "late": late["only"],
        "late_norm": late["norm"],
        "undo": law["undo"],
        "silence_appealed": (law.get("appealed") or {}).get("norm", ""),
        "proof": proof.get("by", ""),
        "proof_norm": proof.get("norm", ""),
    }


@cache
def _laws() -> dict[str, Mapping[str, Any]]:
    text = Path(__file__).with_name("silence_law.yaml").read_text(encoding="utf-8")
    laws: dict[str, Mapping[str, Any]] = yaml.safe_load(text)
    return laws
