"""How the observatory is kept: proposals, reviewers, focal points, editions, links."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from ventanilla.kernel.errors import Problem
from ventanilla.kernel.fields import Digest, Id


class Frozen(Problem):
    """A row that is written once."""

    code = "frozen"
    status = 409


class WrittenOnce(models.Model):
    """Inserted, never changed; the database refuses changes too (migration 2)."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Frozen(f"{type(self).__name__} is written once")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise Frozen(f"{type(self).__name__} is never deleted")


class Editor(models.Model):
    """An account that may judge proposals. Named by whoever runs the observatory."""

    id = Id()
    account_id = models.UUIDField(unique=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.account_id)


class FocalPoint(models.Model):
    """The account that speaks for a country, as its institution named it."""

    id = Id()
    account_id = models.UUIDField()
    country = models.CharField(max_length=2)
    institution = models.CharField(max_length=200)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account_id", "country"],
                condition=models.Q(until__isnull=True),
                name="focal_point_once_per_country",
            )
        ]

    def __str__(self) -> str:
        return f"{self.country}: {self.institution}"


class Proposal(models.Model):
    """A change that somebody proposes, with its source. Nothing changes before the review.

    `by` is null where a file brought it. `content` holds the fact's columns as they would be.
    """

    id = Id()
    country = models.CharField(max_length=2)
    change = models.CharField(max_length=8)  # add, amend, withdraw
    key = models.CharField(max_length=16)
    content = models.JSONField()
    reason = models.CharField(max_length=600)
    origin = models.CharField(max_length=200, blank=True)
    by = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    verdict = models.CharField(max_length=8, blank=True)  # accepted, refused
    reviewed_by = models.UUIDField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    review_note = models.CharField(max_length=600, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(by__isnull=True)
                | models.Q(reviewed_by__isnull=True)
                | ~models.Q(by=models.F("reviewed_by")),
                name="proposal_takes_two_people",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["verdict", "made_at"])]

    def __str__(self) -> str:
        return f"{self.change} {self.key}"


class Remark(WrittenOnce):
    """A focal point confirms, disputes or comments on one version of a fact."""

    id = Id()
    key = models.CharField(max_length=16, db_index=True)
    number = models.PositiveIntegerField()
    focal_point = models.ForeignKey(FocalPoint, on_delete=models.PROTECT, related_name="remarks")
    stance = models.CharField(max_length=8)  # confirms, disputes, comments
    text = models.CharField(max_length=600, blank=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key} {self.stance}"


class Edition(WrittenOnce):
    """Everything the observatory held at a moment, frozen under a name that can be cited."""

    id = Id()
    name = models.CharField(max_length=20, unique=True)
    frozen_at = models.DateTimeField()
    digest = Digest()
    content = models.BinaryField()  # zlib of canonical JSON: facts, figures, own figures

    def __str__(self) -> str:
        return self.name


class LinkCheck(models.Model):
    """How an address answered the last time it was tried."""

    id = Id()
    url = models.CharField(max_length=500, unique=True)
    checked_at = models.DateTimeField()
    answer = models.CharField(max_length=60)
    reachable = models.BooleanField()

    def __str__(self) -> str:
        return self.url
