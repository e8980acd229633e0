"""Disks fill, locks are held, databases go away: nobody is told what is not known."""

from __future__ import annotations

import os
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from ventanilla.domains.offices import api as offices
from ventanilla.domains.privacy.api import DataKey
from ventanilla.domains.register import api, high_water
from ventanilla.domains.register.actions.resume import mark_copy
from ventanilla.domains.register.appender import connection as leader
from ventanilla.domains.register.appender import queue as queue_module
from ventanilla.domains.register.models import DatabaseMark, Entry, Head

only_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own fault")
only_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs a server")


@contextmanager
def leader_settings(**changes: Any) -> Iterator[None]:
    """The leader's next connection is made with these."""
    held = connection.settings_dict
    before = dict(held)
    held.update(changes)
    leader.leading().close()
    try:
        yield
    finally:
        held.clear()
        held.update(before)
        leader.leading().close()


@only_sqlite
def test_a_full_disk_gives_no_number_and_leaves_nothing_half_written(
    office: offices.Office, filing: Any
) -> None:
    api.append(*filing())
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
    options = {**connection.settings_dict["OPTIONS"]}
    options["init_command"] = f"PRAGMA max_page_count={pages + 1}"
    refused = []
    with leader_settings(OPTIONS=options):
        for number in range(60):
            entry, rows = filing(key=f"k{number}")
            rows.append(DataKey(office=office, subject_id=entry.id, wrapped=os.urandom(100_000)))
            rows[-1].created_at = entry.received_at
            try:
                api.append(entry, rows)
            except api.OutcomeUnknown:
                refused.append(number)
    assert refused
    assert api.audit(office).findings == []
    before = Entry.objects.count()
    again = api.append(*filing(key=f"k{refused[0]}"))
    assert (again.number, again.replayed) == (before + 1, False)


