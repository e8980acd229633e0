"""Rows of standing in: one power that one post exercises for another, from a moment to a moment.

Appended, never changed (migration 0003): what ends before its time is ended by a row of its own.
The database refuses whoever stands in for themselves, two rows that give the same power of a post
at the same time, and a delegation of what was itself delegated without the law that allows it.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.fields import Id
from ventanilla.kernel.models import OfficeOwned
from ventanilla.kernel.same_office import SameOffice, same_office, within_office


class StandInKind(models.TextChoices):
    """By what a post acts for another."""

    DELEGATION = "delegation", _("Delegación de competencias")
    SIGNATURE = "signature", _("Delegación de firma")
    SUBSTITUTION = "substitution", _("Suplencia")


class StandIn(OfficeOwned):
    """`to_post` exercises a power of `from_post`. `act` is the act of a case that may be done
    (empty: every one, in a substitution); `procedure` the slug to which it is bound (empty: any).

    `order` is the act that gives it, as printed; `of` the one that is delegated further.
    """

    id = Id()
    kind = models.CharField(max_length=12, choices=StandInKind.choices)
    from_post = models.ForeignKey(
        "offices.Post", on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    to_post = models.ForeignKey(
        "offices.Post", on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    act = models.CharField(max_length=30, blank=True)
    procedure = models.CharField(max_length=60, blank=True)
    order = models.CharField(max_length=200)
    ordered_on = models.DateField()
    published_in = models.CharField(max_length=200, blank=True)
    norm = models.CharField(max_length=200)
    of = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, db_constraint=False
    )
    further_by = models.CharField(max_length=200, blank=True)  # the law that lets `of` go further
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()  # the post

    class Meta:
        constraints: ClassVar = [
            within_office("stand_in"),  # first: `of` refers to it
            *same_office("stand_in", "from_post", "to_post", "of"),
            SameOffice(field="recorded_by_id", to="offices.Post", name="stand_in_by_same_office"),
            models.CheckConstraint(
                condition=Q(kind__in=StandInKind.values), name="stand_in_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(from_post=F("to_post")), name="stand_in_is_another_post"
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gt=F("from_at")),
                name="stand_in_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(kind="substitution", act="", procedure="")
                | (~Q(kind="substitution") & ~Q(act="")),
                name="stand_in_names_its_power",
            ),
            models.CheckConstraint(condition=~Q(order="") & ~Q(norm=""), name="stand_in_is_cited"),
            models.CheckConstraint(
                condition=Q(of__isnull=True) | ~Q(further_by=""), name="stand_in_no_chain"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "from_at"], name="stand_in_of_office"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.from_post_id} -> {self.to_post_id}"


class StandInEnd(OfficeOwned):
    """What ended before its time: a revocation, or the return of whoever was absent."""

    id = Id()
    stand_in = models.OneToOneField(
        StandIn, on_delete=models.PROTECT, related_name="ended", db_constraint=False
    )
    at = models.DateTimeField()
    order = models.CharField(max_length=200)
    recorded_by_id = models.UUIDField()  # the post

    class Meta:
        constraints: ClassVar = [
            *same_office("stand_in_end", "stand_in"),
            SameOffice(
                field="recorded_by_id", to="offices.Post", name="stand_in_end_by_same_office"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stand_in_id} ended"
