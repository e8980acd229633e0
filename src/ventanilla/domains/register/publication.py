"""The public log: checkpoint, tiles, entry bundles and keys, as the C2SP formats have them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import structlog
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ventanilla.domains.offices.api import Office, keys_of
from ventanilla.domains.register.appender.signing import sign_checkpoint
from ventanilla.domains.register.appender.trust import check_copy, check_not_stopped, stop
from ventanilla.domains.register.errors import TileUnknown
from ventanilla.domains.register.high_water import TwoHistories
from ventanilla.domains.register.log_store import LogStore
from ventanilla.domains.register.logs import log_of
from ventanilla.domains.register.models import Batch, Epoch, Head, PublishedCheckpoint, Witness
from ventanilla.kernel import clock
from ventanilla.kernel.errors import Problem
from verifiable_log import (
    EMPTY_ROOT,
    FormatError,
    TilePath,
    encode_bundle,
    parse_path,
    tile_width,
)

log = structlog.get_logger(__name__)


def published_checkpoint(office: Office, *, epoch: int | None = None) -> str:
    """The signed note of `/checkpoint`; `epoch` names a closed log. Raises `TileUnknown`."""
    return _published(office, epoch).note


def tile(office: Office, path: str, *, epoch: int | None = None) -> bytes:
    """A tile by its address under the log (`tile/0/000.p/17`), up to the published size.

    32 bytes a hash. Raises `TileUnknown`.
    """
    published = _published(office, epoch)
    wanted = _wanted(path, published.size)
    if wanted.level is None:
        raise _unknown()
    store = LogStore(office.id, published.epoch)
    return store.tile(wanted.level, wanted.index, wanted.width)


def entry_bundle(office: Office, path: str, *, epoch: int | None = None) -> bytes:
    """Entries by their address under the log (`tile/entries/000`). Raises `TileUnknown`."""
    published = _published(office, epoch)
    wanted = _wanted(path, published.size)
    if wanted.level is not None:
        raise _unknown()
    start = wanted.index * 256
    leaves = LogStore(office.id, published.epoch).leaves(start, start + wanted.width)
    return encode_bundle(leaves)


def log_keys(office: Office) -> dict[str, Any]:
    """What `/log/keys` answers: each key of the log with its dates, and who else knows it."""
    current = log_of(office.id)
    epochs = Epoch.objects.filter(office=office).order_by("number")
    witnesses = Witness.objects.filter(office=office).order_by("name")
    return {
        "origin": current.origin,
        "epoch": current.epoch,
        "keys": [_key(key) for key in keys_of(office_id=office.id)],
        "witness_keys": [_key(key) for key in keys_of(office_id=office.id, purpose="witness")],
        "epochs": [
            {
                "number": epoch.number,
                "origin": epoch.origin,
                "opened_at": epoch.opened_at.isoformat(),
                "cause": epoch.cause,
                "act": epoch.act,
            }
            for epoch in epochs
        ],
        "witnessed_by": [{"name": w.name, "url": w.url, "keys": w.vkeys} for w in witnesses],
    }


def publish_due() -> None:
    """Publish what each log gained since the last time. The worker calls it once a second."""
    for office_id in Head.objects.order_by("office_id").values_list("office_id", flat=True):
        try:
            publish(office_id)
        except TwoHistories:
            stop(office_id, "two-histories")
        except (Problem, OSError) as error:  # one office keeps no other from publishing
            log.error("register.not_published", office=str(office_id), error=type(error).__name__)


def publish(office_id: UUID) -> PublishedCheckpoint | None:
    """Sign and publish the head, if it is above what is published. Only upwards, by anybody.

    Raises `CopyDistrusted` where this copy must sign nothing.
    """
    head = Head.objects.get(office_id=office_id)
    known = PublishedCheckpoint.objects.filter(office_id=office_id, epoch=head.epoch).first()
    if known is not None and known.size >= head.size:
        return known
    check_not_stopped(check_copy(office_id))
    root = EMPTY_ROOT
    if head.size:
        batch = Batch.objects.get(office_id=office_id, epoch=head.epoch, size=head.size)
        root = bytes(batch.root)
    note = sign_checkpoint(log_of(office_id), size=head.size, root=root)
    _store(head, root, note)
    return PublishedCheckpoint.objects.filter(office_id=office_id, epoch=head.epoch).first()


def _store(head: Head, root: bytes, note: str) -> None:
    facts = {"size": head.size, "root": root, "note": note, "published_at": clock.now()}
    mine = PublishedCheckpoint.objects.filter(office_id=head.office_id, epoch=head.epoch)
    try:
        with transaction.atomic():
            if not mine.filter(size__lt=head.size).update(**facts) and not mine.exists():
                row = PublishedCheckpoint(office_id=head.office_id, epoch=head.epoch, **facts)
                PublishedCheckpoint.objects.bulk_create([row])
    except IntegrityError:  # another process published first
        return


def _published(office: Office, epoch: int | None) -> PublishedCheckpoint:
    number = epoch or log_of(office.id).epoch
    found = PublishedCheckpoint.objects.filter(office=office, epoch=number).first()
    if found is None and epoch is None:
        found = publish(office.id)
    if found is None:
        raise _unknown()
    return found


def _wanted(path: str, size: int) -> TilePath:
    try:
        wanted = parse_path(path)
    except FormatError as error:
        raise _unknown() from error
    if wanted.width > tile_width(wanted.level or 0, wanted.index, size):
        raise _unknown()
    return wanted


def _unknown() -> TileUnknown:
    return TileUnknown(
        _("El registro público no tiene esa página."),
        expected=_("Las direcciones que salen del tamaño publicado en /checkpoint."),
        example="tile/0/000.p/17",
    )


def _key(key: Any) -> dict[str, Any]:
    return {
        "vkey": key.vkey,
        "algorithm": key.algorithm,
        "fingerprint": key.fingerprint,
        "valid_from": key.valid_from.isoformat(),
        "valid_until": key.valid_until.isoformat() if key.valid_until else None,
    }
