"""How plain a text is, by published formulas, and which of its sentences is not.

Spanish: the perspicuity of F. Szigriszt Pazos (thesis, Universidad Complutense de Madrid, 1993),
206.835 - 62.3 syllables/words - words/sentences, read on the INFLESZ scale of I. M.
Barrio-Cantalejo and others (Anales del Sistema Sanitario de Navarra 31(2), 2008): below 40 very
difficult, 55 somewhat difficult, 65 normal, 80 fairly easy. Beside it that of J. Fernández Huerta
(1959) in its corrected form, 206.84 - 60 syllables/words - 1.02 words/sentences.
Portuguese: the Flesch of T. B. F. Martins, C. M. Ghiraldelo, M. G. V. Nunes and O. N. de Oliveira
(Readability formulas applied to textbooks in Brazilian Portuguese, ICMSC-USP, 1996),
248.835 - 84.6 syllables/words - 1.015 words/sentences: below 25 very difficult, 50 difficult,
75 easy.

A formula counts lengths. It cannot tell whether a text is true, complete or kind: it warns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

LANGUAGES = ("es", "pt")
PLAIN_FROM = {"es": 55.0, "pt": 50.0}  # INFLESZ «normal»; Martins «fácil»
HARD_BELOW = {"es": 40.0, "pt": 25.0}  # of one sentence: «muy difícil»
FEWEST_WORDS = 12  # of a sentence that is judged alone
LONGEST_SENTENCE = 30  # words
_CITED = re.compile(
    r"\([^()]*\d[^()]*\)"  # (Ley 39/2015, art. 30)
    r"|\b(?:ley|lei|decreto|real decreto|ds|ordenanza|portaria)\s+(?:n[.º°]*\s*)?\d[\w./-]*"
    r"(?:,?\s*arts?\.\s*[\w.]+)*",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?<=[.!?…:;])\s+(?=[A-ZÁÉÍÓÚÑÂÊÔÀÇ¿¡«“-])|\n+")
_WORD = re.compile(r"[^\W\d_]+")
_STRONG = "aeoáéóâêôãõà"
_CLOSED = "íú"
_VOWELS = re.compile(r"[aeiouyáéíóúâêôãõàü]+")
_SILENT = re.compile(r"(?<=[qg])u(?=[eiéíê])")


@dataclass(frozen=True, slots=True)
class HardSentence:
    """A sentence that fails alone: its words, its own score."""

    text: str
    words: int
    score: float


@dataclass(frozen=True, slots=True)
class Plainness:
    """The measure of a text. `second` is Fernández Huerta's, None in Portuguese."""

    language: str
    score: float
    second: float | None
    words: int
    sentences: int
    hard: tuple[HardSentence, ...]

    @property
    def plain(self) -> bool:
        """Whether the whole reaches the mark of its language."""
        return self.score >= PLAIN_FROM[self.language]


def plainness(texts: Iterable[str], *, lang: str) -> Plainness | None:
    """The measure of some texts together; None without words. KeyError for other languages."""
    sentences = [one for text in texts for one in sentences_of(text)]
    counted = [(one, _WORD.findall(one)) for one in sentences]
    counted = [(one, words) for one, words in counted if words]
    if not counted:
        return None
    words = sum(len(found) for _one, found in counted)
    per_word = sum(syllables(w, lang) for _one, found in counted for w in found) / words
    per_sentence = words / len(counted)
    hard = [_judged(one, found, lang) for one, found in counted if len(found) >= FEWEST_WORDS]
    return Plainness(
        language=lang,
        score=_score(lang, per_word, per_sentence),
        second=206.84 - 60 * per_word - 1.02 * per_sentence if lang == "es" else None,
        words=words,
        sentences=len(counted),
        hard=tuple(s for s in hard if s.score < HARD_BELOW[lang] or s.words > LONGEST_SENTENCE),
    )


def sentences_of(text: str) -> list[str]:
    """The sentences, without the norms that they cite: the law's name is not the author's style."""
    return [one.strip() for one in _ENDS.split(_CITED.sub("", text)) if one.strip()]


def syllables(word: str, lang: str) -> int:
    """The syllables of a word, by the rules of hiatus of its language; at least one."""
    plain = unicodedata.normalize("NFC", word.lower())
    plain = _SILENT.sub("", plain)
    if lang == "es":
        plain = re.sub(r"y(?=[aeiouáéíóú])", "ll", plain)
    count = sum(1 + _breaks(group) for group in _VOWELS.findall(plain))
    if lang == "pt" and _final_hiatus(plain):
        count += 1
    return max(count, 1)


def _breaks(group: str) -> int:
    """How often a run of vowels is broken: between two open ones, or beside an accented í or ú."""
    found = 0
    for left, right in pairwise(group):
        nasal = left in "ãõ" and right in "oe"
        if (left in _STRONG and right in _STRONG and not nasal) or (
            left in _CLOSED or right in _CLOSED
        ):
            found += 1
    return found


def _final_hiatus(word: str) -> bool:
    """Portuguese `dia`, `rio`, `padaria`: no accent elsewhere, so the last two vowels part."""
    bare = not re.search("[áéíóúâêôãõ]", word)
    return bare and bool(re.search(r"(?<![aeiou])[iu][aeo]s?$", word)) and len(word) > 2


def _score(lang: str, per_word: float, per_sentence: float) -> float:
    if lang == "es":
        return 206.835 - 62.3 * per_word - per_sentence
    return 248.835 - 84.6 * per_word - 1.015 * per_sentence


def _judged(text: str, words: list[str], lang: str) -> HardSentence:
    per_word = sum(syllables(word, lang) for word in words) / len(words)
    return HardSentence(text, len(words), _score(lang, per_word, len(words)))
