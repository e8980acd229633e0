"""One batch in one transaction: heads locked, numbers given, rows written.

The caller holds the transaction and commits. Nothing here signs, waits or asks anybody; what a
waiter's rows needed was made before it queued. Each step is one statement for the whole batch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper

from ventanilla.domains.register.appender.books import Books
from ventanilla.domains.register.appender.leaves import place_entry, place_record
from ventanilla.domains.register.appender.statements import known_keys, locked_heads, move_head
from ventanilla.domains.register.appender.trust import (
    check_copy,
    check_not_stopped,
    official_time,
    remember_reading,
)
from ventanilla.domains.register.appender.waiting import Appended, Placed, Waiting
from ventanilla.domains.register.entries import NewEntry
from ventanilla.domains.register.errors import KeyReused, RegisterBusy, RegisterStopped
from ventanilla.domains.register.logs import forget_log
from ventanilla.domains.register.models import Batch, Head, TileHash
from ventanilla.domains.register.rows import Row, ready, write
from ventanilla.kernel.unsaved import unsaved
from verifiable_log import Frontier, leaf_hash


def lock_heads(waiting: Sequence[Waiting], wrapper: BaseDatabaseWrapper) -> dict[UUID, Head]:
    """The heads of the logs that `waiting` go into, locked until the transaction ends."""
    return locked_heads(sorted({one.log.office_id for one in waiting}), wrapper)


def write_batch(
    waiting: Sequence[Waiting],
    wrapper: BaseDatabaseWrapper,
    *,
    heads: Mapping[UUID, Head],
    trusted: set[UUID],
) -> list[Appended]:
    """Write all of `waiting` under their locked `heads`; returns what each office's log gained.

    A waiter that is refused (`error`) or was registered before (`replay_of`) adds nothing.
    `trusted` are offices whose copy is known to be the newest; it grows. Database errors pass.
    """
    offices: dict[UUID, list[Waiting]] = defaultdict(list)
    for one in waiting:
        offices[one.log.office_id].append(one)
    _find_replays(waiting, wrapper)
    rows: list[Row] = []
    appended = []
    for office_id in sorted(offices):
        try:
            gained = _extend(heads.get(office_id), offices[office_id], wrapper, trusted, rows)
        except (RegisterStopped, RegisterBusy) as error:
            for one in offices[office_id]:
                one.forget()
                one.error = error
        else:
            appended += [gained] if gained else []
    write(rows, wrapper)
    return appended


def _find_replays(waiting: Sequence[Waiting], wrapper: BaseDatabaseWrapper) -> None:
    """R5: a key used before, in the database or earlier in this batch, names that entry."""
    keys = [one.idempotency for one in waiting if one.idempotency]
    known = known_keys(keys, wrapper) if keys else {}
    for one in waiting:
        if not isinstance(one.leaf, NewEntry):
            continue
        first = known.get(one.idempotency)
        if first is None:
            known[one.idempotency] = (one.leaf.id, one.leaf.request_digest)
        elif first[1] != one.leaf.request_digest:
            one.error = KeyReused()
        else:
            one.replay_of = first[0]


def _extend(
    head: Head | None,
    waiting: list[Waiting],
    wrapper: BaseDatabaseWrapper,
    trusted: set[UUID],
    rows: list[Row],
) -> Appended | None:
    fresh = [one for one in waiting if one.replay_of is None and one.error is None]
    if not fresh:
        return None
    log = fresh[0].log
    if head is not None and head.epoch != log.epoch:  # a new epoch opened meanwhile
        forget_log(log.office_id)
        raise RegisterBusy
    # R3: a copy is never trusted to be the newest.
    if log.office_id not in trusted or head is None:
        head = check_copy(log.office_id, head)
        trusted.add(log.office_id)
    check_not_stopped(head)
    # R1: one time for the batch, read under the lock.
    moment, reading = official_time(head)
    books = Books(log, moment, wrapper)
    hashes = [
        _place(one, head.size + i, moment, books, wrapper, rows) for i, one in enumerate(fresh)
    ]
    extension = Frontier.from_bytes(bytes(head.frontier)).extend(hashes)
    batch = unsaved(
        Batch,
        office_id=log.office_id,
        epoch=log.epoch,
        size=extension.frontier.size,
        root=extension.root,
        committed_at=moment,
    )
    rows.append(ready(batch, wrapper))
    for made in extension.tile_hashes:
        tile = unsaved(
            TileHash,
            office_id=log.office_id,
            epoch=log.epoch,
            level=made.level,
            index=made.index,
            hash=made.hash,
        )
        rows.append(ready(tile, wrapper))
    move_head(
        log.office_id,
        wrapper,
        size=extension.frontier.size,
        frontier=extension.frontier.to_bytes(),
        last_registered_at=moment,
        clock_boot=reading.boot,
        clock_monotonic=reading.monotonic,
        clock_wall=reading.wall,
        accepted_lead=max(0.0, (moment - reading.wall).total_seconds()) and head.accepted_lead,
    )
    remember_reading(reading)
    appended = Appended(log, extension, batch, books.save())
    for one in fresh:
        one.appended = appended
    return appended


def _place(
    one: Waiting,
    position: int,
    moment: datetime,
    books: Books,
    wrapper: BaseDatabaseWrapper,
    rows: list[Row],
) -> bytes:
    """Give one leaf its place; returns its hash."""
    if not isinstance(one.leaf, NewEntry):
        data, row = place_record(
            one.leaf, log=one.log, position=position, recorded_at=moment, wrapper=wrapper
        )
        one.placed = Placed(epoch=one.log.epoch, position=position, registered_at=moment)
        rows += [row, *one.rows]
        return leaf_hash(data)
    number = books.following(one.leaf.book)
    leaf = place_entry(
        one.leaf,
        one.rows[0],
        log=one.log,
        position=position,
        number=number,
        registered_at=moment,
        wrapper=wrapper,
    )
    one.placed = Placed(
        epoch=one.log.epoch,
        position=position,
        registered_at=moment,
        year=leaf.json["year"],
        number=number,
        json=leaf.json,
    )
    rows += [leaf.row, *one.rows[1:]]
    return leaf_hash(leaf.data)
