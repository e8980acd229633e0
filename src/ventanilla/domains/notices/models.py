"""Rows of the notices domain. A matter and what is notified in it are opaque here (a case, an act).

What is notified is never kept here: only that it was, to whom, how, and from when it has effect.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ventanilla.kernel.fields import Id
from ventanilla.kernel.models import OfficeOwned
from ventanilla.kernel.same_office import same_office, within_office


class Means(models.TextChoices):
    """How a notice reaches the person."""

    BOX = "box", _("Buzón electrónico de esta sede")
    PAPER = "paper", _("Carta")


class Standing(models.TextChoices):
    """Where a notice stands."""

    PLACED = "placed", _("Puesta a disposición")
    PRINTED = "printed", _("Carta impresa")
    POSTED = "posted", _("Carta enviada")
    RETURNED = "returned", _("Carta devuelta")
    ON_BOARD = "on_board", _("En el tablón")
    SERVED = "served", _("Practicada")
    REFUSED = "refused", _("Rechazada")
    EXPIRED = "expired", _("Pasó el plazo sin abrirla")


#: It still has no effect on the person.
PENDING = frozenset(
    {Standing.PLACED, Standing.PRINTED, Standing.POSTED, Standing.RETURNED, Standing.ON_BOARD}
)


def _below(model: str, **more: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        model,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
        **more,
    )


class PrintBatch(OfficeOwned):
    """Letters printed together and handed to the post."""

    id = Id()
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField()  # account
    handed_on = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=120, blank=True)  # the carrier and its own number

    class Meta:
        constraints: ClassVar = [
            within_office("print_batch"),
            models.UniqueConstraint(fields=["office", "number"], name="print_batch_once"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Notice(OfficeOwned):
    """That something is made known to a person. `item` names what, within its matter.

    `effect_on` is the day on which it took effect; `expires_on` the day on which it will, with
    nobody opening it (null: only by being opened or delivered).
    """

    id = Id()
    matter_id = models.UUIDField()
    item = models.PositiveIntegerField()
    matter_label = models.CharField(max_length=40)  # as people know the matter: 2026/E/000123
    title = models.CharField(max_length=200)
    addressee = _below("parties.Person")
    account_id = models.UUIDField(null=True, blank=True)
    means = models.CharField(max_length=5, choices=Means.choices)
    standing = models.CharField(max_length=8, choices=Standing.choices)
    placed_at = models.DateTimeField()
    expires_on = models.DateField(null=True, blank=True)
    effect_on = models.DateField(null=True, blank=True)
    effect_by = models.JSONField(default=dict)  # {kind, article, confidence}
    batch = models.ForeignKey(
        PrintBatch,
        on_delete=models.PROTECT,
        null=True,
        related_name="notices",
        db_index=False,
        db_constraint=False,
    )
    alert_due = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            *same_office("notice", "addressee", "batch"),
            within_office("notice"),
            models.UniqueConstraint(fields=["matter_id", "item"], name="notice_once_for_an_item"),
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="notice_standing_is_known"
            ),
            models.CheckConstraint(
                condition=Q(effect_on__isnull=True)
                | Q(standing__in=["served", "refused", "expired"]),
                name="notice_has_effect_once_settled",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "standing", "expires_on"], name="notice_by_standing"),
            models.Index(
                fields=["account_id", "placed_at"],
                condition=Q(account_id__isnull=False),
                name="notice_by_account",
            ),
            models.Index(
                fields=["placed_at"], condition=Q(alert_due=True), name="notice_alert_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_label}: {self.title}"

    @property
    def pending(self) -> bool:
        """Whether it has had no effect yet."""
        return self.standing in PENDING


class NoticeEvent(OfficeOwned):
    """What happened to a notice, with its evidence. Appended, never changed."""

    class Kind(models.TextChoices):
        """The dated facts of a notice."""

        PLACED = "placed", _("Puesta a disposición")
        ALERTED = "alerted", _("Aviso enviado")
        NOT_ALERTED = "not_alerted", _("Aviso no enviado")
        OPENED = "opened", pgettext_lazy("notificación", "Abierta")
        REFUSED = "refused", _("Rechazada")
        EXPIRED = "expired", _("Pasó el plazo sin abrirla")
        PRINTED = "printed", _("Impresa")
        POSTED = "posted", _("Entregada al correo")
        DELIVERED = "delivered", _("Carta entregada")
        RETURNED = "returned", _("Carta devuelta")
        PUBLISHED = "published", _("Publicada en el tablón")
        EFFECT = "effect", _("Efecto por ley")

    id = Id()
    notice = models.ForeignKey(
        Notice,
        on_delete=models.PROTECT,
        related_name="events",
        db_constraint=False,
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    at = models.DateTimeField()
    account_id = models.UUIDField(null=True, blank=True)  # who did it, if anybody
    evidence = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            *same_office("notice_event", "notice"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        *("placed", "alerted", "not_alerted", "opened", "refused", "expired"),
                        *("printed", "posted", "delivered", "returned", "published", "effect"),
                    ]
                ),
                name="notice_event_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}/{self.kind}"


class BoardPosting(OfficeOwned):
    """What the notice board shows, from a day to a day: no more of a person than identifies them to
    themselves."""

    id = Id()
    notice = _below("notices.Notice", null=True)
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=4000)
    norm = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField()
    posted_at = models.DateTimeField()
    posted_by = models.UUIDField()  # account

    class Meta:
        constraints: ClassVar = [
            *same_office("board_posting", "notice"),
            models.CheckConstraint(
                condition=Q(until_on__gte=models.F("from_on")), name="board_ends_after_it_begins"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["office", "until_on"], name="board_by_end")]

    def __str__(self) -> str:
        return self.title
