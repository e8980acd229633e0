"""The queue of this process and its leader (DESIGN §4, group commit).

Whoever finds nobody leading leads: one batch, one transaction, then the next in the queue leads,
while the old leader signs and answers. So the disk works for one batch while the processor signs
the one before. Several processes each have a leader; the head's row lock orders them, and whoever
came while a leader waited for it joins its batch: what a batch costs is shared by more.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Set
from uuid import UUID

import structlog
from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    transaction,
)

from ventanilla.domains.register import faults
from ventanilla.domains.register.appender.batch import lock_heads, write_batch
from ventanilla.domains.register.appender.connection import (
    Connection,
    leading,
    limit_waiting,
    new_wrapper,
)
from ventanilla.domains.register.appender.recovery import described, look_up
from ventanilla.domains.register.appender.signing import sign
from ventanilla.domains.register.appender.standby import Unreplicated
from ventanilla.domains.register.appender.trust import stop
from ventanilla.domains.register.appender.waiting import Appended, Waiting
from ventanilla.domains.register.errors import (
    EntryRefused,
    OutcomeUnknown,
    RegisterBusy,
)
from ventanilla.domains.register.high_water import TwoHistories
from ventanilla.kernel.errors import Problem
from verifiable_log import LogError

log = structlog.get_logger(__name__)
QUEUE_BOUND = 2048
BATCH_LEAVES = 256
BATCH_BYTES = 4_000_000
PATIENCE_SECONDS = 10.0
#: A row that no database would take: it alone fails. Everything else is the machine's fault.
_DATA_ERRORS = (IntegrityError, DataError, LogError, ValueError, TypeError, OverflowError)


class Queue:
    """What waits to be appended in this process. `submit` may be called by any thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._mutex = threading.Lock()
        self._waiting: deque[Waiting] = deque()
        self._led = False

    def submit(self, one: Waiting) -> None:
        """Return when `one` is placed and signed, or is a replay; raises what became of it."""
        one.turn.acquire()
        with self._mutex:
            if len(self._waiting) >= QUEUE_BOUND:
                raise RegisterBusy
            self._waiting.append(one)
            if not self._led:
                self._led = one.leads = True
        if not one.leads:
            self._wait(one)
        if one.leads and not one.answered:
            self._lead()
        if one.error is not None:
            raise one.error

    def _wait(self, one: Waiting) -> None:
        if one.turn.acquire(timeout=PATIENCE_SECONDS):
            return
        with self._mutex:
            if one.leads or one.answered:  # it came in this very moment
                return
            if one in self._waiting:
                self._waiting.remove(one)
                raise RegisterBusy
        raise OutcomeUnknown

    def _lead(self) -> None:
        """Rule 4: whatever happens, every waiter of the batch is freed and somebody leads on."""
        batch: list[Waiting] = []
        self._join(batch)
        appended: list[Appended] = []
        try:
            try:
                appended = self._append(batch, whole=True)
            finally:
                self._hand_on()
            _sign_all(appended)
        except Exception as error:
            log.error("register.batch_failed", leaves=len(batch), **described(error))
        finally:
            _answer(batch)

    def _join(self, batch: list[Waiting], offices: Set[UUID] | None = None) -> None:
        """Move what waits into the batch, in order and within bounds; given `offices`, only theirs:
        the heads of others are not locked."""
        size = sum(one.size for one in batch)
        with self._mutex:
            while self._waiting and len(batch) < BATCH_LEAVES:
                first = self._waiting[0]
                size += first.size
                if batch and size > BATCH_BYTES:
                    return
                if offices is not None and first.log.office_id not in offices:
                    return
                batch.append(self._waiting.popleft())

    def _hand_on(self) -> None:
        with self._mutex:
            if not self._waiting:
                self._led = False
                return
            following = self._waiting[0]
            following.leads = True
        following.turn.release()

    def _append(self, batch: list[Waiting], *, whole: bool = False) -> list[Appended]:
        """Rule 3: halve on a bad row; on a fault of the machine look each row up.

        A batch that is still `whole` grows until its heads are locked.
        """
        try:
            return self._commit(batch, grows=whole)
        except _DATA_ERRORS as error:
            if len(batch) == 1:
                log.warning("register.row_refused", **described(error))
                batch[0].error = EntryRefused()
                return []
        except Problem as error:  # the register is stopped: nothing was tried
            for one in batch:
                one.error = error
            return []
        except Unreplicated as error:
            log.critical("register.not_replicated", leaves=len(batch), **described(error))
            for one in batch:
                one.forget()
                one.error = OutcomeUnknown()
            return []
        except (DatabaseError, InterfaceError, OSError) as error:
            log.error("register.infrastructure", **described(error))
            look_up(batch, new_wrapper)
            return []
        middle = len(batch) // 2
        return self._append(batch[:middle]) + self._append(batch[middle:])

    def _commit(self, batch: list[Waiting], *, grows: bool) -> list[Appended]:
        for one in batch:
            one.forget()
        with self._connection.lent() as wrapper:
            with self._connection.standby.bounded(wrapper), transaction.atomic(durable=True):
                limit_waiting(wrapper)
                heads = lock_heads(batch, wrapper)
                if grows:  # while another process held the lock, more came
                    self._join(batch, {one.log.office_id for one in batch})
                trusted = self._connection.trusted
                appended = write_batch(batch, wrapper, heads=heads, trusted=trusted)
                faults.point("before-commit")
            self._connection.check_replicated()
            faults.point("after-commit")
        return appended


def _sign_all(appended: list[Appended]) -> None:
    """One office whose mark cannot be written does not keep the others from their receipts."""
    for one in appended:
        try:
            sign(one)
        except TwoHistories:
            stop(one.log.office_id, "two-histories")
        except Exception as error:
            log.error("register.not_signed", **described(error))
    faults.point("after-signing")


def _answer(batch: list[Waiting]) -> None:
    for one in batch:
        signed = one.appended is not None and one.appended.note
        if one.error is None and one.replay_of is None and not signed:
            one.error = OutcomeUnknown()
        one.answered = True
        one.turn.release()


_queue = Queue(leading())


def queue() -> Queue:
    """This process's queue."""
    return _queue


def _forget_after_fork() -> None:
    global _queue
    _queue = Queue(leading())


os.register_at_fork(after_in_child=_forget_after_fork)
