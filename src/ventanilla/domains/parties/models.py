"""Rows of the parties domain."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.fields import Digest, Id
from ventanilla.kernel.models import OfficeOwned
from ventanilla.kernel.same_office import within_office


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their id only: names to sign in with are rows of `SignInName`."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(id=username or "")


class Account(AbstractBaseUser):
    """Who signs in: a person or an official. It has no username and needs no e-mail."""

    id = Id()
    display_name = models.CharField(max_length=160)
    language = models.CharField(max_length=10, blank=True)
    support = models.JSONField(default=dict, blank=True)  # `support.Support.kept`
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "id"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()

    def __str__(self) -> str:
        return self.display_name


class SignInName(models.Model):
    """One of the names an account signs in with, as it is compared (lower case, no spaces)."""

    id = Id()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sign_in_names")
    name = models.CharField(max_length=160, unique=True)

    def __str__(self) -> str:
        return self.name


class PersonKind(models.TextChoices):
    """A human being or an organisation."""

    NATURAL = "natural", _("persona natural")
    LEGAL = "legal", _("persona jurídica")


class Person(OfficeOwned):
    """Who files, as they presented themselves to one office at one time.

    A row is written with each filing and is not edited, but for a correction or an erasure that the
    person asked for (`datarights`): what was declared stays declared in the filing.
    """

    id = Id()
    account_id = models.UUIDField(null=True, blank=True)
    subject_id = models.UUIDField()  # whose data key protects what is kept about them
    kind = models.CharField(max_length=8, choices=PersonKind.choices, default=PersonKind.NATURAL)
    name = models.CharField(max_length=200)
    identifier_scheme = models.CharField(max_length=20, blank=True)  # CL.RUN, BR.CPF
    identifier = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=300, blank=True)
    email = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=10, blank=True)
    support = models.JSONField(default=dict, blank=True)  # `support.Support.kept`

    class Meta:
        constraints: ClassVar = [within_office("person")]
        indexes: ClassVar = [
            models.Index(fields=["account_id"], name="person_by_account"),
            models.Index(fields=["office", "subject_id"], name="person_by_subject"),
        ]

    def __str__(self) -> str:
        return self.name


class ContactProof(OfficeOwned):
    """That somebody reads what is sent to a contact: one for each matter begun.

    Of the code only a keyed digest is kept. A new code, or another contact, begins anew; what was
    confirmed stays until then. `matter_id` is opaque here (a draft).
    """

    class Kind(models.TextChoices):
        """How somebody is reached."""

        EMAIL = "email", _("correo electrónico")
        PHONE = "phone", _("teléfono móvil")

    id = Id()
    matter_id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=5, choices=Kind.choices)
    contact = models.CharField(max_length=200)
    code_digest = Digest()
    tries = models.PositiveSmallIntegerField(default=0)  # of the last code
    sent = models.PositiveSmallIntegerField(default=0)  # messages for this matter, ever
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()  # of the last code
    confirmed_at = models.DateTimeField(null=True)
    forget_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind__in=("email", "phone")), name="contact_kind_is_known"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class ApiToken(OfficeOwned):
    """A bearer token of a machine. Only its digest is kept."""

    class Role(models.TextChoices):
        """What a token may do."""

        FILER = "filer", "filer"
        READER = "reader", "reader"

    id = Id()
    digest = Digest(unique=True)
    role = models.CharField(max_length=10, choices=Role.choices)
    account_id = models.UUIDField(null=True, blank=True)
    label = models.CharField(max_length=120)
    rate_per_minute = models.PositiveIntegerField(default=600)
    # How many days back the bearer may say something was handed in elsewhere; 0: never.
    backdate_days = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.label
