"""Rows of the casefiles domain.

A case is written once with its filing and first act; afterwards acts are appended and the
columns of `Case` that follow from them (state, last_seq, closed_at) are updated in the act's
transaction. No row here holds a register number: they refer to the entry by its id.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from ventanilla.domains.casefiles.call_models import (
    Call,
    CallAct,
    Candidacy,
    Evaluation,
    RankedLine,
)
from ventanilla.domains.casefiles.rules.life import ActKind, Actor, State
from ventanilla.domains.casefiles.rules.states import TURNS
from ventanilla.kernel.fields import Digest, Id
from ventanilla.kernel.models import OfficeOwned
from ventanilla.kernel.same_office import SameOffice, same_office, within_office

__all__ = [
    "Act",
    "ActDocument",
    "CalendarApplied",
    "Call",
    "CallAct",
    "Candidacy",
    "Case",
    "CaseClock",
    "Draft",
    "DraftDocument",
    "Evaluation",
    "Filing",
    "FilingDocument",
    "RankedLine",
]


def _below(model: str) -> models.ForeignKey[Any, Any]:
    """A reference to a row of a domain below, which knows nothing of cases."""
    return models.ForeignKey(
        model, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )


class Case(OfficeOwned):
    """Everything done about one matter."""

    id = Id()
    unit = _below("offices.Unit")
    version = _below("catalogue.ProcedureVersion")
    applicant = _below("parties.Person")
    opened_by = _below("register.Entry")
    account_id = models.UUIDField(null=True, blank=True)
    subject = models.CharField(max_length=200)
    opened_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    due_because = models.JSONField(default=dict)
    ordered_by = models.DateField()  # due_on, or the last day of the calendar: the queue's order
    # projection of the acts
    state = models.CharField(max_length=12, choices=State.choices)
    last_seq = models.PositiveIntegerField()
    waiting_on = models.CharField(max_length=8, default="body")  # one of TURNS
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            *same_office("case", "unit", "version", "applicant", "opened_by"),
            within_office("case"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="case_state_is_known"),
            models.CheckConstraint(condition=Q(last_seq__gte=1), name="case_begins_with_an_act"),
            models.CheckConstraint(condition=Q(waiting_on__in=TURNS), name="case_turn_is_known"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["office", "unit", "state", "ordered_by", "id"], name="case_in_queue"
            ),
            models.Index(
                fields=["office", "unit", "state", "waiting_on", "ordered_by", "id"],
                name="case_by_turn",
            ),
            models.Index(
                fields=["office", "unit", "state", "subject", "waiting_on", "ordered_by"],
                name="case_by_subject",
            ),
            models.Index(
                fields=["account_id", "opened_at"],
                condition=Q(account_id__isnull=False),
                name="case_by_account",
            ),
            models.Index(
                fields=["office", "-closed_at"],
                condition=Q(closed_at__isnull=False),
                name="case_closed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Filing(OfficeOwned):
    """What entered: one per register entry, under the entry's own id. Never changed."""

    entry = models.OneToOneField(
        "register.Entry",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="+",
        db_constraint=False,
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="filings", db_constraint=False
    )
    filer_id = models.UUIDField(null=True, blank=True)  # account, post or token that handed it in
    channel = models.CharField(max_length=12)
    language = models.CharField(max_length=10)
    answers = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            *same_office("filing", "entry", "case"),
            within_office("filing", "entry"),
        ]

    def __str__(self) -> str:
        return str(self.entry_id)


class FilingDocument(OfficeOwned):
    """A document of a filing: the field it answers and its place there. Never changed."""

    id = Id()
    filing = models.ForeignKey(
        Filing, on_delete=models.PROTECT, related_name="documents", db_constraint=False
    )
    document = _below("documents.Document")
    field = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["field", "position"]
        constraints: ClassVar = same_office("filing_document", "filing", "document")


