"""Rows of the titles domain. The matter that grants or changes a title is opaque here (a case),
and so is what brings an event about in it (an act, by its place)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from ventanilla.domains.titles.rules.events import TitleEventKind, TitleState
from ventanilla.kernel.fields import Digest, Id
from ventanilla.kernel.models import OfficeOwned
from ventanilla.kernel.same_office import SameOffice, same_office, within_office


def _below(model: str) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        model, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )


class Title(OfficeOwned):
    """What was granted. It stays on the version of the procedure that granted it.

    `granted` holds the answers that the procedure shows in public (place, activity), by field.
    The last columns are a projection of its events once all have had their effect: what it is on a
    day is asked of `queries`.
    """

    id = Id()
    matter_id = models.UUIDField(unique=True)  # one title for each matter that grants
    version = _below("catalogue.ProcedureVersion")
    entry_id = models.UUIDField(null=True, blank=True)  # of the decision, where it has one
    decision = models.CharField(max_length=20)
    granted = models.JSONField(default=dict)
    code_digest = Digest(unique=True)
    created_at = models.DateTimeField()
    # projection of the events
    holder = _below("parties.Person")
    account_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=TitleState.choices)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            *same_office("title", "version", "holder"),
            SameOffice(field="entry_id", to="register.Entry", name="title_entry_same_office"),
            within_office("title"),
            models.CheckConstraint(
                condition=Q(state__in=TitleState.values), name="title_state_is_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["account_id", "created_at"],
                condition=Q(account_id__isnull=False),
                name="title_by_account",
            ),
            models.Index(
                fields=["office", "until"],
                condition=Q(until__isnull=False, state__in=["in_force", "suspended"]),
                name="title_by_end",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class TitleEvent(OfficeOwned):
    """What happened to a title, from a day on. Appended, never changed.

    `matter_id` and `by` name the act that brought it about, `item` the act that decided it (they
    differ where a decision has effect from its notice); the end of a term has none.
    """

    id = Id()
    title = models.ForeignKey(
        Title, on_delete=models.PROTECT, related_name="events", db_constraint=False
    )
    kind = models.CharField(max_length=12, choices=TitleEventKind.choices)
    on = models.DateField()
    at = models.DateTimeField()
    matter_id = models.UUIDField(null=True, blank=True)
    by = models.PositiveIntegerField(default=0)
    item = models.PositiveIntegerField(default=0)
    content = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            *same_office("title_event", "title"),
            models.UniqueConstraint(
                fields=["title", "matter_id", "by"], name="title_event_once_for_an_act"
            ),
            models.UniqueConstraint(
                fields=["title"], condition=Q(kind="granted"), name="title_granted_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=TitleEventKind.values), name="title_event_is_known"
            ),
            models.CheckConstraint(
                condition=Q(matter_id__isnull=False) | Q(kind="expired"),
                name="title_event_by_an_act_or_by_time",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["matter_id"], name="title_event_by_matter")]

    def __str__(self) -> str:
        return f"{self.title_id}/{self.kind}"
