"""Rows of the drafting domain: a decision while it is written, and what was done with it.

A draft is no part of the file: what is signed is the act, which holds its text. Its paragraphs go
when it is signed or dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.fields import Id
from ventanilla.kernel.models import OfficeOwned
from ventanilla.kernel.same_office import SameOffice, same_office, within_office


class DraftState(models.TextChoices):
    """Where a draft stands."""

    WRITING = "writing", _("En redacción")
    PROPOSED = "proposed", _("Pendiente de firma")
    RETURNED = "returned", _("Devuelto")
    SIGNED = "signed", _("Firmado")
    DROPPED = "dropped", _("Retirado")


LIVE = (DraftState.WRITING, DraftState.PROPOSED, DraftState.RETURNED)


@dataclass(frozen=True, slots=True)
class Remark:
    """Why a draft was given back, by whom and when."""

    by_name: str
    at: datetime
    text: str


class DecisionDraft(OfficeOwned):
    """What an act will say: its paragraphs (`rules.paragraphs`), what it decides. One at a time in
    a case. `version` grows with every change: whoever saves names the one they read."""

    id = Id()
    case = models.ForeignKey(
        "casefiles.Case",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    act = models.CharField(max_length=30)
    template = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=10)
    decision = models.CharField(max_length=40, blank=True)
    paragraphs = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=8, choices=DraftState.choices)
    post_id = models.UUIDField()  # who drafts it
    account_id = models.UUIDField()
    proposer_account = models.UUIDField(null=True)  # the account
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    saver_account = models.UUIDField()  # the account
    since = models.DateTimeField()  # when it came to stand where it stands
    # read beside it by `draft_of`
    drafter_name: str
    saver_name: str
    remarks: Sequence[Remark]

    class Meta:
        constraints: ClassVar = [
            *same_office("decision_draft", "case"),
            SameOffice(field="post_id", to="offices.Post", name="decision_draft_post_same_office"),
            within_office("decision_draft"),
            models.CheckConstraint(
                condition=Q(state__in=DraftState.values), name="decision_draft_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=[str(one) for one in LIVE]),
                name="decision_draft_one_at_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["office", "state", "since", "id"],
                condition=Q(state__in=[str(one) for one in LIVE]),
                name="decision_draft_live",
            )
        ]

    def __str__(self) -> str:
        return f"{self.act} of {self.case_id}"


class DraftStep(OfficeOwned):
    """What was done with a draft, by whom: proposed, returned with its remark, signed, dropped.
    Never changed."""

    id = Id()
    draft = models.ForeignKey(
        DecisionDraft, on_delete=models.PROTECT, related_name="steps", db_constraint=False
    )
    state = models.CharField(max_length=8, choices=DraftState.choices)
    at = models.DateTimeField()
    post_id = models.UUIDField()
    account_id = models.UUIDField()
    remark = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            *same_office("draft_step", "draft"),
            SameOffice(field="post_id", to="offices.Post", name="draft_step_post_same_office"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.at}"
