"""Rows of the counter."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ventanilla.domains.counter.rules.words import Consent, Identified, Proof, Way
from ventanilla.kernel.fields import Id
from ventanilla.kernel.models import OfficeOwned
from ventanilla.kernel.same_office import SameOffice, same_office


class Attendance(OfficeOwned):
    """A person at the counter, and the draft that one of the staff types for them.

    `draft_id` is of a draft, which is forgotten in its time; what counts is copied to the record
    of the entry. `read_back` is the digest of what the person agreed with.
    """

    id = Id()
    draft_id = models.UUIDField(unique=True)
    post_id = models.UUIDField()
    account_id = models.UUIDField()
    person_name = models.CharField(max_length=200)
    identified = models.CharField(max_length=10, choices=Identified.choices)
    oral = models.BooleanField(default=False)
    consent = models.CharField(max_length=10, choices=Consent.choices, blank=True)
    consented_at = models.DateTimeField(null=True)
    read_back = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            SameOffice(field="post_id", to="offices.Post", name="attendance_post_same_office"),
            models.CheckConstraint(
                condition=models.Q(consent="", consented_at__isnull=True)
                | (~models.Q(consent="") & models.Q(consented_at__isnull=False)),
                name="attendance_consent_has_its_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "post_id", "-opened_at"], name="attendance_of_post")
        ]

    def __str__(self) -> str:
        return str(self.id)


class CounterRecord(OfficeOwned):
    """How an entry came over the counter: written with it, never changed."""

    entry = models.OneToOneField(
        "register.Entry",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="+",
        db_constraint=False,
    )
    way = models.CharField(max_length=10, choices=Way.choices)
    post_id = models.UUIDField()  # that typed it: the person is who files
    account_id = models.UUIDField()
    by_name = models.CharField(max_length=160)  # as it was then
    unit_name = models.CharField(max_length=200)
    identified = models.CharField(max_length=10, choices=Identified.choices)
    consent = models.CharField(max_length=10, choices=Consent.choices, blank=True)
    consented_at = models.DateTimeField(null=True)
    read_back = models.CharField(max_length=64, blank=True)
    proof = models.CharField(max_length=16, choices=Proof.choices)
    proof_text = models.CharField(max_length=300, blank=True)
    outage = models.ForeignKey(
        "offices.Outage",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    items = models.JSONField(default=list)  # [{what, where}] that cannot be scanned
    missing = models.JSONField(default=list)  # fields that the paper leaves unanswered

    class Meta:
        constraints: ClassVar = [
            *same_office("counter_record", "entry", "outage"),
            SameOffice(field="post_id", to="offices.Post", name="counter_record_post_same_office"),
            models.CheckConstraint(
                condition=models.Q(proof="here") | ~models.Q(proof_text=""),
                name="counter_record_earlier_is_proven",
            ),
        ]

    def __str__(self) -> str:
        return str(self.entry_id)


class SignedSheet(OfficeOwned):
    """The sheet that a person signed, scanned: the one that bears the digest `read_back`.

    It stands beside the entry whose record bears the same digest; what was never filed is
    forgotten with its attendance.
    """

    id = Id()
    read_back = models.CharField(max_length=64)
    document = models.ForeignKey(
        "documents.Document",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    post_id = models.UUIDField()  # that scanned it
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            *same_office("signed_sheet", "document"),
            SameOffice(field="post_id", to="offices.Post", name="signed_sheet_post_same_office"),
            models.CheckConstraint(
                condition=~models.Q(read_back=""), name="signed_sheet_is_of_what_was_read"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "read_back", "-added_at"], name="signed_sheet_of")
        ]

    def __str__(self) -> str:
        return self.read_back[:16]
