"""Rows of the service letters."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ventanilla.domains.catalogue.models import WrittenOnce
from ventanilla.kernel.fields import Digest, Id


class LetterVersion(WrittenOnce):
    """A service letter as it was read: the newest number is the one shown.

    Written by `import_letters` alone. `content` is what `gov_br.read_letter` returns; `digest` is
    of it, so the same letter with other blanks or attributes is the same version.
    """

    id = Id()
    slug = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    digest = Digest()
    content = models.JSONField()
    language = models.CharField(max_length=10, default="pt")
    source = models.CharField(max_length=200)
    file = models.CharField(max_length=300)
    imported_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "slug", "number"], name="letter_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="letter_versions_start_at_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.number}"


class LetterWithdrawal(WrittenOnce):
    """That a version of a letter was no longer in its source at `at`.

    The letter is withdrawn while this is its newest version: if it comes back, it is the next one.
    """

    id = Id()
    slug = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "slug", "number"], name="letter_withdrawn_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.number} withdrawn"
