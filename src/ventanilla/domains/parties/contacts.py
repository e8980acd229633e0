"""A confirmed contact: a code goes to an e-mail or a telephone, and comes back.

What it proves: a person, or somebody who reads for one, can be reached there; so floods cost an
address each. It does not prove who they are. Bounded everywhere: six digits, five tries for each
code, fifteen minutes, five messages for one matter, and few an hour to one contact.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ventanilla.domains.parties.errors import (
    CodeSpent,
    CodeWrong,
    ContactUnreached,
    ContactUnreadable,
    TooManyCodes,
)
from ventanilla.domains.parties.models import ContactProof
from ventanilla.domains.parties.ports import DeliveryDown, Message, delivery
from ventanilla.domains.parties.rules.contact_forms import masked, read_email, read_phone
from ventanilla.kernel import clock
from ventanilla.kernel.allowances.api import Limit, take

MINUTES = 15
TRIES = 5
MESSAGES = 5
_KEPT = timedelta(days=31)
# to one contact, whoever asks: three at once, then one every ten minutes
_TO_ONE_CONTACT = Limit(per_minute=0.1, burst=3)
_READERS = {"email": read_email, "phone": read_phone}


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact that was confirmed."""

    kind: str
    contact: str
    confirmed_at: datetime


@dataclass(frozen=True, slots=True)
class ContactState:
    """Where the confirmation of a matter stands. `masked` is what pages show; `waiting` whether a
    code may still be typed, until `expires_at`; `confirmed` what was confirmed, if anything."""

    kind: str
    masked: str
    waiting: bool
    expires_at: datetime
    tries_left: int
    confirmed: Contact | None


def contact_kinds() -> tuple[str, ...]:
    """The kinds of contact that can be confirmed here: of `email`, `phone`; empty where none."""
    return tuple(kind for kind in _READERS if kind in delivery().kinds)


def send_contact_code(
    *, office_id: UUID, office_slug: str, office_name: str, matter_id: UUID, kind: str, contact: str
) -> None:
    """Send a new code for a matter; the code before it, and a contact confirmed before, end.

    The message is in the active language. Raises `ContactUnreadable`, `TooManyCodes`,
    `ContactUnreached` (then the code does not count).
    """
    read = _read(kind, contact)
    if wait := take("contact", f"{kind} {read.casefold()}", _TO_ONE_CONTACT):
        raise _too_many(math.ceil(wait / 60))
    code = f"{secrets.randbelow(1_000_000):06d}"
    now = clock.now()
    with transaction.atomic():
        _write(office_id, matter_id, kind=kind, contact=read, code=code, now=now)
    try:  # outside the transaction: the other end may take seconds
        delivery().send(
            Message(
                kind=kind,
                to=read,
                subject=_("Código para presentar su escrito"),
                text=_text(code, office_name),
                office=office_slug,
                sent_at=now,
            )
        )
    except DeliveryDown as error:
        _take_back(matter_id)
        raise ContactUnreached from error


def confirm_contact(*, matter_id: UUID, code: str) -> Contact:
    """The contact, once its code came back. A try counts before it is judged.

    Raises `CodeWrong`, `CodeSpent`.
    """
    with transaction.atomic():
        proof = ContactProof.objects.select_for_update().filter(matter_id=matter_id).first()
        if proof is None or not _waits(proof):
            raise CodeSpent
        proof.tries += 1
        right = hmac.compare_digest(bytes(proof.code_digest), _digest(matter_id, code))
        proof.confirmed_at = clock.now() if right else None
        proof.save(update_fields=["tries", "confirmed_at"])
    if proof.confirmed_at is None:
        raise CodeWrong(left=TRIES - proof.tries)
    return Contact(proof.kind, proof.contact, proof.confirmed_at)


