"""Rows of the offices domain. A post is filled by an account id: this domain knows no person."""

from __future__ import annotations

from typing import ClassVar
from zoneinfo import ZoneInfo

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ventanilla.kernel.fields import Id
from ventanilla.kernel.models import OfficeOwned
from ventanilla.kernel.same_office import same_office, within_office

SLUG = RegexValidator(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")


class Office(models.Model):
    """One public body's electronic office. Never deleted: its register outlives it."""

    id = Id()
    slug = models.CharField(max_length=40, unique=True, validators=[SLUG])
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)  # ISO 3166-1 alpha-2
    place = models.CharField(max_length=10, blank=True)  # ISO 3166-2, where holidays differ
    locality = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=20, default="municipal")  # national, state, municipal
    time_zone = models.CharField(max_length=60)
    locale = models.CharField(max_length=10)  # es-CL: the law's words
    languages = models.JSONField(default=list, blank=True)
    holder = models.CharField(max_length=200)
    legal_basis = models.JSONField(default=list, blank=True)  # [{norm, article, url}]
    address = models.CharField(max_length=200, blank=True)
    opening_hours = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=120, blank=True)
    colours = models.JSONField(default=dict, blank=True)  # {brand, deep, accent}: #rrggbb
    log_origin = models.CharField(max_length=200, unique=True)
    demonstration = models.BooleanField(default=False)
    practice = models.BooleanField(default=False)
    founded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the office's official time."""
        return ZoneInfo(self.time_zone)

    @property
    def language(self) -> str:
        """The office's first language."""
        return str(self.languages[0]) if self.languages else self.locale.split("-")[0]


class Unit(OfficeOwned):
    """A unit of the body: who handles, who decides."""

    id = Id()
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "code"], name="unit_code_once_per_office"),
            within_office("unit"),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What the holder of a post may do, from least to most."""

    CLERK = "clerk", pgettext_lazy("oficina", "Registro")
    REGISTRAR = "registrar", _("Responsable del registro")
    OFFICER = "officer", _("Tramitación")
    HEAD = "head", _("Jefatura")
    ADMIN = "admin", _("Administración")


#: Who may enter a filing for a person: their post is their accreditation, with its dates.
AT_COUNTER = frozenset({Role.CLERK, Role.REGISTRAR})


class Post(OfficeOwned):
    """A role in a unit, held by an account from a date to a date."""

    id = Id()
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="posts", db_constraint=False
    )
    role = models.CharField(max_length=12, choices=Role.choices)
    account_id = models.UUIDField(db_index=True)
    held_from = models.DateTimeField()
    held_until = models.DateTimeField(null=True, blank=True)
    title = models.CharField(max_length=120, blank=True)  # the charge, as it signs

    class Meta:
        constraints: ClassVar = [
            *same_office("post", "unit"),
            within_office("post"),
            models.CheckConstraint(
                condition=models.Q(held_until__isnull=True)
                | models.Q(held_until__gt=models.F("held_from")),
                name="post_ends_after_it_begins",
            ),
        ]


class OfficeKey(OfficeOwned):
    """A public key of the office's log. The private half is a file, never a row."""

    id = Id()
    algorithm = models.CharField(max_length=20)  # ed25519, ml-dsa-44
    vkey = models.TextField()
    fingerprint = models.CharField(max_length=64)  # hex SHA-256 of the vkey
    purpose = models.CharField(max_length=10, default="log")  # log, witness
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fingerprint"], name="office_key_once")
        ]
        indexes: ClassVar = [models.Index(fields=["office", "purpose"])]


class Outage(OfficeOwned):
    """A time when the office could not be used, with what the law makes of it."""

    id = Id()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    cause = models.CharField(max_length=300)
    effect = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [within_office("outage")]
        indexes: ClassVar = [models.Index(fields=["office", "-began_at"])]


from ventanilla.domains.offices.standing_in.models import (  # noqa: E402 - they need those above
    StandIn,
    StandInEnd,
    StandInKind,
)

__all__ = [
    "AT_COUNTER",
    "SLUG",
    "Office",
    "OfficeKey",
    "Outage",
    "Post",
    "Role",
    "StandIn",
    "StandInEnd",
    "StandInKind",
    "Unit",
]
