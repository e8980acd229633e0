"""Rows of the search. All but `SearchMiss` are projections: `reindex` makes them again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ventanilla.kernel.models import OfficeOwned


class Findable(OfficeOwned):
    """One thing that people may look for, as it stands now. Written by `finding.index` alone.

    `terms` comes from `kernel.search.terms_of` and is indexed by migration 3, which needs a key
    that is a whole number and that no VACUUM changes.
    """

    id = models.BigIntegerField(primary_key=True)  # `kernel.search.place`: the order of answers
    kind = models.CharField(max_length=10)  # procedure | letter
    slug = models.CharField(max_length=200)
    version_id = models.UUIDField()
    title = models.JSONField()  # {language: text}
    summary = models.JSONField()
    holder = models.CharField(max_length=300, blank=True)  # the body, where it is not the office
    topics = models.JSONField(default=list)  # ["life:birth", "area:Saúde"]
    terms = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "kind", "slug"], name="findable_once_per_office"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["procedure", "letter"]), name="findable_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


class FindableWord(OfficeOwned):
    """A word of a name or alias: what a mistyped word may have meant."""

    id = models.BigAutoField(primary_key=True)
    word = models.CharField(max_length=40)
    shown = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "word"], name="findable_word_once")
        ]

    def __str__(self) -> str:
        return self.word


class Topic(OfficeOwned):
    """How many findable things an office lists under a topic."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=200)
    found = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "key"], name="topic_once_per_office")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.found}"


class SearchMiss(OfficeOwned):
    """A search that found nothing, counted by day. Never who searched, nor at what hour.

    `words` is normalised: words alone, no digits, no addresses, at most five.
    """

    id = models.BigAutoField(primary_key=True)
    words = models.CharField(max_length=120)
    language = models.CharField(max_length=10)
    day = models.DateField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "day", "language", "words"], name="search_miss_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return self.words
