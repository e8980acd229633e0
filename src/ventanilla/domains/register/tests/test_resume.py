"""After a loss: what the journal holds is put back; what is lost is declared, never given again."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction

from ventanilla.domains.offices import api as offices
from ventanilla.domains.register import api, followers, high_water, journal
from ventanilla.domains.register.log_store import LogStore
from ventanilla.domains.register.models import (
    Batch,
    BookCounter,
    Entry,
    Head,
    LogRecord,
    LostNumber,
    TileHash,
)
from ventanilla.domains.register.ports import FollowedPage
from ventanilla.kernel.append_only import guard_table
from verifiable_log import Frontier, leaf_hash
from verifiable_log.verification import verify_receipt

ACT = {"cause": "Falló el disco", "act": "Decreto alcaldicio 12/2026", "ask": False}


def forget(office: offices.Office, size: int) -> None:
    """What a backup of that size would hold, restored: later rows are gone, the mark is not."""
    kept = Entry.objects.filter(office=office, position__lt=size)
    frontier = Frontier.empty()
    leaves = LogStore(office.id, 1).leaves(0, size)
    frontier = frontier.extend([leaf_hash(leaf) for leaf in leaves]).frontier
    triggers = _triggers_off()
    with transaction.atomic():
        for model in (Entry, LogRecord):
            model.objects.filter(office=office, position__gte=size)._raw_delete("default")
        Batch.objects.filter(office=office, size__gt=size)._raw_delete("default")
        TileHash.objects.filter(office=office, index__gte=size >> 8)._raw_delete("default")
        last = kept.order_by("-number").first()
        BookCounter.objects.filter(office=office).update(last=last.number if last else 0)
        Head.objects.filter(office=office).update(size=size, frontier=frontier.to_bytes())
    _triggers_on(triggers)
    api.forget_register()


TABLES = ("register_entry", "register_logrecord", "register_batch", "register_tilehash")


def _triggers_off() -> list[str]:
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_delete")
            return []
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE name LIKE 'register%%delete'")
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f'DROP TRIGGER "{name}"')
        return [sql for _, sql in found]


def _triggers_on(triggers: list[str]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_delete")
        for sql in triggers:
            cursor.execute(sql)


def test_what_the_journal_holds_is_put_back_and_the_log_continues(
    office: offices.Office, filing: Any
) -> None:
    given = [api.append(*filing()) for _ in range(3)]
    api.write_journals()
    api.append_record(office_id=office.id, kind="calendar", id="2026", digest=b"\3" * 32)
    with transaction.atomic():
        for _ in range(270):
            api.append_within(*filing())
    given.append(api.append(*filing()))
    api.write_journals()
    forget(office, 2)
    with pytest.raises(api.CopyDistrusted):
        api.append(*filing())
    resumed = api.resume(office, **ACT)
    assert (resumed.signed, resumed.recovered, resumed.new_origin) == (275, 273, "")
    assert api.audit(office).findings == []
    after = api.append(*filing())
    assert after.number == given[-1].number + 1
    keys = offices.log_signer(office).verifiers
    for registered in given:
        text = api.receipt(registered.entry_id).immediate
        assert verify_receipt(text, keys).index == registered.position


def test_what_is_lost_is_declared_and_a_new_log_begins(office: offices.Office, filing: Any) -> None:
    given = [api.append(*filing()) for _ in range(2)]
    api.write_journals()
    given += [api.append(*filing()) for _ in range(3)]
    old_keys = offices.log_signer(office).verifiers
    api.publish_due()
    forget(office, 1)
    resumed = api.resume(office, **ACT)
    year = given[0].year
    assert (resumed.signed, resumed.recovered, resumed.size) == (5, 1, 2)
    assert resumed.lost == [f"{year}/E/00000{n}" for n in (3, 4, 5)]
    assert resumed.new_origin == "valle-verde.example/log/2"
    after = api.append(*filing())
    assert (after.number, after.position) == (6, 1), "the record that opens the log stands first"
    office.refresh_from_db()
    new_keys = offices.log_signer(office).verifiers
    assert after.receipt
    assert verify_receipt(after.receipt, new_keys).checkpoint.origin == resumed.new_origin
    assert verify_receipt(api.receipt(given[1].entry_id).immediate, old_keys).index == 1
    opening = LogRecord.objects.get(epoch=2, position=0)
    assert (opening.kind, "Decreto alcaldicio" in opening.statement) == ("epoch", True)
    assert LostNumber.objects.count() == 3
    assert api.audit(office).findings == []
    assert [epoch["number"] for epoch in api.log_keys(office)["epochs"]] == [1, 2]


def test_a_receipt_handed_in_is_evidence_when_the_mark_is_gone(
    office: offices.Office, filing: Any
) -> None:
    given = [api.append(*filing()) for _ in range(4)]
    forget(office, 2)
    high_water.path_of(office.id).unlink()
    resumed = api.resume(office, receipts=[given[-1].receipt or ""], **ACT)
    assert (resumed.signed, resumed.size, bool(resumed.new_origin)) == (4, 2, True)


def test_a_database_of_another_history_cannot_be_resumed(
    office: offices.Office, filing: Any
) -> None:
    api.append(*filing())
    high_water.replace(office.id, high_water.Mark(epoch=1, size=1, root="11" * 32))
    api.forget_register()
    with pytest.raises(api.CopyDistrusted):
        api.resume(office, **ACT)
    with pytest.raises(api.CopyDistrusted):
        api.append(*filing())


def test_a_torn_or_altered_journal_gives_what_stands_before(
    office: offices.Office, filing: Any
) -> None:
    for _ in range(2):
        api.append(*filing())
        api.write_journals()
    path = journal.path_of(office.id, 1)
    whole = path.read_bytes()
    assert b"Solicitud" not in whole
    assert [page.stop for page in journal.read_journal(office.id, 1)] == [1, 2]
    path.write_bytes(whole[:-5])
    assert [page.stop for page in journal.read_journal(office.id, 1)] == [1]
    journal._ends.clear()
    api.write_journals()
    assert [page.stop for page in journal.read_journal(office.id, 1)] == [1, 2]
    spoiled = bytearray(path.read_bytes())
    spoiled[30] ^= 1
    path.write_bytes(bytes(spoiled))
    assert list(journal.read_journal(office.id, 1)) == []


class Counting:
    """A follower that fails once."""

    name = "counting"

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.fails = True

    def prepare(self, page: FollowedPage) -> list[int]:
        return [leaf.position for leaf in (*page.entries, *page.records)]

    def apply(self, page: FollowedPage, ready: list[int]) -> None:
        if page.start >= 256 and self.fails:
            self.fails = False
            raise RuntimeError("a fault in the middle")
        self.seen += ready


def test_a_follower_sees_each_leaf_once_and_goes_on_after_a_fault(
    office: offices.Office, filing: Any
) -> None:
    counting = Counting()
    api.append_record(office_id=office.id, kind="calendar", id="2026", digest=b"\3" * 32)
    with transaction.atomic():
        for _ in range(300):
            api.append_within(*filing())
    with pytest.raises(RuntimeError):
        followers.catch_up(counting, office.id)
    assert followers.lag(counting, office.id) == 45
    assert followers.catch_up(counting, office.id) == 45
    assert sorted(counting.seen) == list(range(301))
    assert followers.lag(counting, office.id) == 0


def test_followers_take_a_page_at_a_time_while_the_book_fills_quickly(
    office: offices.Office, filing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting = Counting()
    monkeypatch.setattr(followers, "_followers", {"counting": counting})
    monkeypatch.setattr(followers, "_sizes", {})
    monkeypatch.setattr(followers, "_busy", {})
    monkeypatch.setattr(followers, "TURN_SECONDS", 3600)
    monkeypatch.setattr(followers, "BUSY_A_SECOND", 0)
    api.append_record(office_id=office.id, kind="calendar", id="2026", digest=b"\3" * 32)
    assert api.run_followers()
    with transaction.atomic():
        for _ in range(3 * followers.PAGE):
            api.append_within(*filing())
    assert not api.run_followers()
    assert len(counting.seen) == 1 + followers.PAGE
    assert api.run_followers()  # nothing came since: the rest at once
    assert counting.seen == list(range(1 + 3 * followers.PAGE))


def test_a_turn_of_the_followers_ends_with_its_time(
    office: offices.Office, filing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting = Counting()
    monkeypatch.setattr(followers, "_followers", {"counting": counting})
    monkeypatch.setattr(followers, "_sizes", {})
    monkeypatch.setattr(followers, "_busy", {})
    monkeypatch.setattr(followers, "TURN_SECONDS", 0)
    with transaction.atomic():
        for _ in range(2 * followers.PAGE + 1):
            api.append_within(*filing())
    turns = [api.run_followers() for _ in range(3)]
    assert turns == [False, False, True]
    assert counting.seen == list(range(2 * followers.PAGE + 1))


def test_while_people_file_one_turn_of_four_has_a_page(
    office: offices.Office, filing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting = Counting()
    monkeypatch.setattr(followers, "_followers", {"counting": counting})
    monkeypatch.setattr(followers, "_sizes", {})
    monkeypatch.setattr(followers, "_busy", {})
    monkeypatch.setattr(followers, "BUSY_A_SECOND", 0)
    with transaction.atomic():
        api.append_within(*filing())
    assert api.run_followers()
    seen = []
    for _turn in range(5):
        with transaction.atomic():
            for _ in range(2 + followers.PAGE):
                api.append_within(*filing())
        api.run_followers()
        seen.append(len(counting.seen))
    page = followers.PAGE
    assert seen == [1 + page, 1 + page, 1 + page, 1 + page, 1 + 2 * page]


def test_a_page_that_another_process_wrote_meanwhile_is_written_once(
    office: offices.Office, filing: Any
) -> None:
    first, second = Counting(), Counting()
    with transaction.atomic():
        for _ in range(followers.PAGE + 1):
            api.append_within(*filing())

    def meanwhile(page: FollowedPage) -> list[int]:
        if not second.seen:
            followers.catch_up(second, office.id, until=0)
        return Counting.prepare(first, page)

    first.prepare = meanwhile  # type: ignore[method-assign]
    assert followers.catch_up(first, office.id) == 1
    assert second.seen + first.seen == list(range(followers.PAGE + 1))


@pytest.mark.parametrize("fault", ["subject", "number", "commitment", "frontier", "counter"])
def test_the_audit_finds_what_was_changed_behind_its_back(
    office: offices.Office, filing: Any, fault: str
) -> None:
    for _ in range(3):
        api.append(*filing())
    assert api.audit(office).findings == []
    with transaction.atomic(), connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON register_entry"
        cursor.execute(f"DROP TRIGGER register_entry_update{on}")
        changes = {
            "subject": "UPDATE register_entry SET channel = 'desk' WHERE number = 2",
            "number": "UPDATE register_entry SET number = 9 WHERE number = 2",
            "commitment": "UPDATE register_entry SET commitment = idempotency WHERE number = 2",
            "frontier": "UPDATE register_head SET frontier = X'00'",
            "counter": "UPDATE register_bookcounter SET last = 7",
        }
        if connection.vendor != "sqlite":
            changes["frontier"] = "UPDATE register_head SET frontier = '\\x00'::bytea"
        cursor.execute(changes[fault])
    findings = api.audit(office).findings
    assert len(findings) >= 2, "the change and the missing trigger"
    with connection.schema_editor() as editor:
        guard_table(editor, "register_entry", verbs=("update",))
