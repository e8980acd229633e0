"""Curated facts: laws, policies, bodies, agreements. One row per version; none is overwritten."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ventanilla.kernel.fields import Digest, Id


class FileRead(models.Model):
    """A file that was imported: what it was and what came of it."""

    id = Id()
    kind = models.CharField(max_length=12)  # indicators, instruments
    name = models.CharField(max_length=200)
    digest = Digest()
    read_at = models.DateTimeField()
    added = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    differing = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-read_at"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


class Fact(models.Model):
    """One version of a fact about a country (`IB`: the region).

    `key` names the fact for ever; `number` counts its versions; the current one has no
    `replaced_at`. Written by imports and accepted proposals alone.
    """

    id = Id()
    key = models.CharField(max_length=16)
    number = models.PositiveIntegerField(default=1)
    country = models.CharField(max_length=2)
    kind = models.CharField(max_length=60)
    name = models.CharField(max_length=300)
    identifier = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    status = models.CharField(max_length=30)
    status_note = models.CharField(max_length=120, blank=True)
    url = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=600)
    confidence = models.CharField(max_length=10)
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "number"], name="fact_version_once"),
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(replaced_at__isnull=True),
                name="fact_has_one_current_version",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["country", "replaced_at"])]

    def __str__(self) -> str:
        return f"{self.country} {self.kind}: {self.name}"
