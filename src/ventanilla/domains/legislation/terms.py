"""The law's words of each country, from `terms/<locale>.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parent / "terms"


@cache
def terms(locale: str) -> Mapping[str, str]:
    """The words of a locale such as `es-CL`. A locale without a file gets those of `es-ES`."""
    path = _FOLDER / f"{locale}.yaml"
    if not path.exists():
        path = _FOLDER / "es-ES.yaml"
    return {key: str(word) for key, word in yaml.safe_load(path.read_text()).items()}


def locales() -> list[str]:
    """The locales with words of their own."""
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))
