"""Every word that a door uses for a thing is in the glossary."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path

import pytest

DOMAINS = sorted(path.parent.name for path in Path("src/ventanilla/domains").glob("*/api.py"))


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_thing_that_a_door_exports_is_in_the_glossary(domain: str) -> None:
    door = importlib.import_module(f"ventanilla.domains.{domain}.api")
    glossary = Path("GLOSSARY.md").read_text()
    things = [
        name
        for name in door.__all__
        if inspect.isclass(getattr(door, name)) and not issubclass(getattr(door, name), Exception)
    ]
    assert [name for name in things if f"`{name}`" not in glossary] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_domain_has_a_page_that_explains_it(domain: str) -> None:
    assert Path(f"src/ventanilla/domains/{domain}/README.md").is_file()
