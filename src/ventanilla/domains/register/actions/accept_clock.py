"""An operator takes responsibility for the clock (R1): with a reason, and in the public log."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256

from django.db import transaction

from ventanilla.domains.offices.api import Office
from ventanilla.domains.register import machine_clock
from ventanilla.domains.register.actions.append import append_record
from ventanilla.domains.register.entries import Recorded
from ventanilla.domains.register.logs import log_of
from ventanilla.domains.register.models import Head
from ventanilla.domains.register.rules.leaf import rfc3339
from ventanilla.kernel.plaintext import stored_text

_SPARE_SECONDS = 5.0


def accept_clock(office: Office, *, reason: str, by: str) -> Recorded:
    """Go on appending with the clock as it stands. `by` names the operator's post.

    A clock behind the last entry is accepted by so much, until it has caught up: until then
    entries are a microsecond apart. The decision is a public record of the log.
    """
    reason = stored_text(reason, max_length=300)
    log_of(office.id)
    reading = machine_clock.reading()
    with transaction.atomic():
        head = Head.objects.select_for_update().get(office_id=office.id)
        last = head.last_registered_at or reading.wall
        behind = max(timedelta(0), last - reading.wall).total_seconds()
        Head.objects.filter(office_id=office.id).update(
            clock_boot=reading.boot,
            clock_monotonic=reading.monotonic,
            clock_wall=reading.wall,
            clock_accepted_at=reading.wall,
            accepted_lead=behind + _SPARE_SECONDS if behind else 0.0,
        )
    statement = json.dumps(
        {"behind_seconds": behind, "by": by, "clock": rfc3339(reading.wall), "reason": reason},
        ensure_ascii=False,
        sort_keys=True,
    )
    return append_record(
        office_id=office.id,
        kind="clock",
        id=rfc3339(reading.wall),
        digest=sha256(statement.encode()).digest(),
        statement=statement,
    )
