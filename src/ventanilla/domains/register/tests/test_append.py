"""A filing gets its number and a receipt that anybody verifies."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.cast import found

from ventanilla.domains.offices import api as offices
from ventanilla.domains.privacy.api import DataKey, erase
from ventanilla.domains.register import api
from ventanilla.domains.register.appender import queue
from ventanilla.domains.register.models import Batch, BookCounter, Entry, Head
from ventanilla.domains.register.tests.conftest import new_filing
from ventanilla.kernel.append_only import unguarded
from ventanilla.kernel.plaintext import UnstorableText
from verifiable_log.verification import verify_receipt


def verified(office: offices.Office, text: str | None) -> Any:
    assert text
    return verify_receipt(text, offices.log_signer(office).verifiers)


def test_a_filing_gets_the_next_number_and_a_receipt_that_verifies(
    office: offices.Office, filing: Any
) -> None:
    for number in (1, 2, 3):
        entry, rows = filing()
        registered = api.append(entry, rows)
        proof = verified(office, registered.receipt)
        assert registered.label == f"{registered.registered_at.year}/E/00000{number}"
        assert (registered.position, proof.index) == (number - 1, number - 1)
        assert proof.entry["number"] == number
        assert proof.entry["office"] == office.slug
    assert DataKey.objects.count() == 3


def test_a_receipt_rebuilt_later_proves_the_same_entry(office: offices.Office, filing: Any) -> None:
    first = api.append(*filing())
    for _ in range(300):
        with transaction.atomic():
            api.append_within(*filing())
    again = api.receipt(first.entry_id)
    assert again.stage == "immediate"
    assert verified(office, again.immediate).entry == verified(office, first.receipt).entry
    middle = Entry.objects.get(position=257)
    assert verified(office, api.receipt(middle.id).immediate).index == 257


def test_books_are_numbered_apart_in_one_log(office: offices.Office, filing: Any) -> None:
    numbers = [api.append(*filing(book=book)) for book in "EESE"]
    assert [(r.book, r.number, r.position) for r in numbers] == [
        ("E", 1, 0),
        ("E", 2, 1),
        ("S", 1, 2),
        ("E", 3, 3),
    ]


def test_the_same_key_gives_the_first_answer_again(office: offices.Office, filing: Any) -> None:
    first = api.append(*filing(key="k"))
    second = api.append(*filing(key="k"))
    assert second.replayed
    assert (second.entry_id, second.label) == (first.entry_id, first.label)
    assert verified(office, second.receipt).entry == verified(office, first.receipt).entry
    assert Entry.objects.count() == DataKey.objects.count() == 1


def test_the_same_key_with_other_content_is_refused(filing: Any) -> None:
    api.append(*filing(key="k"))
    with pytest.raises(api.KeyReused):
        api.append(*filing(key="k", content=b"other"))
    assert api.append(*filing(key="k", idempotency_scope="token:2")).number == 2


def test_a_key_used_twice_at_once_names_one_entry(filing: Any) -> None:
    answers: list[api.Registered] = []

    def send() -> None:
        answers.append(api.append(*filing(key="double click")))
        connection.close()

    work = [threading.Thread(target=send) for _ in range(8)]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert {answer.number for answer in answers} == {1}
    assert sorted(answer.replayed for answer in answers) == [False] + [True] * 7


def test_threads_get_numbers_without_gap_and_verified_receipts(
    office: offices.Office, filing: Any
) -> None:
    answers: list[api.Registered] = []

    def send() -> None:
        for _ in range(15):
            answers.append(api.append(*filing()))
        connection.close()

    work = [threading.Thread(target=send) for _ in range(16)]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert sorted(a.number for a in answers) == list(range(1, 241))
    for answer in answers:
        assert verified(office, answer.receipt).index == answer.position
    in_order = sorted(answers, key=lambda a: a.number)
    assert [a.position for a in in_order] == list(range(240))
    assert sorted(a.registered_at for a in answers) == [a.registered_at for a in in_order]
    assert Batch.objects.count() < 240, "filings that wait together are committed together"


def test_a_row_that_breaks_a_rule_fails_alone(office: offices.Office, filing: Any) -> None:
    outcomes: list[object] = []
    taken = DataKey.objects.bulk_create([filing()[1][0]])[0]
    ready = threading.Barrier(12)

    def send(number: int) -> None:
        entry, rows = filing()
        if number == 5:
            rows = [*rows, DataKey(id=taken.id, office=office, subject_id=entry.id)]
        ready.wait()
        try:
            outcomes.append(api.append(entry, rows).number)
        except api.EntryRefused as refused:
            outcomes.append(refused.code)
        connection.close()

    work = [threading.Thread(target=send, args=(n,)) for n in range(12)]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    numbers = sorted(o for o in outcomes if isinstance(o, int))
    assert numbers == list(range(1, 12))
    assert [o for o in outcomes if isinstance(o, str)] == ["entry-refused"]


def test_append_refuses_inside_a_transaction(filing: Any) -> None:
    with transaction.atomic(), pytest.raises(api.InsideTransaction):
        api.append(*filing())
    with pytest.raises(api.InsideTransaction):
        api.append_within(*filing())


def test_within_a_transaction_nothing_is_proven_and_a_rollback_leaves_no_gap(filing: Any) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert api.append_within(*filing()).receipt is None
        raise ZeroDivisionError
    with transaction.atomic():
        assert api.append_within(*filing()).number == 1
    assert api.append(*filing()).number == 2


def test_a_public_record_takes_a_place_in_the_log_and_no_number(
    office: offices.Office, filing: Any
) -> None:
    api.append(*filing())
    record = {"office_id": office.id, "kind": "procedure", "id": "p/1", "digest": b"\1" * 32}
    recorded = api.append_record(**record)
    assert recorded.position == 1
    assert api.append_record(**record) == recorded
    registered = api.append(*filing())
    assert (registered.number, registered.position) == (2, 2)
    assert verified(office, api.receipt(registered.entry_id).immediate)


@pytest.mark.parametrize("text", ["a\0b", "a\x07b", "half \ud800"])
def test_a_text_that_no_database_keeps_is_refused_before_it_queues(filing: Any, text: str) -> None:
    with pytest.raises(UnstorableText):
        filing(subject=text)
    entry, rows = filing()
    rows[0].destroyed_because = text if text != "a\x07b" else "a\0b"
    with pytest.raises(UnstorableText):
        api.append(entry, rows)
    assert not Entry.objects.exists()


def test_entries_refuse_to_be_changed_or_deleted(filing: Any) -> None:
    api.append(*filing())
    for change in (
        lambda: Entry.objects.update(subject="other"),
        lambda: Entry.objects.all()._raw_delete("default"),
        lambda: Batch.objects.update(size=9),
    ):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            change()
    tables = ["entry", "amendment", "logrecord", "batch", "tilehash", "epoch", "lostnumber"]
    assert unguarded([f"register_{table}" for table in tables]) == []


def test_an_entry_costs_a_bounded_number_of_statements(office: offices.Office, filing: Any) -> None:
    api.append(*filing())
    entry, rows = filing()
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        api.append_within(entry, rows)
    statements = [q["sql"].removeprefix("1 times: ") for q in queries]
    written = [sql.split('"')[1] for sql in statements if sql.startswith("INSERT")]
    assert written == ["register_entry", "privacy_datakey", "register_batch"]
    assert len(queries) <= 10, [sql[:90] for sql in statements]


def test_the_number_is_found_as_a_person_types_it(office: offices.Office, filing: Any) -> None:
    registered = api.append(*filing())
    year = registered.year
    for text in (f"{year}/E/000001", f" {year}-e-1 "):
        assert api.find_entry(office, text).id == registered.entry_id
    for text in ("", "1", f"{year}/E/2", f"{year}/E/x", "²/E/1"):
        with pytest.raises(api.EntryUnknown):
            api.find_entry(office, text)


def test_what_was_erased_cannot_be_proven_any_more_but_the_number_stays(
    office: offices.Office, filing: Any
) -> None:
    registered = api.append(*filing())
    entry = api.entry(registered.entry_id)
    erase(office_id=office.id, subject_id=entry.subject_id, because="asked for")
    from ventanilla.domains.privacy.api import DataErased

    with pytest.raises(DataErased):
        api.receipt(registered.entry_id)
    assert api.find_entry(office, registered.label).number == 1


def test_two_offices_in_one_batch_keep_their_own_books(office: offices.Office, filing: Any) -> None:
    from tests.cast import found

    other = found("otro-valle")
    other_unit = offices.add_unit(office=other, code="partes", name="Partes")
    answers: list[api.Registered] = []
    ready = threading.Barrier(10)

    def send(number: int) -> None:
        place = {"office_id": other.id, "unit_id": other_unit.id} if number % 2 else {}
        made = filing(**place)
        ready.wait()
        answers.append(api.append(*made))
        connection.close()

    work = [threading.Thread(target=send, args=(n,)) for n in range(10)]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert sorted(a.number for a in answers) == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert sorted(Head.objects.values_list("size", flat=True)) == [5, 5]
    assert BookCounter.objects.count() == 2
    assert timedelta(0) <= max(a.registered_at - a.received_at for a in answers)


def test_who_comes_while_a_leader_waits_for_the_lock_joins_its_batch(
    filing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = filing_elsewhere()
    api.append(*filing())  # both logs are open
    api.append(*elsewhere())
    filings = [filing(), filing(), filing(), elsewhere()]
    lock_heads, entered, before = queue.lock_heads, threading.Event(), Batch.objects.count()

    def late(*given: Any) -> Any:
        first = not entered.is_set()
        entered.set()
        while first and len(queue.queue()._waiting) < 3:
            time.sleep(0.001)
        return lock_heads(*given)

    monkeypatch.setattr(queue, "lock_heads", late)
    answers: list[api.Registered] = []

    def send(entry: api.NewEntry, rows: Any) -> None:
        answers.append(api.append(entry, rows))
        connection.close()

    threads = [threading.Thread(target=send, args=one) for one in filings]
    threads[0].start()
    assert entered.wait(10)
    for thread in threads[1:]:
        waiting = len(queue.queue()._waiting)
        thread.start()
        while len(queue.queue()._waiting) == waiting < 2:  # the other office comes last
            time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert sorted(one.number for one in answers) == [2, 2, 3, 4]
    assert Batch.objects.count() == before + 2


def filing_elsewhere() -> Any:
    """Makes filings to an office whose head the leader has not locked."""
    office = found("otra-sede")
    unit = offices.add_unit(office=office, code="partes", name="Oficina de Partes")
    return lambda: new_filing(office_id=office.id, unit_id=unit.id)
