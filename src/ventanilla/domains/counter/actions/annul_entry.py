"""Annul an entry, with its reason, by a later one: the number stays for ever."""

from __future__ import annotations

import os
from datetime import datetime

from django.utils.translation import gettext as _

from ventanilla.domains.counter.errors import MayNotAnnul, ReasonMissing
from ventanilla.domains.forms.api import answers_digest
from ventanilla.domains.offices.api import Office, Post, Role
from ventanilla.domains.privacy.api import data_key_of, new_data_key
from ventanilla.domains.register import api as register
from ventanilla.kernel.identifiers import uuid7
from ventanilla.kernel.plaintext import stored_text

MAY_ANNUL = frozenset({Role.REGISTRAR})
_LEAST_REASON = 10


def annul_entry(
    *, office: Office, number: str, reason: str, post: Post, at: datetime
) -> register.Registered:
    """The later entry, in the book of what the body issues.

    Raises `MayNotAnnul`, `ReasonMissing`, `EntryUnknown`, `AlreadyAnnulled`, and what
    `register.append` raises.
    """
    # 1. who may, and why
    if post.role not in MAY_ANNUL or post.office_id != office.id:
        raise MayNotAnnul
    said = stored_text(reason.strip(), max_length=500)
    if len(said) < _LEAST_REASON:
        raise ReasonMissing
    # 2. which
    earlier = register.find_entry(office, number)
    if register.annulled(earlier.id):
        raise register.AlreadyAnnulled
    # 3. the later entry
    entry_id, salt = uuid7(), os.urandom(32)
    key = data_key_of(office_id=office.id, subject_id=earlier.subject_id)
    rows = []
    if key is None:
        row, key = new_data_key(office_id=office.id, subject_id=earlier.subject_id)
        rows.append(row)
    digest = answers_digest({"annuls": str(earlier.id), "reason": said}, salt)
    later = register.NewEntry(
        id=entry_id,
        office_id=office.id,
        book="S",
        unit_id=post.unit_id,
        subject_id=earlier.subject_id,
        subject=_("Anulación del asiento %(number)s") % {"number": str(earlier)},
        channel="desk",
        presented_at=at,
        received_at=at,
        procedure_digest=bytes(earlier.procedure_digest),
        answers_digest=digest,
        salt=salt,
        sealed_salt=key.encrypt(salt, entry_id.bytes),
        data_key_id=key.id,
        idempotency_scope=f"annul:{earlier.id.hex}",
        idempotency_key="annul",
        request_digest=digest,
    )
    return register.annul(later, annuls=earlier.id, reason=said, post_id=post.id, rows=rows)
