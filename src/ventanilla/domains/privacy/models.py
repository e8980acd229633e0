"""Rows of the privacy domain."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.fields import Id
from ventanilla.kernel.models import OfficeOwned
from ventanilla.kernel.same_office import SameOffice


class DataKey(OfficeOwned):
    """The key that opens what one office keeps sealed about one subject.

    Erasing a subject destroys `wrapped`; the row stays, so that a restored copy can be told
    to forget again. A hold forbids it.
    """

    id = Id()
    subject_id = models.UUIDField()
    wrapped = models.BinaryField(null=True)
    created_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True, blank=True)
    destroyed_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "subject_id"], name="data_key_once"),
            models.CheckConstraint(
                condition=models.Q(wrapped__isnull=False, destroyed_at__isnull=True)
                | models.Q(wrapped__isnull=True, destroyed_at__isnull=False),
                name="data_key_kept_or_destroyed",
            ),
        ]


class AccessPurpose(models.TextChoices):
    """What a member of the staff opened something for."""

    HANDLE = "handle", _("Tramitar el expediente")
    ANSWER = "answer", _("Responder")
    ATTEND = "attend", _("Atender en el registro")
    SEARCH = "search", _("Buscar por los datos de una persona")
    COMPARE = "compare", _("Comparar con un expediente parecido")
    DOWNLOAD = "download", _("Descargar todo el expediente")
    DATA_RIGHT = "data_right", _("Atender un derecho sobre sus datos")


class AccessLine(OfficeOwned):
    """A member of the staff looked at something of a person. Never changed or deleted.

    `matter_id` and `item_id` are opaque: this domain knows neither cases nor documents.
    """

    id = Id()
    matter_id = models.UUIDField()
    item_id = models.UUIDField(null=True)  # null: the whole
    purpose = models.CharField(max_length=10, choices=AccessPurpose.choices)
    unit_id = models.UUIDField()
    post_id = models.UUIDField()
    account_id = models.UUIDField()
    by_name = models.CharField(max_length=160)  # as it was then
    unit_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            SameOffice(field="unit_id", to="offices.Unit", name="access_unit_same_office"),
            SameOffice(field="post_id", to="offices.Post", name="access_post_same_office"),
            models.CheckConstraint(
                condition=models.Q(purpose__in=AccessPurpose.values),
                name="access_purpose_is_known",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "matter_id", "at"], name="access_by_matter")
        ]

    def __str__(self) -> str:
        return str(self.id)


class AccessDelay(OfficeOwned):
    """What one unit opens of a matter is told to its person only from a day on: a lawful exception,
    with its norm and its reason. Never changed or deleted: another one, later, takes its place.

    It holds for what is opened from `ordered_at` until `until` (a day of the office), and ends by
    itself: from that day the person reads every line, and that it was delayed.
    """

    id = Id()
    matter_id = models.UUIDField()
    unit_id = models.UUIDField()
    until = models.DateField()
    norm = models.CharField(max_length=200)
    reason = models.CharField(max_length=1000)
    ordered_at = models.DateTimeField()
    post_id = models.UUIDField()
    account_id = models.UUIDField()
    by_name = models.CharField(max_length=160)  # as it was then

    class Meta:
        constraints: ClassVar = [
            SameOffice(field="unit_id", to="offices.Unit", name="delay_unit_same_office"),
            SameOffice(field="post_id", to="offices.Post", name="delay_post_same_office"),
            models.CheckConstraint(
                condition=~models.Q(norm="") & ~models.Q(reason=""), name="delay_says_why"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "matter_id"], name="delay_by_matter"),
            models.Index(fields=["office", "until"], name="delay_by_end"),
        ]

    def __str__(self) -> str:
        return str(self.id)
