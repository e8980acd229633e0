"""Keeping the index beside what it shows. Called in the transaction of the act that changes it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from ventanilla.domains.catalogue.models import Findable, FindableWord, Topic
from ventanilla.kernel.search import Index, Weighed, indexed_words, place, terms_of

INDEX = Index("catalogue_findable")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to index; `title` and `summary` by language."""

    kind: str
    slug: str
    version_id: uuid.UUID
    title: dict[str, str]
    summary: dict[str, str]
    words: Weighed
    language: str
    holder: str = ""


def index_entries(*, office_id: uuid.UUID, entries: Sequence[Entry]) -> None:
    """Write or rewrite the rows of `entries`, their words and their topics."""
    for kind in {entry.kind for entry in entries}:
        slugs = [entry.slug for entry in entries if entry.kind == kind]
        old = Findable.objects.filter(office_id=office_id, kind=kind, slug__in=slugs)
        _count_topics(office_id, old.values_list("topics", flat=True), by=-1)
        old.delete()
    rows = [_row(office_id, entry) for entry in entries]
    Findable.objects.bulk_create(rows, batch_size=200)
    _count_topics(office_id, (row.topics for row in rows), by=1)
    _keep_words(office_id, entries)


def forget_entry(*, office_id: uuid.UUID, kind: str, slug: str) -> None:
    """Take one thing out of the index; its words stay, to be meant by nobody."""
    rows = Findable.objects.filter(office_id=office_id, kind=kind, slug=slug)
    _count_topics(office_id, rows.values_list("topics", flat=True), by=-1)
    rows.delete()


def forget_office(office_id: uuid.UUID) -> None:
    """Empty the index of an office before it is made again."""
    for model in (Findable, FindableWord, Topic):
        model._default_manager.filter(office_id=office_id).delete()


def _row(office_id: uuid.UUID, entry: Entry) -> Findable:
    title = entry.title.get(entry.language) or next(iter(entry.title.values()))
    return Findable(
        id=place(title, key=f"{office_id}/{entry.kind}/{entry.slug}"),
        office_id=office_id,
        kind=entry.kind,
        slug=entry.slug,
        version_id=entry.version_id,
        title=entry.title,
        summary=entry.summary,
        holder=entry.holder[:300],
        topics=list(entry.words.topics),
        terms=terms_of(entry.words, within=office_id),
    )


def _keep_words(office_id: uuid.UUID, entries: Iterable[Entry]) -> None:
    words: dict[str, str] = {}
    for entry in entries:
        for word, shown in indexed_words(entry.words).items():
            words.setdefault(word, shown)
    rows = [
        FindableWord(office_id=office_id, word=word, shown=words[word]) for word in sorted(words)
    ]
    FindableWord.objects.bulk_create(rows, batch_size=300, ignore_conflicts=True)


def _count_topics(office_id: uuid.UUID, listed: Iterable[Any], *, by: int) -> None:
    counted: dict[str, int] = {}
    for topics in listed:
        for key in topics:
            counted[key] = counted.get(key, 0) + 1
    Topic.objects.bulk_create(
        [Topic(office_id=office_id, key=key, found=0) for key in sorted(counted)],
        ignore_conflicts=True,
    )
    by_number: dict[int, list[str]] = {}
    for key, number in counted.items():
        by_number.setdefault(number, []).append(key)
    for number, keys in by_number.items():
        rows = Topic.objects.filter(office_id=office_id, key__in=keys)
        rows.update(found=F("found") + by * number)
