"""Rows of the handling: the tasks of cases. A projection of their acts, but for who took each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ventanilla.domains.casefiles.rules.handling_steps import TASK_STATES
from ventanilla.kernel.fields import Id
from ventanilla.kernel.models import OfficeOwned
from ventanilla.kernel.same_office import same_office


class Task(OfficeOwned):
    """A step of a case that is to be done, waits or was done: one row for each step of a case.

    Written in the transaction of each act. `account_id` is whoever took it or was given it: that
    alone is no act and follows from none. `ordered_by` is the day by which it is due, or the last
    day of the calendar.
    """

    id = Id()
    case = models.ForeignKey(
        "casefiles.Case",
        on_delete=models.PROTECT,
        related_name="tasks",
        db_index=False,
        db_constraint=False,
    )
    step = models.CharField(max_length=60)
    act = models.CharField(max_length=30)
    unit = models.ForeignKey(
        "offices.Unit",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    role = models.CharField(max_length=12)
    state = models.CharField(max_length=8)
    ordered_by = models.DateField()
    opened_by = models.PositiveIntegerField()  # seq of the act that made it ready
    ended_by = models.PositiveIntegerField(null=True)
    account_id = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            *same_office("task", "case", "unit"),
            models.UniqueConstraint(fields=["case", "step"], name="task_once_per_step"),
            models.CheckConstraint(condition=Q(state__in=TASK_STATES), name="task_state_is_known"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["office", "unit", "role", "ordered_by", "id"],
                condition=Q(state="open"),
                name="task_of_unit",
            ),
            models.Index(
                fields=["account_id", "ordered_by", "id"],
                condition=Q(state="open", account_id__isnull=False),
                name="task_of_account",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.step}"


class SavedView(OfficeOwned):
    """What an official asks again and again of the unit's cases: a filter under a name."""

    id = Id()
    post = models.ForeignKey(
        "offices.Post",
        on_delete=models.CASCADE,
        related_name="+",
        db_constraint=False,
    )
    name = models.CharField(max_length=60)
    asked = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            *same_office("saved_view", "post"),
            models.UniqueConstraint(fields=["post", "name"], name="saved_view_once_per_name"),
        ]

    def __str__(self) -> str:
        return self.name
