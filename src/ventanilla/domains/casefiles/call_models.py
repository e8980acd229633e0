"""Rows of calls: what the body opens once for all, who files into it, points, published lists.

A call's acts, its evaluations and the lines of its lists are appended and never changed; `state` of
`Call` follows from its acts and is written with them.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.rules.ranking import Outcome
from ventanilla.kernel.fields import Id
from ventanilla.kernel.models import OfficeOwned
from ventanilla.kernel.same_office import SameOffice, same_office, within_office


class CallState(models.TextChoices):
    """Where a call stands."""

    OPEN = "open", _("Abierta")
    EVALUATING = "evaluating", _("En valoración")
    AGREED = "agreed", _("Valorada por la comisión")
    PROVISIONAL = "provisional", _("Con lista provisional")
    DEFINITIVE = "definitive", _("Con propuesta definitiva")
    RESOLVED = "resolved", _("Resuelta")


class CallActKind(models.TextChoices):
    """What was done in a call as a whole."""

    OPEN = "open", _("Publicación de la convocatoria")
    CLOSE = "close", _("Fin del plazo de presentación")
    AGREE = "agree", _("Acuerdo de la comisión de valoración")
    PROVISIONAL = "provisional", _("Propuesta provisional")
    DEFINITIVE = "definitive", _("Propuesta definitiva")
    RESOLVE = "resolve", _("Resolución de la convocatoria")
    CALL_UP = "call_up", _("Llamamiento de la lista de reserva")


class Call(OfficeOwned):
    """One opening of a procedure of the kind `call`: its window, its money, one clock for all."""

    id = Id()
    unit: models.ForeignKey[Any, Any] = models.ForeignKey(
        "offices.Unit",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    version: models.ForeignKey[Any, Any] = models.ForeignKey(
        "catalogue.ProcedureVersion",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    slug = models.CharField(max_length=60)  # of the procedure
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    published_on = models.DateField()
    closes_on = models.DateField()  # last day to file
    closes_because = models.JSONField(default=dict)
    due_on = models.DateField(null=True)
    due_because = models.JSONField(default=dict)
    places = models.PositiveIntegerField(null=True)
    credit = models.PositiveBigIntegerField(null=True)  # minor units of `currency`
    currency = models.CharField(max_length=3, blank=True)
    state = models.CharField(max_length=12, choices=CallState.choices, default=CallState.OPEN)
    last_seq = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            *same_office("call", "unit", "version"),
            within_office("call"),
            models.UniqueConstraint(fields=["office", "code"], name="call_code_once"),
            models.UniqueConstraint(
                fields=["office", "slug"],
                condition=Q(state=CallState.OPEN),
                name="call_open_once_per_procedure",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("published_on")), name="call_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(state__in=CallState.values), name="call_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(places__isnull=True) | Q(places__gte=1), name="call_has_a_place"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class CallAct(OfficeOwned):
    """A step of the call as a whole. Appended, never changed."""

    id = Id()
    call = models.ForeignKey(
        Call, on_delete=models.PROTECT, related_name="acts", db_index=False, db_constraint=False
    )
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=CallActKind.choices)
    at = models.DateTimeField()
    post_id = models.UUIDField()
    account_id = models.UUIDField()
    content = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            *same_office("call_act", "call"),
            within_office("call_act"),
            SameOffice(field="post_id", to="offices.Post", name="call_act_post_same_office"),
            models.UniqueConstraint(fields=["call", "seq"], name="call_act_once_in_its_place"),
            models.CheckConstraint(
                condition=Q(kind__in=CallActKind.values), name="call_act_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id}/{self.seq}"


class Candidacy(OfficeOwned):
    """A case that was filed into a call, and how much it asks. Written with the filing."""

    id = Id()
    call = models.ForeignKey(
        Call,
        on_delete=models.PROTECT,
        related_name="candidacies",
        db_index=False,
        db_constraint=False,
    )
    case = models.ForeignKey(
        "casefiles.Case",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    asked = models.PositiveBigIntegerField(default=0)  # minor units

    class Meta:
        constraints: ClassVar = [
            *same_office("candidacy", "call", "case"),
            models.UniqueConstraint(fields=["case"], name="candidacy_once_per_case"),
        ]
        indexes: ClassVar = [models.Index(fields=["call"], name="candidacy_by_call")]

    def __str__(self) -> str:
        return str(self.case_id)


class Evaluation(OfficeOwned):
    """The points that the committee gives one filing, with its reasons. A later one replaces it
    and both stay: appended, never changed."""

    id = Id()
    call = models.ForeignKey(
        Call, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    case = models.ForeignKey(
        "casefiles.Case",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    points = models.JSONField()
    reasons = models.TextField()
    at = models.DateTimeField()
    post_id = models.UUIDField()
    account_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            *same_office("evaluation", "call", "case"),
            SameOffice(field="post_id", to="offices.Post", name="evaluation_post_same_office"),
        ]
        indexes: ClassVar = [models.Index(fields=["call", "case"], name="evaluation_by_case")]

    def __str__(self) -> str:
        return str(self.case_id)


class RankedLine(OfficeOwned):
    """A line of a published list. Appended, never changed: the next list stands beside it."""

    id = Id()
    act = models.ForeignKey(
        CallAct, on_delete=models.PROTECT, related_name="lines", db_index=False, db_constraint=False
    )
    case = models.ForeignKey(
        "casefiles.Case",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    place = models.PositiveIntegerField()
    points = models.JSONField()
    total = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8)  # granted, partly, reserve, refused
    amount = models.PositiveBigIntegerField(default=0)
    reason = models.CharField(max_length=20)
    tie = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            *same_office("ranked_line", "act", "case"),
            models.UniqueConstraint(fields=["act", "place"], name="ranked_line_one_per_place"),
            models.UniqueConstraint(fields=["act", "case"], name="ranked_line_one_per_case"),
            models.CheckConstraint(
                condition=Q(outcome__in=[one.value for one in Outcome]),
                name="ranked_line_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["granted", "partly"]) | Q(amount=0),
                name="ranked_line_money_only_where_granted",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case"], name="ranked_line_by_case")]

    def __str__(self) -> str:
        return f"{self.act_id}/{self.place}"
