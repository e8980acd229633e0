"""Who of the staff looked at what, when and for what: written before anything is shown.

Any file may hold data of special categories (health, beliefs, sex life…) in free text or in an
attachment, whatever its procedure says. So no line is left for later: `record_access` returns when
it is durable, and who cannot be journalled sees nothing. Lines of several openings at once share
one transaction through a queue of their own, led by whichever of the waiting threads comes first.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import Error, IntegrityError, transaction

from ventanilla.domains.offices.api import Office
from ventanilla.domains.privacy.access_delays import delays_of, still_untold
from ventanilla.domains.privacy.errors import AccessNotRecorded
from ventanilla.domains.privacy.models import AccessLine, AccessPurpose
from ventanilla.kernel import clock
from ventanilla.kernel.office_scope import every_office

MOST_WAITING = 1_000
MOST_IN_BATCH = 256
WAIT_SECONDS = 10.0
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One opening by a member of the staff.

    `matter_id` is the case (opaque here) and `item_id` a document of it, or None for the whole.
    `by_name` and `unit_name` are kept as they were at that moment.
    """

    office_id: UUID
    matter_id: UUID
    item_id: UUID | None = None
    purpose: AccessPurpose
    unit_id: UUID
    post_id: UUID
    account_id: UUID
    by_name: str
    unit_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessSeen:
    """A line as the person reads it. `at` is aware, in UTC."""

    matter_id: UUID
    at: datetime
    by_name: str
    unit_name: str
    item_id: UUID | None
    purpose: AccessPurpose


@dataclass(slots=True, eq=False)
class _Waiting:
    line: AccessLine
    done: bool = False
    failed: BaseException | None = field(default=None)


_turn = threading.Condition()
_pending: list[_Waiting] = []
_leading = False


def record_access(access: Access) -> None:
    """Write the line; returns when it is durable. Raises `AccessNotRecorded`: show nothing."""
    record_accesses([access])


def record_accesses(accesses: Sequence[Access]) -> None:
    """Write several lines of one opening together; returns when all are durable. Raises
    `AccessNotRecorded`: show nothing of any."""
    every = [_Waiting(_line(access)) for access in accesses]
    with _turn:
        if len(_pending) + len(every) > MOST_WAITING:
            raise AccessNotRecorded
        _pending.extend(every)
    deadline = clock.monotonic() + WAIT_SECONDS
    for mine in every:  # whoever leads writes what waits: the rest are done with the first
        while (batch := _batch_or_none(mine, deadline)) is not None:
            _write(batch)
    for mine in every:
        if mine.failed is not None:
            raise AccessNotRecorded from mine.failed


def accesses_to(
    *, office: Office, matter_ids: Collection[UUID], most: int = MOST_SHOWN
) -> list[AccessSeen]:
    """Who looked at those matters, the latest first, as their person may read it now: what a lawful
    exception delays comes on its day. Two statements."""
    lines = AccessLine.objects.filter(office_id=office.id, matter_id__in=list(matter_ids))
    delays = delays_of(office=office, matter_ids=matter_ids)
    today = clock.today(office.zone)

    def told(line: AccessLine) -> bool:
        return not still_untold(
            delays,
            matter_id=line.matter_id,
            unit_id=line.unit_id,
            at=line.at,
            zone=office.zone,
            today=today,
        )

    latest = lines.order_by("-at", "-id")[: most + MOST_SHOWN * bool(delays)]
    return [_seen(line) for line in latest if told(line)][:most]


def _seen(line: AccessLine) -> AccessSeen:
    return AccessSeen(
        matter_id=line.matter_id,
        at=line.at,
        by_name=line.by_name,
        unit_name=line.unit_name,
        item_id=line.item_id,
        purpose=AccessPurpose(line.purpose),
    )


def accesses_counted(office_id: UUID) -> int:
    """How many openings the journal holds. One statement."""
    return AccessLine.objects.filter(office_id=office_id).count()


def _line(access: Access) -> AccessLine:
    return AccessLine(
        office_id=access.office_id,
        matter_id=access.matter_id,
        item_id=access.item_id,
        purpose=access.purpose,
        unit_id=access.unit_id,
        post_id=access.post_id,
        account_id=access.account_id,
        by_name=access.by_name[:160],
        unit_name=access.unit_name[:200],
        at=clock.now(),
    )


def _batch_or_none(mine: _Waiting, deadline: float) -> list[_Waiting] | None:
    """What this thread is to write, or None once somebody has done its own line."""
    global _leading
    with _turn:
        while not mine.done:
            if not _leading:
                _leading = True
                batch = _pending[:MOST_IN_BATCH]
                del _pending[:MOST_IN_BATCH]
                return batch
            waited = _turn.wait(max(0.05, deadline - clock.monotonic()))
            if not waited and mine in _pending:
                _pending.remove(mine)
                raise AccessNotRecorded
    return None


def _write(batch: list[_Waiting]) -> None:
    global _leading
    try:
        _insert(batch)
    finally:
        with _turn:
            _leading = False
            for one in batch:
                one.done = True
            _turn.notify_all()


def _insert(batch: list[_Waiting]) -> None:
    """All in one transaction; where one row is bad, it alone fails."""
    try:
        with every_office(), transaction.atomic():  # a batch may hold several offices
            AccessLine.objects.bulk_create([one.line for one in batch])
    except IntegrityError as error:
        if len(batch) == 1:
            batch[0].failed = error
            return
        middle = len(batch) // 2
        _insert(batch[:middle])
        _insert(batch[middle:])
    except Error as error:
        for one in batch:
            one.failed = error
    except BaseException as error:
        for one in batch:
            one.failed = error
        raise
