"""A small program that files through the register, made to be killed.

It loads once and forks a child for each connection to its socket, so that fifty deaths take
seconds. A child takes keys, files each once under its key in some threads, and answers.
"""

from __future__ import annotations

import faulthandler
import os
import queue
import resource
import signal
import sys
import threading
import traceback
from contextlib import ExitStack
from datetime import datetime, timedelta
from hashlib import sha256
from multiprocessing.connection import Connection, Listener
from typing import Any
from uuid import UUID

_kept = ExitStack()  # for the life of the process


def main(address: str) -> None:
    import django

    faulthandler.enable()
    django.setup()
    from ventanilla.kernel import office_scope

    office_scope.process_acts_for(office_scope.EVERY)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with Listener(address, backlog=16) as listener:
        while True:
            connection = listener.accept()
            if os.fork() == 0:
                try:
                    _child(connection)
                except BaseException:
                    traceback.print_exc()
                finally:
                    os._exit(0)
            connection.close()


def _child(connection: Connection) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    connection.send(os.getpid())
    kind, parameters = connection.recv()
    work = {"prepare": prepare, "file": serve, "audit": audited}[kind]
    work(connection, **parameters)


def prepare(connection: Connection, *, slug: str) -> None:
    """Make the database, if there is none yet, and an office with one unit."""
    from django.core.management import call_command

    from tests.cast import found
    from ventanilla.domains.offices import api as offices

    call_command("migrate", verbosity=0)
    office = found(slug)
    unit = offices.add_unit(office=office, code="partes", name="Partes")
    connection.send((office.id, unit.id, offices.log_signer(office).vkeys, os.getppid()))


def serve(
    connection: Connection,
    *,
    office_id: UUID,
    unit_id: UUID,
    threads: int = 8,
    fault: str = "",
    synchronous: str = "",
    clock_offset: float = 0.0,
    file_limit: int = 0,
) -> None:
    """File under each key that comes; None ends it."""
    from ventanilla.domains.register import faults

    faults.arm(fault)
    if synchronous:
        _weaken(synchronous)
    if clock_offset:
        _set_clock(clock_offset)
    if file_limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, file_limit))
    keys: queue.Queue[str | None] = queue.Queue()
    answering = threading.Lock()

    def work() -> None:
        while (key := keys.get()) is not None:
            answer = _file(key, office_id, unit_id)
            with answering:
                connection.send((key, *answer))
        keys.put(None)

    running = [threading.Thread(target=work) for _ in range(threads)]
    for thread in running:
        thread.start()
    while (key := connection.recv()) is not None:
        keys.put(key)
    keys.put(None)
    for thread in running:
        thread.join()


def _file(key: str, office_id: UUID, unit_id: UUID) -> tuple[int, str]:
    """(number, receipt), or (0, code of the problem)."""
    from ventanilla.domains.register import api
    from ventanilla.kernel.errors import Problem

    entry, rows = _new_filing(key, office_id, unit_id)
    try:
        registered = api.append(entry, rows)
    except Problem as problem:
        return 0, problem.code
    assert registered.receipt
    return registered.number, registered.receipt


def _new_filing(key: str, office_id: UUID, unit_id: UUID) -> tuple[Any, list[Any]]:
    from ventanilla.domains.privacy import api as privacy
    from ventanilla.domains.register import api
    from ventanilla.kernel import clock
    from ventanilla.kernel.identifiers import uuid7

    entry_id, subject, salt = uuid7(), uuid7(), os.urandom(32)
    row, handle = privacy.new_data_key(office_id=office_id, subject_id=subject)
    entry = api.NewEntry(
        id=entry_id,
        office_id=office_id,
        unit_id=unit_id,
        subject_id=subject,
        subject="Solicitud",
        channel="api",
        presented_at=clock.now(),
        received_at=clock.now(),
        procedure_digest=sha256(b"procedure").digest(),
        answers_digest=sha256(key.encode()).digest(),
        salt=salt,
        sealed_salt=handle.encrypt(salt, entry_id.bytes),
        data_key_id=row.id,
        idempotency_scope="token:1",
        idempotency_key=key,
        request_digest=sha256(key.encode()).digest(),
    )
    return entry, [row]


def _set_clock(offset: float) -> None:
    """This process lives `offset` seconds later; time passes as it does."""
    from ventanilla.kernel import clock

    class Later(clock.SystemClock):
        def now(self) -> datetime:
            return super().now() + timedelta(seconds=offset)

    _kept.enter_context(clock.use(Later()))


def _weaken(level: str) -> None:
    """Past the register's own check: what a broken promise of durability would look like."""
    from ventanilla.kernel.sqlite import base

    set_pragmas = base.DatabaseWrapper._set_pragmas
    checked = __import__(
        "ventanilla.domains.register.appender.connection", fromlist=["check_durability"]
    )
    checked.check_durability = lambda wrapper: None

    def weaker(self: Any, connection: Any) -> None:
        set_pragmas(self, connection)
        connection.execute(f"PRAGMA synchronous={level}")

    base.DatabaseWrapper._set_pragmas = weaker  # type: ignore[method-assign]


def audited(connection: Connection, *, slug: str, sizes: list[tuple[int, bytes]]) -> None:
    """The audit's findings, and those of the checkpoints seen that the log does not agree with."""
    from ventanilla.domains.offices import api as offices
    from ventanilla.domains.register import api
    from ventanilla.domains.register.models import Batch, Entry

    office = offices.office_by_slug(slug)
    report = api.audit(office)
    roots = {b.size: bytes(b.root) for b in Batch.objects.filter(office=office)}
    strange = [size for size, root in sizes if roots.get(size) != root]
    entries = Entry.objects.filter(office=office).order_by("position")
    numbers = list(entries.values_list("year", "number"))
    connection.send((report.findings, strange, numbers))


if __name__ == "__main__":
    main(sys.argv[1])
