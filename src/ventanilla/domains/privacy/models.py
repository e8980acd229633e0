"""Rows of the privacy domain."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ventanilla.kernel.fields import Id
from ventanilla.kernel.models import OfficeOwned


class DataKey(OfficeOwned):
    """The key that opens what one office keeps sealed about one subject.

    Erasing a subject destroys `wrapped`; the row stays, so that a restored copy can be told
    to forget again. A hold forbids it.
    """

    id = Id()
    subject_id = models.UUIDField()
    wrapped = models.BinaryField(null=True)
    created_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True, blank=True)
    destroyed_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "subject_id"], name="data_key_once"),
            models.CheckConstraint(
                condition=models.Q(wrapped__isnull=False, destroyed_at__isnull=True)
                | models.Q(wrapped__isnull=True, destroyed_at__isnull=False),
                name="data_key_kept_or_destroyed",
            ),
        ]
