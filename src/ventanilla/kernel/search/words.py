"""Words as the index knows them: without accents, capitals or endings.

The stem comes from Snowball (es, pt, en). Two things are mended before it: a word typed without
accents must stem like the accented one, and Portuguese plurals in -ões, -ais, -ns like their
singular. Letters are folded last, so that both sides of a comparison are plain.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

LANGUAGES: Mapping[str, str] = {"es": "spanish", "pt": "portuguese", "en": "english"}
LONGEST_WORD = 40
MOST_TERMS = 1_500  # distinct words of one text's body: a page, not a book
_WORD = re.compile(r"[^\W_]+")
_ENDINGS: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "es": (
        (re.compile(r"(?<=\w\w)ces$"), "z"),
        (re.compile(r"(?<=\w\w)([cs])ion$"), r"\1ión"),
    ),
    "pt": (
        (re.compile(r"(?<=\w)[oa]es$"), "ao"),
        (re.compile(r"(?<=\w\w)([aeou])is$"), r"\1l"),
        (re.compile(r"(?<=\w\w)ns$"), "m"),
        (re.compile(r"(?<=\w\w)cao$"), "ção"),
    ),
    "en": (),
}
_STOP_WORDS = """
a al an and ante aonde aos as at ate be by can co com como con da das de del desde do donde dos
e el ela ele ella en entre era es esta este esto eu for from fue ha hay how i in is it la las
le les lo los mas me mi mis my na nas necesito need nem no nos not o of on onde or os ou para
pela pelas pelo pelos pero por porque pra preciso que quem quero quien quiero se sem ser si sim
sin sobre son su sua suas sus te tem the to tu um uma un una unas uno unos want what where y ya
yo
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())  # es, pt, en: they say nothing of what is sought


@dataclass(frozen=True, slots=True)
class Weighed:
    """The texts of one findable thing, by language: what it is called, what people call it, single
    words that belong to it, and the rest. `topics` are keys it is listed under.
    """

    names: Mapping[str, str]
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    body: Mapping[str, str] = field(default_factory=dict)
    topics: tuple[str, ...] = ()


def folded(text: str) -> str:
    """Lower case and no accents: `ação` becomes `acao`, `ñ` becomes `n`."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join([c for c in plain if c.isascii() or not unicodedata.combining(c)])


def plain_words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(folded(text))]


def telling_words(text: str) -> list[str]:
    """The folded words that say something; all of them where none does."""
    every = plain_words(text)
    return [word for word in every if word not in STOP_WORDS] or every


@lru_cache(maxsize=200_000)
def stem(word: str, lang: str) -> str:
    """The stem of a folded word in a language; languages without a stemmer keep the word."""
    if lang not in LANGUAGES or not word.isalpha():
        return word
    for pattern, ending in _ENDINGS[lang]:
        mended = pattern.sub(ending, word)
        if mended != word:
            word = mended
            if not word.endswith("ao"):
                break
    return folded(_stemmer(lang).stemWord(word))


def stems(word: str) -> tuple[str, ...]:
    """What a word of a question may be stemmed to, in any language, each once."""
    return tuple(dict.fromkeys(stem(word, lang) for lang in LANGUAGES))


def scope_key(within: Any) -> str:
    """What begins every term of one office, so that no question reads another's."""
    return hashlib.blake2b(str(within).encode(), digest_size=6).hexdigest()


def phrase_keys(text: str) -> list[str]:
    """One key per language of a whole phrase: two phrases that people say alike share one."""
    words = telling_words(text)
    return list(
        dict.fromkeys(_hashed(" ".join(stem(word, lang) for word in words)) for lang in LANGUAGES)
    )


def terms_of(weighed: Weighed, *, within: Any) -> str:
    """The terms to index, apart by blanks: each says how near to the name its word stands.

    `a` the name, `b` the name or what people call it, `c` anywhere, `p` a whole phrase, `t` a
    topic. A nearer term is written into the wider ones too, so that every question is a plain AND.
    """
    names, also, body = set(), set(), set()
    phrases: set[str] = set()
    for lang, name in weighed.names.items():
        names |= _stemmed(name, lang)
        phrases.update(phrase_keys(name))
    for lang, aliases in weighed.also.items():
        for alias in aliases:
            also |= _stemmed(alias, lang)
            phrases.update(phrase_keys(alias))
    for lang, keywords in weighed.keywords.items():
        also |= _stemmed(" ".join(keywords), lang)
    for lang, text in weighed.body.items():
        body |= set(sorted(_stemmed(text, lang))[:MOST_TERMS])
    scope = scope_key(within)
    marked = [("a", names), ("b", names | also), ("c", names | also | body), ("p", phrases)]
    marked.append(("t", {_hashed(topic) for topic in weighed.topics}))
    return " ".join(f"{scope}{mark}{term}" for mark, found in marked for term in sorted(found))


def topic_term(topic: str, *, within: Any) -> str:
    """The term of what is listed under a topic."""
    return f"{scope_key(within)}t{_hashed(topic)}"


def indexed_words(weighed: Weighed) -> dict[str, str]:
    """Folded word → as written, of names and aliases: what a mistyped word may have meant."""
    texts = [*weighed.names.values()]
    for called in (weighed.also, weighed.keywords):
        texts += [text for several in called.values() for text in several]
    found: dict[str, str] = {}
    for text in texts:
        for shown in _WORD.findall(text.lower()):
            word = folded(shown)[:LONGEST_WORD]
            if len(word) > 3 and word.isalpha() and word not in STOP_WORDS:
                found.setdefault(word, shown[:LONGEST_WORD])
    return found


def place(title: str, *, key: str) -> int:
    """Where a thing stands among all: the key of its row, so that answers are read in order.

    Sixty-three bits: the number of words of the title (five bits: the shorter, the nearer), its
    first four letters, then thirty-eight bits of the digest of `key`, which names the thing for
    ever. The same on both databases, and known without reading a row.
    """
    words = plain_words(title)
    found = min(len(words), 31)
    letters = "".join(words).encode("ascii", "ignore").decode()[:4].ljust(4)
    for letter in letters:
        found = found << 5 | (ord(letter) - 96 if "a" <= letter <= "z" else 0)
    digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
    return found << 38 | int.from_bytes(digest) >> 26


def _stemmed(text: str, lang: str) -> set[str]:
    return {stem(word, lang) for word in plain_words(text) if word not in STOP_WORDS}


def _hashed(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


@cache
def _stemmer(lang: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(LANGUAGES[lang])
