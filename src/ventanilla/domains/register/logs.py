"""The log of an office as a process knows it: zone, name in leaves, epoch, origin, keys."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from ventanilla.domains.offices.api import Office, log_signer
from ventanilla.domains.register import high_water
from ventanilla.domains.register.models import Epoch, Head
from ventanilla.kernel import clock
from verifiable_log import EMPTY_ROOT, CheckpointSigner, Frontier

_REMEMBER_SECONDS = 60.0
_logs: dict[UUID, tuple[float, OfficeLog]] = {}


@dataclass(frozen=True, slots=True)
class OfficeLog:
    """What the leader needs to know of an office besides its head."""

    office_id: UUID
    zone: ZoneInfo
    label: str
    epoch: int
    origin: str
    signer: CheckpointSigner


def log_of(office_id: UUID) -> OfficeLog:
    """The office's current log, opened on first use. Remembered for a minute.

    Raises `KeyMissing` where the private keys are not in their place.
    """
    known = _logs.get(office_id)
    if known is not None and known[0] > clock.monotonic():
        return known[1]
    office = Office.objects.get(pk=office_id)
    epoch = Epoch.objects.filter(office=office).order_by("-number").first() or open_log(office)
    log = OfficeLog(
        office_id=office_id,
        zone=office.zone,
        label=epoch.label,
        epoch=epoch.number,
        origin=epoch.origin,
        signer=log_signer(office),
    )
    if log.signer.origin != log.origin:
        raise RuntimeError(f"the keys at hand are of {log.signer.origin}, the log is {log.origin}")
    if not transaction.get_connection().in_atomic_block:  # what may be rolled back is forgotten
        _logs[office_id] = (clock.monotonic() + _REMEMBER_SECONDS, log)
    return log


def log_of_epoch(office_id: UUID, number: int) -> OfficeLog:
    """The log of an epoch, which may be closed: its keys stay beside the later ones."""
    current = log_of(office_id)
    if current.epoch == number:
        return current
    office = copy(Office.objects.get(pk=office_id))
    epoch = Epoch.objects.get(office=office, number=number)
    office.log_origin = epoch.origin
    return replace(
        current,
        label=epoch.label,
        epoch=number,
        origin=epoch.origin,
        signer=log_signer(office),
    )


def forget_log(office_id: UUID | None = None) -> None:
    """Drop what this process knows of one log, or of all."""
    if office_id is None:
        _logs.clear()
    else:
        _logs.pop(office_id, None)


def open_log(office: Office) -> Epoch:
    """Begin the office's first log: high-water mark first, then its rows. Safe to repeat."""
    high_water.found(office.id, high_water.Mark(epoch=1, size=0, root=EMPTY_ROOT.hex()))
    epoch = Epoch(
        office=office,
        number=1,
        origin=office.log_origin,
        label=office.slug,
        opened_at=clock.now(),
    )
    head = Head(office=office, epoch=1, size=0, frontier=Frontier.empty().to_bytes())
    try:
        with transaction.atomic():
            Epoch.objects.bulk_create([epoch])
            Head.objects.bulk_create([head])
    except IntegrityError:  # another process was first
        return Epoch.objects.get(office=office, number=1)
    return epoch