class Act(OfficeOwned):
    """A step with legal effect. Appended, never edited, never deleted."""

    id = Id()
    case = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,
        related_name="acts",
        db_index=False,
        db_constraint=False,
    )
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=30, choices=ActKind.choices)
    actor = models.CharField(max_length=10, choices=Actor.choices)
    at = models.DateTimeField()
    post_id = models.UUIDField(null=True, blank=True)  # the post that acted; null: the person
    account_id = models.UUIDField(null=True, blank=True)  # who held it
    entry_id = models.UUIDField(null=True, blank=True)  # the entry it was registered under
    content = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            *same_office("act", "case"),
            SameOffice(field="post_id", to="offices.Post", name="act_post_same_office"),
            SameOffice(field="entry_id", to="register.Entry", name="act_entry_same_office"),
            within_office("act"),
            models.UniqueConstraint(fields=["case", "seq"], name="act_once_in_its_place"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="act_counts_from_one"),
            models.CheckConstraint(condition=Q(kind__in=ActKind.values), name="act_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.seq}"


class ActDocument(OfficeOwned):
    """A document that goes with an act. Never changed."""

    id = Id()
    act = models.ForeignKey(
        Act, on_delete=models.PROTECT, related_name="documents", db_constraint=False
    )
    document = _below("documents.Document")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = same_office("act_document", "act", "document")


class CaseClock(OfficeOwned):
    """A time limit of a case beside the one to decide, which `Case` holds. A projection.

    `opened_by` is the seq of the act that set it going. It runs while `ended_on` is null.
    """

    id = Id()
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="clocks", db_index=False, db_constraint=False
    )
    name = models.CharField(max_length=60)
    opened_by = models.PositiveIntegerField()
    owed_by = models.CharField(max_length=8)  # party, body, other
    starts_on = models.DateField()
    due_on = models.DateField(null=True)
    due_because = models.JSONField(default=dict)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "name", "opened_by"], name="case_clock_once"),
            *same_office("case_clock", "case"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["office", "due_on"],
                condition=Q(ended_on__isnull=True),
                name="case_clock_running",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.name}"


class CalendarApplied(OfficeOwned):
    """Which published calendar the office's open cases have been counted again with.

    A projection, one row per office: `number` is the version done, `settled` whether a pass began
    after every process had seen it, `passing` the version of a pass under way and `cursor` the
    last case it did.
    """

    id = Id()
    number = models.PositiveIntegerField(default=0)
    settled = models.BooleanField(default=False)
    passing = models.PositiveIntegerField(default=0)
    cursor = models.UUIDField(null=True)
    began_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office"], name="calendar_applied_once_per_office")
        ]

    def __str__(self) -> str:
        return f"calendar {self.number}"


class QuotaPlace(OfficeOwned):
    """One place of a window with a quota, and the entry that has it. Written with the filing."""

    id = Id()
    window = models.CharField(max_length=120)  # `quotas.window_key`
    place = models.PositiveIntegerField()
    entry_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "window", "place"], name="quota_place_given_once"
            ),
            models.CheckConstraint(condition=Q(place__gte=1), name="quota_places_from_one"),
            SameOffice(field="entry_id", to="register.Entry", name="quota_place_entry_same_office"),
        ]

    def __str__(self) -> str:
        return f"{self.window} {self.place}"


class Draft(OfficeOwned):
    """A filing not yet filed: kept for thirty days, on any device, by account or by code.

    `key` is the idempotency key of the one filing it can become; a double click is a retry.
    """

    id = Id()
    slug = models.CharField(max_length=60)
    account_id = models.UUIDField(null=True, blank=True)
    code_digest = Digest(unique=True)
    key = models.CharField(max_length=32)
    language = models.CharField(max_length=10)
    support = models.JSONField(default=dict, blank=True)  # what they stated of how to attend them
    answers = models.JSONField(default=dict)
    version_id = models.UUIDField(null=True)  # of the procedure, when it was last saved
    left_over = models.JSONField(default=dict, blank=True)  # answers to what is no longer asked
    changed_from_id = models.UUIDField(null=True)  # the version before; null once that was read
    form_changed = models.BooleanField(default=False)  # since it was begun, in more than words
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    uploaded_bytes = models.PositiveBigIntegerField(default=0)  # ever, also of files removed since
    entry_id = models.UUIDField(null=True, blank=True)  # what it became
    typed_by_id = models.UUIDField(null=True, blank=True)  # the post that types it for a person

    class Meta:
        constraints: ClassVar = [
            SameOffice(field="typed_by_id", to="offices.Post", name="draft_typed_by_same_office"),
            SameOffice(field="entry_id", to="register.Entry", name="draft_entry_same_office"),
            SameOffice(
                field="changed_from_id",
                to="catalogue.ProcedureVersion",
                name="draft_changed_from_same_office",
            ),
            within_office("draft"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["account_id", "saved_at"],
                condition=Q(account_id__isnull=False),
                name="draft_by_account",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class DraftDocument(OfficeOwned):
    """A file uploaded to a draft: already durable, replaced or removed at will until filed."""

    id = Id()
    draft = models.ForeignKey(
        Draft, on_delete=models.CASCADE, related_name="documents", db_constraint=False
    )
    document = _below("documents.Document")
    field = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["field", "position"]
        constraints: ClassVar = same_office("draft_document", "draft", "document")


from ventanilla.domains.casefiles.handling.models import (  # noqa: E402 - they need those above
    SavedView,
    Task,
)

__all__ = [
    "Act",
    "ActDocument",
    "CalendarApplied",
    "Case",
    "CaseClock",
    "Draft",
    "DraftDocument",
    "Filing",
    "FilingDocument",
    "SavedView",
    "Task",
]
