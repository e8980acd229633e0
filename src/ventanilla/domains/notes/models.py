"""Rows of the notes domain."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ventanilla.kernel.fields import Id
from ventanilla.kernel.models import OfficeOwned
from ventanilla.kernel.same_office import SameOffice, same_office

LONGEST = 2_000


class Note(OfficeOwned):
    """What somebody of a unit notes on a case, or on a procedure for all its cases.

    Its author may mend it for fifteen minutes; then it stays. One on a procedure is taken back
    (`withdrawn_at`) when it no longer holds.
    """

    id = Id()
    unit = models.ForeignKey(
        "offices.Unit",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    case = models.ForeignKey(
        "casefiles.Case",
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    slug = models.CharField(max_length=60, blank=True)
    post_id = models.UUIDField()
    account_id = models.UUIDField()
    by_name = models.CharField(max_length=160)  # as it was then
    text = models.CharField(max_length=LONGEST)
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            *same_office("note", "unit", "case"),
            SameOffice(field="post_id", to="offices.Post", name="note_post_same_office"),
            models.CheckConstraint(
                condition=Q(case__isnull=False, slug="") | (Q(case__isnull=True) & ~Q(slug="")),
                name="note_on_a_case_or_a_procedure",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["case", "written_at"],
                condition=Q(case__isnull=False),
                name="note_by_case",
            ),
            models.Index(
                fields=["office", "unit", "slug"],
                condition=Q(case__isnull=True, withdrawn_at__isnull=True),
                name="note_by_procedure",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
