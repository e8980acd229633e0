"""Rows of the clips domain."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.fields import Id
from ventanilla.kernel.models import OfficeOwned
from ventanilla.kernel.same_office import same_office


class ClipKind(models.TextChoices):
    """How it is told."""

    AUDIO = "audio", _("Escucharlo")
    SIGN = "sign", _("Verlo en lengua de señas")


class Clip(OfficeOwned):
    """One recording of what a procedure says. `slug` is the procedure's name in addresses.

    Its file is a document, found by its content. What is replaced or taken away keeps its row,
    with `removed_at`, and is no longer handed out.
    """

    id = Id()
    slug = models.CharField(max_length=60)
    kind = models.CharField(max_length=5, choices=ClipKind.choices)
    language = models.CharField(max_length=20)  # a tag: es, quz, or a sign language: ase, lsp
    title = models.CharField(max_length=120)
    transcript = models.TextField()
    synthetic = models.BooleanField(default=False)  # made by a program, and said so
    document = models.ForeignKey(
        "documents.Document",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    added_at = models.DateTimeField()
    added_by = models.UUIDField(null=True)  # the account; null: the operator
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            *same_office("clip", "document"),
            models.UniqueConstraint(
                fields=["office", "slug", "kind", "language"],
                condition=models.Q(removed_at__isnull=True),
                name="clip_once_per_kind_and_language",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=ClipKind.values), name="clip_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(transcript=""), name="clip_has_a_transcript"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.kind} {self.language}"