def contact_state(matter_id: UUID) -> ContactState | None:
    """Where the confirmation stands; None where no code was ever sent."""
    proof = ContactProof.objects.filter(matter_id=matter_id).first()
    if proof is None:
        return None
    confirmed = proof.confirmed_at
    return ContactState(
        kind=proof.kind,
        masked=masked(proof.kind, proof.contact),
        waiting=_waits(proof),
        expires_at=proof.expires_at,
        tries_left=max(0, TRIES - proof.tries),
        confirmed=Contact(proof.kind, proof.contact, confirmed) if confirmed else None,
    )


def shown_messages(office_slug: str) -> Sequence[Message] | None:
    """The messages of an office, where they are shown to everybody (demonstrations); else None."""
    return delivery().shown(office_slug)


def forget_contacts(*, most: int = 500) -> int:
    """Delete at most so many contacts whose time is over; returns how many."""
    ids = list(
        ContactProof.objects.filter(forget_at__lte=clock.now()).values_list("id", flat=True)[:most]
    )
    with transaction.atomic():
        return ContactProof.objects.filter(id__in=ids).delete()[0]


def _read(kind: str, contact: str) -> str:
    read = _READERS[kind](contact) if kind in contact_kinds() else ""
    if read:
        return read
    if kind == "phone":
        raise ContactUnreadable(
            gettext_lazy("Ese número de teléfono no se puede usar."),
            expected=gettext_lazy("Escriba de 8 a 15 números, con el prefijo del país."),
            example="+56 9 1234 5678",
        )
    raise ContactUnreadable(
        gettext_lazy("Esa dirección de correo no se puede usar."),
        expected=gettext_lazy("Escríbala entera, con su @."),
        example="nombre@example.org",
    )


def _write(
    office_id: UUID, matter_id: UUID, *, kind: str, contact: str, code: str, now: datetime
) -> None:
    proof = ContactProof.objects.select_for_update().filter(matter_id=matter_id).first()
    if proof is None:
        proof = ContactProof(office_id=office_id, matter_id=matter_id)
    if proof.sent >= MESSAGES:
        raise _spent()
    proof.kind, proof.contact = kind, contact
    proof.code_digest = _digest(matter_id, code)
    proof.tries, proof.sent, proof.confirmed_at = 0, proof.sent + 1, None
    proof.sent_at, proof.expires_at = now, now + timedelta(minutes=MINUTES)
    proof.forget_at = now + _KEPT
    proof.save()


def _take_back(matter_id: UUID) -> None:
    """A message that was not taken: its code never worked, and does not count as sent."""
    with transaction.atomic():
        proof = ContactProof.objects.select_for_update().filter(matter_id=matter_id).first()
        if proof is not None:
            proof.sent, proof.tries = max(0, proof.sent - 1), TRIES
            proof.save(update_fields=["sent", "tries"])


def _waits(proof: ContactProof) -> bool:
    return proof.tries < TRIES and proof.expires_at > clock.now() and proof.confirmed_at is None


def _digest(matter_id: UUID, code: str) -> bytes:
    digits = "".join(c for c in code if c.isascii() and c.isdigit())
    said = b"ventanilla/contact/v1\0" + matter_id.bytes + digits.encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).digest()


def _text(code: str, office_name: str) -> str:
    return _(
        "Su código es %(code)s. Vale %(minutes)d minutos.\n\n"
        "Lo pidió alguien que quiere presentar un escrito en %(office)s. Escríbalo en la página "
        "donde lo pidió; no se lo dé a nadie, tampoco por teléfono.\n\n"
        "Si no fue usted, no haga nada."
    ) % {"code": code, "minutes": MINUTES, "office": office_name}


def _too_many(minutes: int) -> TooManyCodes:
    problem = TooManyCodes(
        gettext_lazy("A ese contacto se le han enviado demasiados códigos."),
        expected=gettext_lazy(
            "Espere %(minutes)d min, use otro contacto o presente en la ventanilla. "
            "Lo escrito queda guardado."
        )
        % {"minutes": minutes},
    )
    problem.retry_after = minutes * 60
    return problem


def _spent() -> TooManyCodes:
    return TooManyCodes(
        gettext_lazy("Para este borrador ya no se envían más códigos."),
        expected=gettext_lazy("Presente en la ventanilla: lo escrito queda guardado."),
    )
