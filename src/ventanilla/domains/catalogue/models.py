"""Rows of the catalogue. A version is never changed: what changes is which one is in force."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from ventanilla.kernel.errors import Problem
from ventanilla.kernel.fields import Digest, Id
from ventanilla.kernel.models import OfficeOwned
from ventanilla.kernel.same_office import same_office, within_office


class Immutable(Problem):
    """A row that is written once."""

    code = "immutable"
    status = 409


class WrittenOnce(OfficeOwned):
    """Inserted, never changed and never deleted; the database refuses changes too (migration 2)."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Immutable(f"{type(self).__name__} is written once")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise Immutable(f"{type(self).__name__} is never deleted")


class ProcedureVersion(WrittenOnce):
    """A folder as it was published: every file, byte for byte, under its digest.

    Written by `publish_folder` alone. Running cases point at the version they began with.
    """

    id = Id()
    slug = models.CharField(max_length=60)
    number = models.PositiveIntegerField()  # 1, 2, 3… per office and slug
    digest = Digest()
    files = models.JSONField()  # {path: text}
    in_force_from = models.DateTimeField()
    editorial = models.BooleanField(default=False)  # only words differ from the version before

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "slug", "number"], name="version_number_once_per_procedure"
            ),
            within_office("version"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="version_numbers_start_at_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.number}"


class Publication(WrittenOnce):
    """Who published a version: one prepared it, another approved it.

    Both empty: published by the operator of the installation, as at the founding of an office.
    """

    id = Id()
    version = models.OneToOneField(
        ProcedureVersion,
        on_delete=models.PROTECT,
        related_name="publication",
        db_constraint=False,
    )
    prepared_by = models.UUIDField(null=True)
    approved_by = models.UUIDField(null=True)
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            *same_office("publication", "version"),
            models.CheckConstraint(
                condition=models.Q(prepared_by__isnull=True)
                | models.Q(approved_by__isnull=True)
                | ~models.Q(prepared_by=models.F("approved_by")),
                name="publication_takes_two_people",
            ),
        ]


class Withdrawal(WrittenOnce):
    """The procedure is no longer offered from `at`, until a later version comes into force.

    `successor` is the name of the procedure that takes its place; empty where none does.
    """

    id = Id()
    slug = models.CharField(max_length=60)
    at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    successor = models.CharField(max_length=60, blank=True, default="")
    withdrawn_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["office", "slug", "at"])]


from ventanilla.domains.catalogue.finding.models import (  # noqa: E402 - they need those above
    Findable,
    FindableWord,
    SearchMiss,
    Topic,
)
from ventanilla.domains.catalogue.letters.models import (  # noqa: E402
    LetterVersion,
    LetterWithdrawal,
)

__all__ = [
    "Findable",
    "FindableWord",
    "Immutable",
    "LetterVersion",
    "LetterWithdrawal",
    "ProcedureVersion",
    "Publication",
    "SearchMiss",
    "Topic",
    "Withdrawal",
    "WrittenOnce",
]
