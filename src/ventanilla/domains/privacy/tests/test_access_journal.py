"""Who looked at what: durable before anything is shown, for ever as it was written."""

from __future__ import annotations

import threading
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, OperationalError, connection, connections, transaction
from tests.cast import Cast, found

from ventanilla.domains.privacy import access_journal, api
from ventanilla.domains.privacy.models import AccessLine
from ventanilla.kernel.append_only import unguarded

pytestmark = pytest.mark.django_db(transaction=True)


def access(cast: Cast, *, matter_id: UUID, **changed: Any) -> api.Access:
    """An opening by the cast's officer."""
    given = {
        "office_id": cast.office.id,
        "matter_id": matter_id,
        "purpose": api.AccessPurpose.HANDLE,
        "unit_id": cast.unit.id,
        "post_id": cast.officer_post.id,
        "account_id": cast.officer.id,
        "by_name": "Óscar",
        "unit_name": "Transparencia",
    }
    return api.Access(**{**given, **changed})


def test_what_is_recorded_is_read_back_the_latest_first(cast: Cast) -> None:
    matter, document = uuid4(), uuid4()
    api.record_access(access(cast, matter_id=matter))
    api.record_access(
        access(cast, matter_id=matter, item_id=document, purpose=api.AccessPurpose.ANSWER)
    )
    api.record_access(access(cast, matter_id=uuid4()))
    latest, first = api.accesses_to(office=cast.office, matter_ids=[matter])
    assert (latest.item_id, latest.purpose) == (document, api.AccessPurpose.ANSWER)
    assert (first.by_name, first.unit_name, first.item_id) == ("Óscar", "Transparencia", None)
    assert api.accesses_to(office=found("valle-hondo"), matter_ids=[matter]) == []


def test_a_line_is_there_for_others_when_record_access_returns(cast: Cast) -> None:
    matter, seen = uuid4(), []

    def look() -> None:
        seen.append(AccessLine.objects.filter(matter_id=matter).count())
        connection.close()

    api.record_access(access(cast, matter_id=matter))
    other = threading.Thread(target=look)
    other.start()
    other.join()
    assert seen == [1]


def test_openings_at_the_same_time_share_transactions_and_none_is_lost(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter, batches = uuid4(), []
    gate = threading.Barrier(12)
    insert = access_journal._insert

    def slow(batch: Any) -> None:
        batches.append(len(batch))
        insert(batch)

    monkeypatch.setattr(access_journal, "_insert", slow)

    def open_three() -> None:
        gate.wait()
        for _ in range(3):
            api.record_access(access(cast, matter_id=matter))
        connections.close_all()

    threads = [threading.Thread(target=open_three) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert AccessLine.objects.filter(matter_id=matter).count() == 36
    assert sum(batches) == 36
    assert len(batches) < 36


def test_a_bad_line_fails_alone(cast: Cast) -> None:
    good = [access_journal._Waiting(access_journal._line(access(cast, matter_id=uuid4())))]
    bad = access_journal._Waiting(
        access_journal._line(access(cast, matter_id=uuid4(), post_id=uuid4()))
    )
    access_journal._write([*good, bad])
    assert good[0].failed is None
    assert bad.failed is not None
    assert AccessLine.objects.count() == 1


def test_a_post_of_another_office_leaves_no_line(cast: Cast) -> None:
    with pytest.raises(api.AccessNotRecorded):
        api.record_access(access(cast, matter_id=uuid4(), office_id=found("valle-hondo").id))
    assert not AccessLine.objects.exists()


def test_nothing_is_shown_when_the_line_cannot_be_written(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OperationalError("database or disk is full")

    matter = uuid4()
    with monkeypatch.context() as patched:
        patched.setattr(AccessLine.objects, "bulk_create", full)
        with pytest.raises(api.AccessNotRecorded):
            api.record_access(access(cast, matter_id=matter))
    api.record_access(access(cast, matter_id=matter))  # the queue goes on
    assert AccessLine.objects.filter(matter_id=matter).count() == 1


def test_a_line_is_never_changed_or_deleted(cast: Cast) -> None:
    api.record_access(access(cast, matter_id=uuid4()))
    with pytest.raises(DatabaseError), transaction.atomic():
        AccessLine.objects.update(by_name="Nadie")
    with pytest.raises(DatabaseError), transaction.atomic():
        AccessLine.objects.all().delete()
    assert unguarded(["privacy_accessline"]) == []
