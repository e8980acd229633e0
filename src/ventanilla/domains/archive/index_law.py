"""Which norms want a case file foliated and indexed, by country (`index_law.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml


def index_law(country: str) -> list[Mapping[str, str]]:
    """The norms: `norm, status` (`known` or `unverified`); empty where the data hold none."""
    return list(_laws().get(country, ()))


@cache
def _laws() -> dict[str, list[Mapping[str, str]]]:
    text = Path(__file__).with_name("index_law.yaml").read_text(encoding="utf-8")
    laws: dict[str, list[Mapping[str, str]]] = yaml.safe_load(text)
    return laws
