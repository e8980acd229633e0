"""What the parties domain needs from others: somebody who carries a message to a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class DeliveryDown(Exception):  # noqa: N818 - a state of the other end
    """The message was not taken. Its sender says so to the person, who tries again or goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A short text to one person. `to` is an e-mail address or a telephone number."""

    kind: str  # email, phone
    to: str
    subject: str
    text: str
    office: str  # slug of the office that writes
    sent_at: datetime


class Delivery(Protocol):
    """Carries messages. `kinds` are the kinds of contact it reaches; empty: none."""

    kinds: frozenset[str]

    def send(self, message: Message) -> None:
        """Hand the message over; raises `DeliveryDown` if it was not taken."""

    def shown(self, office: str) -> Sequence[Message] | None:
        """What was sent for an office, newest first, where anybody may read it (demonstrations);
        None where messages go out into the world."""


class NullDelivery:
    """Reaches nobody: people without an account then file at the counter, where a contact must be
    confirmed."""

    kinds: frozenset[str] = frozenset()

    def send(self, message: Message) -> None:
        raise DeliveryDown("no delivery is configured")

    def shown(self, office: str) -> Sequence[Message] | None:
        return None


@lru_cache(maxsize=4)
def _made(address: str) -> Delivery:
    scheme, _, _rest = address.partition("://")
    if scheme == "none":
        return NullDelivery()
    made: Delivery = import_string(settings.DELIVERY_CLASSES[scheme])(address)
    return made


def delivery() -> Delivery:
    """The delivery that `settings.DELIVERY` names: `none`, or `<kind>://<address>`.

    `settings.DELIVERY_CLASSES` says which extension's class serves a kind; it is given the address.
    """
    return _made(getattr(settings, "DELIVERY", "none"))
