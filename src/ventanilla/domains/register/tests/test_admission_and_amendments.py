"""Rubbish is stopped before it gets a number; what is in the book is mended by later entries."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import translation
from tests.cast import found

from ventanilla.domains.offices import api as offices
from ventanilla.domains.register import api
from ventanilla.domains.register.admission import LIMITS
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture
def still() -> Any:
    with clock.use(clock.FixedClock(datetime(2026, 11, 23, 12, tzinfo=UTC))) as fixed:
        yield fixed


def fill(**attempt: Any) -> int:
    """How many attempts get through until one is refused."""
    for count in range(10_000):
        try:
            api.admit(**attempt)
        except api.AdmissionRefused as refused:
            assert refused.retry_after
            assert refused.status == 429
            return count
    raise AssertionError("no limit")


def test_a_flood_from_one_place_is_refused_and_says_when_and_where_else(still: Any) -> None:
    office = uuid4()
    assert fill(office_id=office, address="203.0.113.7") == LIMITS["file.address"][1]
    with pytest.raises(api.AdmissionRefused) as refusal:
        api.admit(office_id=office, address="203.0.113.250")
    assert "ventanilla" in str(refusal.value.expected)
    api.admit(office_id=office, address="198.51.100.1")
    still.advance(2 * 60 / LIMITS["file.address"][0])
    assert fill(office_id=office, address="203.0.113.7") == 2


def test_an_account_has_its_own_limit_wherever_it_files_from(still: Any) -> None:
    office, account = uuid4(), uuid4()
    for number in range(int(LIMITS["file.account"][1])):
        api.admit(office_id=office, address=f"10.0.{number}.1", account_id=account)
    with pytest.raises(api.AdmissionRefused):
        api.admit(office_id=office, address="10.9.9.9", account_id=account)


def test_a_token_is_bound_by_its_own_rate_only(still: Any) -> None:
    token = SimpleNamespace(token_id=uuid4(), rate_per_minute=200)
    assert fill(office_id=uuid4(), address="192.0.2.1", token=token) == 200


def test_a_refused_attempt_takes_nothing_from_the_other_limits(still: Any) -> None:
    office = uuid4()
    through = fill(office_id=office, address="192.0.2.1")
    for _ in range(500):
        with pytest.raises(api.AdmissionRefused):
            api.admit(office_id=office, address="192.0.2.1")
    rest = 0
    while rest + through < LIMITS["file.office"][1]:
        api.admit(office_id=office, address=f"172.16.{rest // 50}.1")
        rest += 1
    with pytest.raises(api.AdmissionRefused):
        api.admit(office_id=office, address="172.31.0.1")


def test_each_purpose_has_allowances_of_its_own(still: Any) -> None:
    office = uuid4()
    fill(office_id=office, address="192.0.2.1", purpose=api.Purpose.LOOK_UP)
    fill(office_id=office, address="192.0.2.1", purpose=api.Purpose.BEGIN)
    fill(office_id=office, address="192.0.2.1", purpose=api.Purpose.UPLOAD)
    assert fill(office_id=office, address="192.0.2.1") == LIMITS["file.address"][1]


@pytest.mark.parametrize("purpose", list(api.Purpose))
@pytest.mark.parametrize("lang", ["es", "pt", "en"])
def test_every_refusal_says_why_and_until_when(
    still: Any, settings: Any, purpose: api.Purpose, lang: str
) -> None:
    settings.REGISTER_LIMITS = {f"{purpose}.address": (1, 1)}
    office = uuid4()
    api.admit(office_id=office, address="192.0.2.1", purpose=purpose)
    with translation.override(lang), pytest.raises(api.AdmissionRefused) as refusal:
        api.admit(office_id=office, address="192.0.2.1", purpose=purpose)
    assert refusal.value.cause
    assert "60 s" in str(refusal.value.expected)
    assert refusal.value.retry_after == 60


def test_what_counts_for_many_takes_many(still: Any) -> None:
    office = uuid4()
    for _ in range(6):
        api.admit(office_id=office, address="192.0.2.1", purpose=api.Purpose.UPLOAD, count=10)
    with pytest.raises(api.AdmissionRefused):
        api.admit(office_id=office, address="192.0.2.1", purpose=api.Purpose.UPLOAD, count=10)


def test_a_hasty_walk_in_counts_for_several(still: Any) -> None:
    def through(seconds: float, address: str) -> int:
        for count in range(100):
            try:
                api.admit_walk_in(office_id=uuid4(), address=address, seconds=seconds)
            except api.AdmissionRefused:
                return count
        raise AssertionError("no limit")

    most = LIMITS["walk-in.address"][1]
    assert through(60, "192.0.2.1") == most
    assert through(2, "198.51.100.1") == most // 4


@pytest.fixture
def orders(unit: offices.Unit) -> UUID:
    """The post that orders an amendment."""
    return offices.fill_post(unit=unit, role=offices.Role.HEAD, account_id=uuid4()).id


def test_an_entry_is_annulled_once_by_a_later_one_and_keeps_its_number(
    filing: Any, orders: UUID
) -> None:
    void = api.append(*filing())
    facts = {"annuls": void.entry_id, "reason": "Duplicado por error", "post_id": orders}
    entry, rows = filing(book="E", channel="desk")
    annulment = api.annul(entry, rows=rows, **facts)
    assert annulment.number == 2
    assert api.annulled(void.entry_id)
    assert api.entry(void.entry_id).number == 1
    assert api.amendments(void.entry_id)[0].reason == "Duplicado por error"
    entry, rows = filing()
    with pytest.raises(api.AlreadyAnnulled):
        api.annul(entry, rows=rows, **facts)
    assert api.append(*filing()).number == 3


def test_an_entry_is_corrected_as_often_as_needed(filing: Any, orders: UUID) -> None:
    first = api.append(*filing())
    for _ in range(2):
        entry, rows = filing()
        api.correct(entry, corrects=first.entry_id, reason="Asunto", post_id=orders, rows=rows)
    assert [a.kind for a in api.amendments(first.entry_id)] == ["corrects"] * 2
    assert not api.annulled(first.entry_id)


def test_an_entry_of_another_office_is_not_amended(filing: Any) -> None:
    entry, rows = filing()
    with pytest.raises(api.EntryUnknown):
        api.annul(entry, annuls=uuid4(), reason="x", post_id=uuid4(), rows=rows)


def test_a_post_of_another_office_amends_nothing(filing: Any) -> None:
    first = api.append(*filing())
    foreign = offices.add_unit(office=found("valle-hondo"), code="partes", name="Partes")
    post = offices.fill_post(unit=foreign, role=offices.Role.HEAD, account_id=uuid4())
    entry, rows = filing()
    with pytest.raises(api.EntryRefused):
        api.annul(entry, annuls=first.entry_id, reason="x", post_id=post.id, rows=rows)
    assert not api.annulled(first.entry_id)
    assert api.append(*filing()).number == 2
