"""Every text of the screens exists in Portuguese and English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from tests.architecture.msgids import apps_with_texts, of_code, of_template

LANGUAGES = ("pt", "en")
TEXTS = apps_with_texts()
_PLACES = re.compile(r"%\((\w+)\)[a-z.0-9]+")


def catalogue(folder: str, lang: str) -> Catalog:
    path = Path(folder, "locale", lang, "LC_MESSAGES", "django.po")
    if not path.exists():
        return Catalog(locale=lang)
    with path.open("rb") as text:
        return read_po(text)


def of(messages: Catalog) -> dict[str, Message]:
    """First form of each text → its message."""
    return {m.id if isinstance(m.id, str) else m.id[0]: m for m in messages if m.id}


def is_whole(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    said = message.string
    return bool(said) if isinstance(said, str) else all(said)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("folder", sorted(TEXTS))
def test_every_text_is_translated(folder: str, lang: str):
    known = of(catalogue(folder, lang))
    missing = {
        text: place for text, place in TEXTS[folder].items() if not is_whole(known.get(text))
    }
    assert missing == {}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("folder", sorted(TEXTS))
def test_no_translation_is_left_of_a_text_that_is_gone(folder: str, lang: str):
    assert sorted(set(of(catalogue(folder, lang))) - set(TEXTS[folder])) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("folder", sorted(TEXTS))
def test_a_translation_asks_for_nothing_that_its_text_does_not_give(folder: str, lang: str):
    for text, message in of(catalogue(folder, lang)).items():
        said = message.string if isinstance(message.string, str) else " ".join(message.string)
        ids = text if isinstance(message.id, str) else " ".join(message.id)
        assert set(_PLACES.findall(said)) <= set(_PLACES.findall(ids)), text


def test_texts_are_found_in_code_and_in_templates():
    code = 'from x import _\n_("uno")\nngettext("dos", "doses", 2)\ngettext_lazy("tres")\nf("no")\n'
    assert set(of_code(code)) == {"uno", "dos", "tres"}
    template = (
        '{% load i18n %}{% translate "uno" %}{% blocktranslate with x=y %}dos {{ x }}'
        "{% endblocktranslate %}{% blocktranslate count n=l %}{{ n }} cosa{% plural %}"
        "{{ n }} cosas{% endblocktranslate %}"
    )
    assert set(of_template(template)) == {"uno", "dos %(x)s", "%(n)s cosa"}
