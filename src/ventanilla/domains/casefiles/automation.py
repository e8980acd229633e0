"""Which norms rule what is decided without a person, by country and day (`automation_law.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml


def automation_law(country: str, *, on: date) -> list[Mapping[str, Any]]:
    """The norms in force that day: `norm, status`; empty where the data hold none."""
    return [rule for rule in _laws().get(country, ()) if rule.get("since", on) <= on]


@cache
def _laws() -> dict[str, list[Mapping[str, Any]]]:
    text = Path(__file__).with_name("automation_law.yaml").read_text(encoding="utf-8")
    laws: dict[str, list[Mapping[str, Any]]] = yaml.safe_load(text)
    return laws
