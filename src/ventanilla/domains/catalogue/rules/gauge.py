"""The plain-language gauge of a procedure: each page's score, and the sentences that fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ventanilla.domains.catalogue.rules.folder import Folder, read_folder
from ventanilla.kernel.plain_language import LANGUAGES, HardSentence, Plainness, plainness
from ventanilla.kernel.shapes import LANGUAGE_TAG
from ventanilla.kernel.shapes import Path as Place

PAGES = ("procedure.yaml", "form.yaml", "handling.yaml")


@dataclass(frozen=True, slots=True)
class Gauged:
    """One file of a folder in one language: what people read of it, measured."""

    file: str
    language: str
    measure: Plainness
    failing: tuple[tuple[int | None, HardSentence], ...]  # line of the text, the sentence


def gauge(folder: Path) -> list[Gauged]:
    """Every page of the folder in Spanish and Portuguese, as far as it can be read."""
    return gauged(read_folder(folder))


def gauged(folder: Folder) -> list[Gauged]:
    """The same, of a folder already read."""
    found = []
    for file in PAGES:
        read = folder.documents.get(file)
        texts = list(_texts(read.value, ())) if read else []
        for lang in LANGUAGES:
            said = [(place, by_lang[lang]) for place, by_lang in texts if by_lang.get(lang)]
            measure = plainness([text for _place, text in said], lang=lang)
            if read and measure:
                failing = tuple(_failing(said, lang, read.lines))
                found.append(Gauged(file, lang, measure, failing))
    return found


def _failing(
    said: list[tuple[Place, str]], lang: str, lines: Mapping[Place, int]
) -> Iterator[tuple[int | None, HardSentence]]:
    for place, text in said:
        alone = plainness([text], lang=lang)
        for sentence in alone.hard if alone else ():
            yield _line(lines, (*place, lang)), sentence


def _line(lines: Mapping[Place, int], place: Place) -> int | None:
    for length in range(len(place), -1, -1):
        if place[:length] in lines:
            return lines[place[:length]]
    return None


def _texts(value: Any, place: Place) -> Iterator[tuple[Place, dict[str, str]]]:
    """Every text of the document by language, with its place; titles of norms are not ours."""
    if isinstance(value, dict):
        if value and all(_is_text(key, said) for key, said in value.items()):
            yield place, value
            return
        for key, part in value.items():
            if key not in {"legal_basis", "aliases", "sources", "words"}:
                yield from _texts(part, (*place, key))
    elif isinstance(value, list):
        for n, part in enumerate(value):
            yield from _texts(part, (*place, n))


def _is_text(key: Any, said: Any) -> bool:
    return isinstance(key, str) and isinstance(said, str) and bool(LANGUAGE_TAG.fullmatch(key))
