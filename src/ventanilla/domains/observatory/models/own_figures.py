"""What offices measure of themselves and publish: fetched, never mixed with the indices."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ventanilla.kernel.fields import Id


class Endpoint(models.Model):
    """The address where an office publishes its figures, and how the last visit went."""

    id = Id()
    url = models.CharField(max_length=500, unique=True)
    country = models.CharField(max_length=2)
    added_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)  # the last time it answered well
    trouble = models.CharField(max_length=300, blank=True)  # of the last visit; empty: none

    def __str__(self) -> str:
        return self.url


class OwnFigure(models.Model):
    """One measure of one office for one period: numerator out of denominator."""

    id = Id()
    endpoint = models.ForeignKey(Endpoint, on_delete=models.PROTECT, related_name="figures")
    office_name = models.CharField(max_length=200)
    measure = models.CharField(max_length=40)
    period = models.CharField(max_length=10)
    numerator = models.PositiveIntegerField(null=True)  # null: too few to be told
    denominator = models.PositiveIntegerField(null=True)
    code_version = models.CharField(max_length=40)
    published_at = models.DateTimeField()
    read_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["endpoint", "measure", "period"], name="own_figure_once_per_period"
            )
        ]

    def __str__(self) -> str:
        return f"{self.office_name} {self.measure} {self.period}"