def test_a_lock_that_another_holds_makes_waiters_wait_and_then_say_so(
    office: offices.Office, filing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    api.append(*filing())
    monkeypatch.setattr(queue_module, "PATIENCE_SECONDS", 0.3)
    monkeypatch.setattr(queue_module, "QUEUE_BOUND", 4)
    monkeypatch.setattr(leader, "_LOCAL_LIMITS", leader._LOCAL_LIMITS.replace("'5s'", "'1s'"))
    options = {**connection.settings_dict["OPTIONS"]}
    if connection.vendor == "sqlite":
        options["lock_timeout"] = 1
    outcomes: list[str] = []

    def send() -> None:
        try:
            api.append(*filing())
        except (api.RegisterBusy, api.OutcomeUnknown) as error:
            outcomes.append(error.code)
        connection.close()

    with leader_settings(OPTIONS=options), transaction.atomic():
        Head.objects.select_for_update().get(office_id=office.id)
        work = [threading.Thread(target=send) for _ in range(8)]
        for thread in work:
            thread.start()
        for thread in work:
            thread.join()
    assert outcomes.count("register-busy") >= 3, "some found the queue full or left it"
    assert len(outcomes) == 8
    assert Entry.objects.count() == 1
    monkeypatch.undo()
    assert api.append(*filing()).number == 2


class DroppingProxy:
    """Stands between the leader and PostgreSQL; drops the line at the first COMMIT it sees."""

    def __init__(self, settings: dict[str, Any], *, forward: bool) -> None:
        self._host, self._port = settings["HOST"], int(settings["PORT"] or 5432)
        self._forward, self.dropped = forward, False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, self._server() as server:
            while True:
                for end in select.select([client, server], [], [])[0]:
                    data = end.recv(65536)
                    commits = end is client and b"COMMIT" in data and not self.dropped
                    if commits:
                        self.dropped = True
                        if self._forward:
                            server.sendall(data)
                            server.recv(65536)  # it is durable, and nobody hears of it
                    if not data or commits:
                        return
                    (server if end is client else client).sendall(data)

    def _server(self) -> socket.socket:
        if not self._host.startswith("/"):
            return socket.create_connection((self._host or "127.0.0.1", self._port))
        server = socket.socket(socket.AF_UNIX)
        server.connect(f"{self._host}/.s.PGSQL.{self._port}")
        return server

    def close(self) -> None:
        self._listener.close()


@only_postgresql
@pytest.mark.parametrize("forward", [False, True], ids=["before", "after"])
def test_a_database_gone_at_commit_is_asked_again_before_anything_is_said(
    office: offices.Office, filing: Any, forward: bool
) -> None:
    api.append(*filing())
    proxy = DroppingProxy(connection.settings_dict, forward=forward)
    made = filing(key="lost at commit")
    with leader_settings(HOST="127.0.0.1", PORT=str(proxy.port)):
        if forward:  # it had been committed: found, and proven
            assert api.append(*made).receipt
        else:
            with pytest.raises(api.OutcomeUnknown):
                api.append(*made)
        assert proxy.dropped
        again = api.append(*filing(key="lost at commit"))
    proxy.close()
    assert (again.number, again.replayed) == (2, forward)
    assert api.audit(office).findings == []


def test_a_database_behind_its_mark_appends_nothing_and_still_reads(
    office: offices.Office, filing: Any
) -> None:
    first = api.append(*filing())
    api.publish_due()
    mark = high_water.read(office.id)
    assert mark
    assert (mark.size, mark.counters) == (1, {f"E/{first.year}": 1})
    high_water.rise(office.id, high_water.Mark(epoch=1, size=4, root="00" * 32))
    api.forget_register()
    with pytest.raises(api.CopyDistrusted) as refusal:
        api.append(*filing())
    assert refusal.value.remedy == "ventanilla register resume"
    assert api.find_entry(office, first.label)
    assert api.receipt(first.entry_id).immediate, "from the checkpoint that was published"
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("fault", ["missing", "another root", "torn"])
def test_a_mark_that_is_missing_or_disagrees_stops_the_register(
    office: offices.Office, filing: Any, fault: str
) -> None:
    api.append(*filing())
    path = high_water.path_of(office.id)
    if fault == "missing":
        path.unlink()
    elif fault == "torn":
        path.write_bytes(b"\0" * 100)
    else:
        high_water.replace(office.id, high_water.Mark(epoch=1, size=1, root="11" * 32))
    api.forget_register()
    with pytest.raises(api.CopyDistrusted):
        api.append(*filing())


def test_a_torn_slot_of_the_mark_leaves_the_ones_before(
    office: offices.Office, filing: Any
) -> None:
    for _ in range(3):
        api.append(*filing())
    path = high_water.path_of(office.id)
    data = bytearray(path.read_bytes())
    data[3 * 2048 + 100] ^= 1
    path.write_bytes(bytes(data))
    mark = high_water.read(office.id)
    assert mark
    assert mark.size == 2


@pytest.mark.parametrize("state", [DatabaseMark.State.RESTORED, DatabaseMark.State.PROMOTED])
def test_a_database_marked_as_a_copy_appends_nothing(filing: Any, state: str) -> None:
    api.append(*filing())
    mark_copy(state)
    api.forget_register()
    with pytest.raises(api.CopyDistrusted):
        api.append(*filing())


def test_a_database_that_promises_less_is_refused(
    office: offices.Office, filing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = {**connection.settings_dict["OPTIONS"]}
    if connection.vendor == "sqlite":
        options["volatile"] = True
    else:
        options["options"] = "-c synchronous_commit=off"
    with leader_settings(OPTIONS=options), pytest.raises(api.NotDurable):
        api.append(*filing())


def test_the_disk_of_the_mark_is_gone_nothing_is_signed_and_the_key_finds_out(
    office: offices.Office, filing: Any
) -> None:
    api.append(*filing())
    path = high_water.path_of(office.id)
    aside = path.rename(path.with_suffix(".aside"))
    with pytest.raises(api.OutcomeUnknown):
        api.append(*filing(key="k"))
    aside.rename(path)
    again = api.append(*filing(key="k"))
    assert (again.number, again.replayed) == (2, True)
    assert again.receipt
