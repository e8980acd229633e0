"""The first answer given to a key, without asking again."""

from __future__ import annotations

import hmac
from uuid import UUID

from ventanilla.domains.register.actions.append import _replayed
from ventanilla.domains.register.appender.leaves import idempotency_hash
from ventanilla.domains.register.entries import Registered
from ventanilla.domains.register.errors import KeyReused
from ventanilla.domains.register.models import Entry
from ventanilla.domains.register.queries import entry


def recall(
    *, office_id: UUID, idempotency_scope: str, idempotency_key: str, request_digest: bytes
) -> Registered | None:
    """What that key was registered as, or None if nothing durable has it yet.

    For callers about to refuse a repetition for a reason that did not stand the first time.
    Raises `KeyReused` where the key belongs to other content.
    """
    hashed = idempotency_hash(office_id=office_id, scope=idempotency_scope, key=idempotency_key)
    found = Entry.objects.filter(idempotency=hashed).first()
    if found is None:
        return None
    if not hmac.compare_digest(bytes(found.request_digest), request_digest):
        raise KeyReused
    return _replayed(found.id)


def registered(entry_id: UUID) -> Registered:
    """The answer given when that entry was registered, made again. Raises `EntryUnknown`."""
    return _replayed(entry(entry_id).id)
