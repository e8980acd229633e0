"""Searching, and listing by topic, in one office."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max

from ventanilla.domains.catalogue.errors import (
    ProcedureNotOpen,
    ProcedureUnknown,
    ProcedureWithdrawn,
)
from ventanilla.domains.catalogue.finding.index import INDEX
from ventanilla.domains.catalogue.models import Findable, FindableWord, Topic
from ventanilla.domains.catalogue.queries import in_force
from ventanilla.domains.catalogue.rules.published import PublishedProcedure
from ventanilla.kernel import clock
from ventanilla.kernel.search import Found, Vocabulary, find, find_topic

LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: a procedure in force, or a letter (`procedure` is None)."""

    slug: str
    title: dict[str, str]
    summary: dict[str, str]
    holder: str
    procedure: PublishedProcedure | None


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The hits of one page, how many there are (`more`: at least), and how they were found.

    `meant` maps a word as typed to the words searched in its place, as written.
    """

    hits: list[Hit]
    total: int
    more: bool
    searched: tuple[str, ...] = ()
    meant: dict[str, tuple[str, ...]] | None = None
    unknown: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A topic of an office and how many things are under it. `kind` is life or area."""

    kind: str
    name: str
    found: int


_vocabularies: dict[uuid.UUID, tuple[tuple[int, int], Vocabulary]] = {}


def search(*, office_id: uuid.UUID, text: str, first: int = 0, most: int = 20) -> SearchAnswer:
    """What answers `text`: whole phrases first, then titles, then what people call it, then the
    rest; within each, the shorter title. At most eight statements."""
    found = find(
        index=INDEX,
        within=office_id,
        text=text[:LONGEST_SEARCH],
        vocabulary=lambda: vocabulary(office_id),
        first=first,
        most=most,
    )
    return _answer(office_id, found)


def listed(*, office_id: uuid.UUID, topic: str, first: int = 0, most: int = 20) -> SearchAnswer:
    """What is under a topic (`life:birth`, `area:Saúde`), shortest title first."""
    return _answer(
        office_id,
        find_topic(index=INDEX, within=office_id, topic=topic, first=first, most=most),
    )


def topics(*, office_id: uuid.UUID) -> list[Listed]:
    """Every topic under which something is listed, by name. One statement."""
    rows = Topic.objects.filter(office_id=office_id, found__gt=0).order_by("key")
    return [
        Listed(kind=key.partition(":")[0], name=key.partition(":")[2], found=found)
        for key, found in rows.values_list("key", "found")
    ]


def vocabulary(office_id: uuid.UUID) -> Vocabulary:
    """The words of names and aliases of an office, kept until they change. One statement or two."""
    rows = FindableWord.objects.filter(office_id=office_id)
    state = rows.aggregate(newest=Max("id"), count=Count("id"))
    mark = (state["newest"] or 0, state["count"])
    kept = _vocabularies.get(office_id)
    if kept is None or kept[0] != mark:
        if len(_vocabularies) > 50:
            _vocabularies.clear()
        kept = _vocabularies[office_id] = (
            mark,
            Vocabulary(dict(rows.values_list("word", "shown"))),
        )
    return kept[1]


def forget_vocabularies() -> None:
    """Forget what this process remembers, between tests."""
    _vocabularies.clear()


def _answer(office_id: uuid.UUID, found: Found) -> SearchAnswer:
    shown = _shown(office_id, found)
    return SearchAnswer(
        hits=_hits(office_id, found.ids),
        total=found.total,
        more=found.more,
        searched=found.searched,
        meant=shown,
        unknown=found.unknown,
        left_out=found.left_out,
    )


def _shown(office_id: uuid.UUID, found: Found) -> dict[str, tuple[str, ...]]:
    """The words meant, with their accents: they were all taken from the kept vocabulary."""
    if not found.meant:
        return {}
    kept = _vocabularies.get(office_id)
    as_written = kept[1].shown if kept else {}
    return {
        word: tuple(as_written.get(near, near) for near in every)
        for word, every in found.meant.items()
    }


def _hits(office_id: uuid.UUID, ids: Sequence[int]) -> list[Hit]:
    rows = Findable.objects.filter(office_id=office_id, id__in=ids).defer("terms")
    by_id = {row.id: row for row in rows} if ids else {}
    hits = (_hit(office_id, by_id[id_]) for id_ in ids if id_ in by_id)
    return [hit for hit in hits if hit]


def _hit(office_id: uuid.UUID, row: Findable) -> Hit | None:
    if row.kind == "letter":
        return Hit(row.slug, row.title, row.summary, row.holder, None)
    try:
        procedure = in_force(office_id=office_id, slug=row.slug, at=clock.now())
    except ProcedureNotOpen as shut:  # found all the same: its page says when it opens or closed
        if shut.procedure is None:
            return None
        procedure = shut.procedure
    except (ProcedureUnknown, ProcedureWithdrawn):
        return None
    return Hit(row.slug, dict(procedure.title), dict(procedure.summary), "", procedure)
