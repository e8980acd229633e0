"""Every text of the screens exists in Portuguese and English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from tests.architecture.msgids import SEPARATOR, apps_with_texts, of_code, of_template

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
    """First form of each text, after its context where it has one → its message."""
    return {_key(m): m for m in messages if m.id}


def _key(message: Message) -> str:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return f"{message.context}{SEPARATOR}{text}" if message.context else text


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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_without_context_is_translated_alike_everywhere(lang: str):
    """Django keeps one translation of a text for all apps: the first it loads. Where a word means
    two things, `pgettext` (or `{% translate … context %}`) says which."""
    said: dict[str, dict[object, str]] = {}
    for folder in TEXTS:
        for text, message in of(catalogue(folder, lang)).items():
            said.setdefault(text, {}).setdefault(message.string, folder)
    assert {text: forms for text, forms in said.items() if len(forms) > 1} == {}


def test_a_context_goes_with_its_text():
    code = 'pgettext_lazy("oficina", "Registro")\npgettext("acto", "Firma")\n'
    assert set(of_code(code)) == {"oficina\x04Registro", "acto\x04Firma"}
    template = '{% load i18n %}{% translate "Firma" context "acto" %}{% translate "Firma" %}'
    assert set(of_template(template)) == {"acto\x04Firma", "Firma"}


def test_texts_are_found_in_code_and_in_templates():
    code = 'from x import _\n_("uno")\nngettext("dos", "doses", 2)\ngettext_lazy("tres")\nf("no")\n'
    assert set(of_code(code)) == {"uno", "dos", "tres"}
    template = (
        '{% load i18n %}{% translate "uno" %}{% blocktranslate with x=y %}dos {{ x }}'
        "{% endblocktranslate %}{% blocktranslate count n=l %}{{ n }} cosa{% plural %}"
        "{{ n }} cosas{% endblocktranslate %}"
    )
    assert set(of_template(template)) == {"uno", "dos %(x)s", "%(n)s cosa"}
