"""Figures of indices that others publish. Kept apart from facts and from offices' own figures."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ventanilla.kernel.fields import Id


class Figure(models.Model):
    """One value of one indicator for one country in one edition, as its file writes it."""

    id = Id()
    indicator = models.CharField(max_length=40)
    country = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()  # the edition
    value = models.CharField(max_length=20)  # as written, so that nothing is rounded away
    source = models.CharField(max_length=600)
    confidence = models.CharField(max_length=10)
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicator", "country", "year"],
                condition=models.Q(replaced_at__isnull=True),
                name="figure_has_one_current_value",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["country", "indicator", "year"]),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.country} {self.year}: {self.value}"


class Disagreement(models.Model):
    """Another value for an edition already held. Shown beside it until an editor settles it."""

    id = Id()
    indicator = models.CharField(max_length=40)
    country = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    value = models.CharField(max_length=20)
    source = models.CharField(max_length=600)
    confidence = models.CharField(max_length=10)
    seen_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    kept = models.CharField(max_length=4, blank=True)  # held, new
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicator", "country", "year", "value", "source"],
                name="disagreement_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.country} {self.year}: {self.value}"
