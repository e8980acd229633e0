"""Rows of the legislation domain."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ventanilla.kernel.fields import Digest, Id
from ventanilla.kernel.models import OfficeOwned


class CalendarVersion(OfficeOwned):
    """One published version of the days on which an office does not work. Never edited.

    `content` is what `legal_deadlines.Calendar.to_json` writes; a computed date stores the
    number and digest of the version it used, so that it can be recomputed as it was.
    """

    id = Id()
    number = models.PositiveIntegerField()
    content = models.JSONField()
    digest = Digest()
    reason = models.CharField(max_length=300)
    published_at = models.DateTimeField()
    published_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "number"], name="calendar_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="calendar_from_one"),
        ]

    def __str__(self) -> str:
        return f"calendar {self.number}"


class RegimeChoice(OfficeOwned):
    """By which law an office counts from a date on. Never edited: a later row takes its place.

    `fallback` declares the national law as fall-back where it does not bind the office's level;
    `overlays` are the documents of the layers laid over it (state, municipality, special law, the
    office), as `legal_deadlines.overlay` reads them. A computed date stores the number.
    `told_dates_move`: a date already told to the person follows a new calendar both ways, because
    the law of the office says so; otherwise it moves only in the person's favour.
    """

    id = Id()
    number = models.PositiveIntegerField()
    in_force_from = models.DateField()
    fallback = models.BooleanField(default=False)
    overlays = models.JSONField(default=list)
    told_dates_move = models.BooleanField(default=False)
    digest = Digest()
    reason = models.CharField(max_length=300)
    chosen_at = models.DateTimeField()
    chosen_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "number"], name="regime_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="regime_from_one"),
        ]

    def __str__(self) -> str:
        return f"regime {self.number}"
