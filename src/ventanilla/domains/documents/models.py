"""Rows of the documents domain: what a file is; its bytes are in the store."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ventanilla.kernel.fields import Digest, Id
from ventanilla.kernel.models import OfficeOwned
from ventanilla.kernel.same_office import within_office


class DocumentState(models.TextChoices):
    """What the scanner said. Only `clean` opens."""

    QUARANTINED = "quarantined"
    CLEAN = "clean"
    REFUSED = "refused"


class Document(OfficeOwned):
    """One file given or made. Its content never changes: `sha256` names it in the store.

    Only the scanner's judgement (`state`, `verdict`, `judged_at`) is ever updated.
    """

    id = Id()
    name = models.CharField(max_length=120)
    sha256 = Digest()
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    state = models.CharField(max_length=12, choices=DocumentState.choices)
    verdict = models.CharField(max_length=100, blank=True)
    judged_at = models.DateTimeField(null=True)
    kept_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            within_office("document"),
            models.CheckConstraint(condition=Q(size__gt=0), name="document_is_not_empty"),
            models.CheckConstraint(
                condition=Q(state__in=DocumentState.values), name="document_state_is_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "sha256"], name="document_by_content"),
            models.Index(
                fields=["kept_at"], condition=Q(state="quarantined"), name="document_to_judge"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
