"""From what a person typed to the rows that answer it, and to what was searched in the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ventanilla.kernel.search.index import MOST_COUNTED, AllOf, Index
from ventanilla.kernel.search.typos import Vocabulary
from ventanilla.kernel.search.words import (
    phrase_keys,
    scope_key,
    stems,
    telling_words,
    topic_term,
)

MOST_WORDS = 8
_NEARNESS = ("a", "b", "c")  # the name; what people call it; anywhere


@dataclass(frozen=True, slots=True)
class Found:
    """Rows in order, and how they were found.

    `total` stops counting at a thousand (`more` says so). `searched` are the words that every row
    holds; `meant` maps a word that stands nowhere to those searched in its place; `unknown` stand
    nowhere and resemble nothing; `left_out` were given up because nothing holds all the words.
    """

    ids: list[int]
    total: int
    searched: tuple[str, ...] = ()
    meant: dict[str, tuple[str, ...]] | None = None
    unknown: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def more(self) -> bool:
        """Whether there are more than were counted."""
        return self.total >= MOST_COUNTED


def find(
    *,
    index: Index,
    within: Any,
    text: str,
    vocabulary: Callable[[], Vocabulary],
    first: int = 0,
    most: int = 20,
) -> Found:
    """The rows of `within` that answer `text`: whole phrases first, then names, then the rest.

    Costs three statements, or four where words must be left out, and what `vocabulary` costs,
    asked only for a word that stands nowhere.
    """
    words = tuple(dict.fromkeys(telling_words(text)))[:MOST_WORDS]
    scope = scope_key(within)
    asked = {word: stems(word) for word in words}
    # 1. How common each word is; those that stand nowhere may have been mistyped
    common = dict(
        zip(words, index.counts([[_anywhere(scope, asked[w])] for w in words]), strict=True)
    )
    meant = _meant(words, common, vocabulary)
    for word, near in meant.items():
        asked[word] = tuple(dict.fromkeys(s for other in near for s in stems(other)))
    unknown = tuple(word for word in words if not common[word] and word not in meant)
    # 2. The rarest first: where nothing holds all words, the commonest is given up
    known = sorted(
        (w for w in words if w not in unknown), key=lambda w: (common[w], words.index(w))
    )
    if not known:
        return Found(ids=[], total=0, unknown=unknown)
    phrase = [[f"{scope}p{key}" for key in phrase_keys(text)]]
    kept, counted = _as_many_as_hold(index, scope, [asked[w] for w in known], phrase)
    searched = tuple(w for w in words if w in known[:kept])
    # 3. One tier after the other until the page is full
    tiers = [
        phrase,
        *(_question(scope, mark, [asked[w] for w in known[:kept]]) for mark in _NEARNESS),
    ]
    ids = _page(index, tiers, counted, first, most)
    return Found(
        ids=ids,
        total=max(counted),
        searched=searched,
        meant=meant,
        unknown=unknown,
        left_out=tuple(w for w in words if w in known[kept:]),
    )


def find_topic(*, index: Index, within: Any, topic: str, first: int = 0, most: int = 20) -> Found:
    """What is listed under a topic, by title. Two statements."""
    question = [[topic_term(topic, within=within)]]
    total = index.counts([question])[0]
    return Found(ids=index.ids(question, first=first, most=most), total=total)


def _meant(
    words: tuple[str, ...], common: dict[str, int], vocabulary: Callable[[], Vocabulary]
) -> dict[str, tuple[str, ...]]:
    strange = [word for word in words if not common[word]]
    if not strange:
        return {}
    known = vocabulary()
    near = {word: known.nearest(word) for word in strange}
    return {word: found for word, found in near.items() if found}


def _as_many_as_hold(
    index: Index, scope: str, groups: list[tuple[str, ...]], phrase: AllOf
) -> tuple[int, list[int]]:
    """How many of the words can be asked together, and the rows of each tier then."""
    fewer = [_question(scope, "c", groups[:n]) for n in range(len(groups) - 1, 0, -1)]
    nearer = [_question(scope, mark, groups) for mark in _NEARNESS]
    counted = index.counts([phrase, *nearer, *fewer])
    if max(counted[:4]) or not fewer:
        return len(groups), counted[:4]
    kept = len(groups) - 1 - next(n for n, count in enumerate(counted[4:]) if count)
    return kept, [0, *index.counts([_question(scope, m, groups[:kept]) for m in _NEARNESS])]


def _page(index: Index, tiers: list[AllOf], counted: list[int], first: int, most: int) -> list[int]:
    """The rows from `first` on, no row twice: those of a nearer tier are not asked again."""
    found: list[int] = []
    nearer: list[AllOf] = []
    for tier, count in zip(tiers, counted, strict=True):
        if not count:
            continue
        if len(found) >= first + most:
            break
        found += index.ids(tier, but=nearer, most=first + most - len(found))
        nearer.append(tier)
    return found[first:]


def _question(scope: str, mark: str, groups: list[tuple[str, ...]]) -> AllOf:
    return [[f"{scope}{mark}{stem}" for stem in group] for group in groups]


def _anywhere(scope: str, group: tuple[str, ...]) -> list[str]:
    return [f"{scope}c{stem}" for stem in group]
