"""Witnesses, both sides: others cosign this office's log, and this office cosigns theirs."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import structlog
from django.db import transaction

from ventanilla.domains.offices.api import Office, witness_signer
from ventanilla.domains.register.appender.trust import stop
from ventanilla.domains.register.log_store import LogStore
from ventanilla.domains.register.models import (
    Cosignature,
    Head,
    PublishedCheckpoint,
    Witness,
    WitnessedLog,
)
from ventanilla.kernel import clock
from verifiable_log import LogError, Verifier
from verifiable_log.witness import (
    WitnessAheadError,
    WitnessClient,
    WitnessedHead,
    handle_add_checkpoint,
    handle_checkpoint,
)

log = structlog.get_logger(__name__)
#: HTTP status, media type, body.
Answer = tuple[int, str, bytes]


def add_witness(*, office: Office, name: str, url: str, vkeys: Sequence[str]) -> Witness:
    """Ask `url` (the prefix of its `add-checkpoint`) to cosign; believe it by `vkeys` only.

    The same name again moves the witness to another address or to other keys.
    """
    for vkey in vkeys:
        Verifier.parse(vkey)
    with transaction.atomic():
        witness, _ = Witness.objects.update_or_create(
            office=office, name=name, defaults={"url": url.rstrip("/"), "vkeys": list(vkeys)}
        )
    return witness


def witness_log(*, office: Office, origin: str, vkeys: Sequence[str]) -> WitnessedLog:
    """Cosign the log of that origin from now on, as its keys sign it."""
    for vkey in vkeys:
        Verifier.parse(vkey)
    with transaction.atomic():
        known, _ = WitnessedLog.objects.update_or_create(
            office=office, origin=origin, defaults={"vkeys": list(vkeys)}
        )
    return known


def ask_witnesses() -> None:
    """Have each witness cosign what is published and it has not seen. Called by the worker."""
    for witness in Witness.objects.order_by("office_id", "name"):
        published = (
            PublishedCheckpoint.objects.filter(office_id=witness.office_id)
            .order_by("-epoch")
            .first()
        )
        if published is None or not published.size or _seen(witness, published):
            continue
        try:
            _ask(witness, published)
        except WitnessAheadError as ahead:
            _heed(witness, ahead)
        except LogError as error:
            log.warning("register.witness_failed", witness=witness.name, error=type(error).__name__)


def _seen(witness: Witness, published: PublishedCheckpoint) -> bool:
    seen = (witness.last_epoch, witness.last_size)
    return seen >= (published.epoch, published.size)


def _ask(witness: Witness, published: PublishedCheckpoint) -> None:
    store = LogStore(witness.office_id, published.epoch)
    client = WitnessClient(witness.url, [Verifier.parse(vkey) for vkey in witness.vkeys])
    old = witness.last_size if witness.last_epoch == published.epoch else 0
    lines = client.submit(published.note, old_size=old, prove=store.consistency)
    cosignature = Cosignature(
        office_id=witness.office_id,
        epoch=published.epoch,
        size=published.size,
        root=bytes(published.root),
        note=published.note,
        witness=witness,
        signatures="".join(line.line() for line in lines),
        received_at=clock.now(),
    )
    with transaction.atomic():
        Cosignature.objects.bulk_create([cosignature], ignore_conflicts=True)
        Witness.objects.filter(pk=witness.pk).update(
            last_size=published.size, last_epoch=published.epoch
        )


def _heed(witness: Witness, ahead: WitnessAheadError) -> None:
    """R3: a witness that saw more than this database holds proves that it is not the newest."""
    head = Head.objects.get(office_id=witness.office_id)
    if ahead.size > head.size:
        stop(witness.office_id, "witness-ahead")


def receive_checkpoint(office: Office, body: bytes) -> Answer:
    """`POST <prefix>/add-checkpoint` of C2SP tlog-witness: cosign the log of another office."""
    return handle_add_checkpoint(
        body,
        _Store(office.id),
        _known_logs(office.id),
        witness_signer(office),
        int(clock.now().timestamp()),
    )


def witnessed_checkpoint(office: Office, origin_hash: str) -> Answer:
    """`GET <prefix>/<origin hash>/checkpoint`: the last one cosigned, or 404."""
    return handle_checkpoint(origin_hash, _Store(office.id), _known_logs(office.id))


def _known_logs(office_id: UUID) -> dict[str, list[Verifier]]:
    logs = WitnessedLog.objects.filter(office_id=office_id)
    return {known.origin: [Verifier.parse(vkey) for vkey in known.vkeys] for known in logs}


class _Store:
    """Last cosigned heads as rows: compared and replaced in one statement, durably."""

    def __init__(self, office_id: UUID) -> None:
        self._logs = WitnessedLog.objects.filter(office_id=office_id)

    def latest(self, origin: str) -> WitnessedHead | None:
        row = self._logs.filter(origin=origin).first()
        if row is None or row.size is None or row.root is None:
            return None
        return WitnessedHead(row.size, bytes(row.root), row.note)

    def advance(self, origin: str, *, expected: WitnessedHead | None, new: WitnessedHead) -> bool:
        size, root = (expected.size, expected.root) if expected else (None, None)
        with transaction.atomic():
            same = self._logs.filter(origin=origin)
            same = same.filter(size=size, root=root) if expected else same.filter(size=None)
            changed = same.update(size=new.size, root=new.root, note=new.note)
        return bool(changed)
