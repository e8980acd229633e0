"""Rows of the search over cases: a projection, made again at will, deleted with what it shows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ventanilla.kernel.models import OfficeOwned
from ventanilla.kernel.same_office import same_office


class IndexedCase(OfficeOwned):
    """One case in the index, as of its act `seq`; `id` is that of its `CaseTerms`.

    `likeness` is a digest of what determined its outcome (`rules.likeness`); `decided_at` and
    `sense` stand once it was resolved or answered.
    """

    id = models.BigAutoField(primary_key=True)
    case = models.OneToOneField(
        "casefiles.Case", on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    unit = models.ForeignKey(
        "offices.Unit",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    slug = models.CharField(max_length=60)
    seq = models.PositiveIntegerField()
    likeness = models.CharField(max_length=16)
    decided_at = models.DateTimeField(null=True)
    sense = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints: ClassVar = same_office("indexed_case", "case", "unit")
        indexes: ClassVar = [
            models.Index(
                fields=["office", "unit", "slug", "likeness", "-decided_at"],
                condition=Q(decided_at__isnull=False),
                name="indexed_case_decided",
            )
        ]

    def __str__(self) -> str:
        return str(self.case_id)


class CaseTerms(models.Model):
    """What one case is found by: keyed digests of words, each made for the unit that has the case.

    It names no office, so that the full-text index of PostgreSQL serves it (with row-level
    security no operator that may leak is asked of an index); the digests of one unit mean nothing
    to another, and what is found is looked up among the office's rows.
    """

    id = models.BigIntegerField(primary_key=True)
    terms = models.TextField()

    def __str__(self) -> str:
        return str(self.id)


class KnownWord(OfficeOwned):
    """A word that stands in the cases of an office, and in how many: forgotten with the last."""

    id = models.BigAutoField(primary_key=True)
    word = models.CharField(max_length=40)
    uses = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "word"], name="known_word_once")
        ]

    def __str__(self) -> str:
        return self.word


class Misspelling(OfficeOwned):
    """A known word with a letter left out, by which a mistyped one finds it."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=40)
    word = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "key", "word"], name="misspelling_once")
        ]

    def __str__(self) -> str:
        return self.key
