"""Rows of the datarights domain."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.fields import Id
from ventanilla.kernel.models import OfficeOwned
from ventanilla.kernel.same_office import SameOffice, same_office


class MeasureKind(models.TextChoices):
    """What was done with the data, in answer to which right."""

    COPY = "copy", _("Copia de los datos entregada")
    CORRECTION = "correction", _("Datos corregidos")
    CANCELLATION = "cancellation", _("Datos borrados")
    OBJECTION = "objection", _("Oposición resuelta")


class Measure(OfficeOwned):
    """What one of the staff did with a person's data in a case over their rights. Never changed or
    deleted. `content` says what: before and after, what went and what stays by which norm."""

    id = Id()
    case = models.ForeignKey(
        "casefiles.Case",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    kind = models.CharField(max_length=12, choices=MeasureKind.choices)
    at = models.DateTimeField()
    post_id = models.UUIDField()
    account_id = models.UUIDField()
    by_name = models.CharField(max_length=160)  # as it was then
    content = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            *same_office("measure", "case"),
            SameOffice(field="post_id", to="offices.Post", name="measure_post_same_office"),
            models.CheckConstraint(
                condition=models.Q(kind__in=MeasureKind.values), name="measure_kind_is_known"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["office", "case", "at"], name="measure_by_case")]

    def __str__(self) -> str:
        return str(self.id)
