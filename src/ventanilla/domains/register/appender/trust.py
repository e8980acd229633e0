"""What the leader checks before it writes: is this copy the newest, is the clock to be believed."""

from __future__ import annotations

from datetime import datetime
from typing import Never
from uuid import UUID

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from ventanilla.domains.register import high_water, machine_clock
from ventanilla.domains.register.errors import ClockDistrusted, CopyDistrusted
from ventanilla.domains.register.models import Batch, Head
from ventanilla.domains.register.rules.official_time import Distrust, Reading, registration_time

alarm = structlog.get_logger(__name__)
#: Both clocks at the last batch of this process.
_last_reading: Reading | None = None


def check_copy(office_id: UUID, head: Head | None = None) -> Head:
    """R3: the database is not behind its high-water mark and agrees with it, else `CopyDistrusted`.

    The appender does it once for each office and connection, with the head it has locked: within
    one connection a database does not go back. Others give no head: it is read after the mark, so
    that what is signed meanwhile cannot make it look old. Returns the head.
    """
    mark = high_water.read(office_id)
    if mark is None:
        _refuse(office_id, "mark-missing", _("Falta la marca de lo último firmado."))
    head = head or Head.objects.filter(office_id=office_id).first()
    if head is None or (head.epoch, head.size) < mark.height:
        _refuse(
            office_id,
            "behind-the-mark",
            _("A esta base de datos le falta lo último que se firmó (%(size)d asientos).")
            % {"size": mark.size},
        )
    if (
        mark.size
        and not Batch.objects.filter(
            office_id=office_id, epoch=mark.epoch, size=mark.size, root=bytes.fromhex(mark.root)
        ).exists()
    ):
        _refuse(office_id, "another-history", _("Esta base de datos cuenta otra historia."))
    return head


def check_not_stopped(head: Head) -> None:
    """Raises `CopyDistrusted` where somebody found out that this copy must not grow."""
    if head.stopped:
        _refuse(head.office_id, head.stopped, _("El registro se detuvo hasta que se revise."))


def stop(office_id: UUID, reason: str) -> None:
    """Let nobody append to this copy until `resume`. Not within a transaction of the appender."""
    with transaction.atomic():
        Head.objects.filter(office_id=office_id).update(stopped=reason)
    alarm.critical("register.stopped", office=str(office_id), reason=reason)


def _refuse(office_id: UUID, reason: str, cause: str) -> Never:
    alarm.critical("register.copy_distrusted", office=str(office_id), reason=reason)
    raise CopyDistrusted(cause, reason=reason)


def official_time(head: Head) -> tuple[datetime, Reading]:
    """R1: the batch's time of registration, and the reading it comes from."""
    now = machine_clock.reading()
    earlier = _earlier_readings(head)
    try:
        moment = registration_time(
            last=head.last_registered_at,
            now=now,
            earlier=earlier,
            accepted_lead=head.accepted_lead,
        )
    except Distrust as distrust:
        alarm.critical(
            "register.clock_distrusted",
            office=str(head.office_id),
            kind=distrust.kind,
            seconds=round(distrust.seconds, 3),
        )
        raise ClockDistrusted(_clock_cause(distrust), kind=distrust.kind) from None
    explained = any(reading.boot == now.boot for reading in earlier)
    if not explained and machine_clock.must_be_synchronised() and not machine_clock.synchronised():
        alarm.critical("register.clock_distrusted", office=str(head.office_id), kind="adrift")
        raise ClockDistrusted(_("El reloj del servidor no está sincronizado."), kind="adrift")
    return moment, now


def _earlier_readings(head: Head) -> list[Reading]:
    """Of the last batch of any process, and of the last one of this process, unless an operator
    has accepted the clock since."""
    earlier = []
    if head.clock_wall is not None:
        earlier.append(Reading(head.clock_boot, head.clock_monotonic, head.clock_wall))
    accepted = head.clock_accepted_at
    if _last_reading and (accepted is None or _last_reading.wall > accepted):
        earlier.append(_last_reading)
    return earlier


def remember_reading(reading: Reading | None) -> None:
    """What this process's own monotonic clock explains from now on (None: nothing)."""
    global _last_reading
    _last_reading = reading


def _clock_cause(distrust: Distrust) -> str:
    texts = {
        "behind": _("El reloj del servidor va %(seconds)d s por detrás del último asiento."),
        "ahead": _("El reloj del servidor se adelantó %(seconds)d s de golpe."),
    }
    return texts[distrust.kind] % {"seconds": round(distrust.seconds)}
