"""The words of a case and of a question: what each is found by. Pure but for the key.

A term is a keyed digest of the unit, of what kind of word it is (`n` of a name, `i` an identifier
or contact, `w` a word's stem, `p` the procedure) and of the word. 40 bits: among a million
different words one false match in a million questions.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b32encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from ventanilla.kernel.search import STOP_WORDS, plain_words, stem, stems

MOST_WORDS = 300  # of the answers of one case
_NOT_PLAIN = re.compile(r"[^0-9a-z]")
_LOOKS_LIKE_ONE = re.compile(r"[\d.\-/ ]{4,}[\dkKxX]?")
LEAST_DIGITS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """What a case is found by. `names` and `words` are folded; `identifiers` are letters and
    digits alone."""

    names: frozenset[str]
    words: frozenset[str]
    identifiers: frozenset[str]
    slug: str
    lang: str

    @property
    def known(self) -> frozenset[str]:
        """What a mistyped word may have meant."""
        return frozenset(w for w in self.names | self.words if len(w) > 3 and w.isalpha())


def findable(
    *, names: Iterable[str], identifiers: Iterable[str], texts: Iterable[Any], slug: str, lang: str
) -> Findable:
    """From the plain values of a case."""
    words = dict.fromkeys(word for text in texts for word in _words_in(text))
    kept = [word for word in words if word not in STOP_WORDS][:MOST_WORDS]
    return Findable(
        names=frozenset(word for name in names for word in plain_words(name)),
        words=frozenset(kept),
        identifiers=frozenset(filter(None, map(identifier_of, identifiers))),
        slug=slug,
        lang=lang,
    )


def terms_of(case: Findable, *, unit_id: UUID, key: bytes) -> str:
    """The terms to index, apart by blanks."""
    marked = [f"n{word}" for word in case.names]
    marked += [f"i{one}" for one in case.identifiers]
    marked += {f"w{stem(word, case.lang)}" for word in case.words}
    return " ".join(
        sorted({term(one, unit_id=unit_id, key=key) for one in [*marked, f"p{case.slug}"]})
    )


def group_of(words: Iterable[str], *, unit_id: UUID, key: bytes) -> list[str]:
    """The terms of which one must stand in a case that holds one of these folded words."""
    marked: dict[str, None] = {}
    for word in words:
        said = (f"n{word}", f"i{word}", f"w{word}", *(f"w{one}" for one in stems(word)))
        marked |= dict.fromkeys(said)
    return [term(one, unit_id=unit_id, key=key) for one in marked]


def term(marked: str, *, unit_id: UUID, key: bytes) -> str:
    """Eight letters and digits."""
    digest = hashlib.blake2b(unit_id.bytes + marked.encode(), digest_size=5, key=key).digest()
    return b32encode(digest).decode().lower()


def identifier_of(text: str) -> str:
    """An identifier, e-mail or telephone as it is compared: `12.345.678-K` is `12345678k`."""
    return _NOT_PLAIN.sub("", text.casefold())[:60]


def as_identifier(text: str) -> str:
    """The identifier that the whole text is, or nothing: digits with marks, or an e-mail."""
    said = text.strip()
    digits = sum(c.isdigit() for c in said)
    if ("@" in said and " " not in said) or (
        digits >= LEAST_DIGITS and _LOOKS_LIKE_ONE.fullmatch(said.lstrip("+"))
    ):
        return identifier_of(said)
    return ""


@lru_cache(maxsize=50_000)
def spellings(word: str) -> frozenset[str]:
    """A word and what is left of it without any one letter: two words that share one of these are
    a mistake apart, or two."""
    return frozenset({word, *(word[:n] + word[n + 1 :] for n in range(len(word)))})


def _words_in(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield from plain_words(value)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _words_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from _words_in(one)
