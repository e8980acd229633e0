"""R1: one time for a batch, never backwards; a clock that is not to be believed stops the book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.domains.offices import api as offices
from ventanilla.domains.register import api, machine_clock
from ventanilla.domains.register.models import LogRecord
from ventanilla.domains.register.rules.official_time import Distrust, Reading, registration_time
from ventanilla.kernel import clock

NOON = datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.fixture
def fixed() -> Iterator[clock.FixedClock]:
    with clock.use(clock.FixedClock(NOON)) as fixed:
        assert isinstance(fixed, clock.FixedClock)
        yield fixed


def test_entries_of_one_moment_are_a_microsecond_apart(
    fixed: clock.FixedClock, filing: Any
) -> None:
    moments = [api.append(*filing()).registered_at for _ in range(3)]
    assert moments == [NOON + timedelta(microseconds=n) for n in range(3)]


def test_a_clock_a_little_behind_is_pulled_forward_and_a_lot_behind_stops_the_book(
    fixed: clock.FixedClock, filing: Any
) -> None:
    first = api.append(*filing())
    fixed.jump(-1.9)
    assert api.append(*filing()).registered_at == first.registered_at + timedelta(microseconds=1)
    fixed.jump(-1)
    with pytest.raises(api.ClockDistrusted) as stopped:
        api.append(*filing())
    assert stopped.value.params["kind"] == "behind"
    assert "clock accept" in str(stopped.value.remedy)
    fixed.advance(10)
    assert api.append(*filing()).number == 3


def test_a_clock_set_forward_a_day_or_into_the_next_year_stops_the_book(
    fixed: clock.FixedClock, filing: Any
) -> None:
    api.append(*filing())
    for leap in (86_400, 60 * 86_400):
        fixed.jump(leap)
        with pytest.raises(api.ClockDistrusted) as stopped:
            api.append(*filing())
        assert stopped.value.params["kind"] == "ahead"
        fixed.jump(-leap)
    fixed.advance(86_400)
    assert api.append(*filing()).number == 2, "a day that really passed is no fault"


@pytest.mark.parametrize("leap", [86_400, -3_600])
def test_an_operator_accepts_the_clock_with_a_reason_in_the_public_log(
    fixed: clock.FixedClock, office: offices.Office, filing: Any, leap: int
) -> None:
    before = api.append(*filing())
    fixed.jump(leap)
    with pytest.raises(api.ClockDistrusted):
        api.append(*filing())
    api.accept_clock(office, reason="El reloj estaba mal puesto", by="Administración")
    after = api.append(*filing())
    assert after.number == 2
    assert after.registered_at > before.registered_at
    record = LogRecord.objects.get()
    assert record.kind == "clock"
    assert "mal puesto" in record.statement
    if leap < 0:
        fixed.jump(-60)
        with pytest.raises(api.ClockDistrusted):
            api.append(*filing())


def test_the_year_of_the_book_is_that_of_the_office_zone(
    fixed: clock.FixedClock, filing: Any
) -> None:
    fixed.advance((datetime(2027, 1, 1, 2, 59, 59, tzinfo=UTC) - NOON).total_seconds())
    last = [api.append(*filing()) for _ in range(2)][-1]
    fixed.advance(1)
    first = api.append(*filing())
    assert (last.year, last.number) == (2026, 2)
    assert (first.year, first.number) == (2027, 1)
    assert first.position == last.position + 1


def test_an_unsynchronised_clock_stops_the_book_where_it_must_be_synchronised(
    settings: Any, monkeypatch: pytest.MonkeyPatch, office: offices.Office, filing: Any
) -> None:
    settings.REGISTER_SYNCHRONISED_CLOCK = True
    monkeypatch.setattr(machine_clock, "synchronised", lambda: False)
    with pytest.raises(api.ClockDistrusted):
        api.append(*filing())
    api.accept_clock(office, reason="Sin red horaria", by="Administración")
    assert api.append(*filing()).number == 1


def test_the_kernel_is_asked_whether_the_clock_is_synchronised() -> None:
    assert machine_clock.synchronised() in (True, False)


seconds = st.floats(-1e6, 1e6)


@given(passed=st.floats(0, 1e6), wall=seconds, last=st.none() | seconds)
def test_the_time_given_is_never_before_the_last_and_leaps_are_never_believed(
    passed: float, wall: float, last: float | None
) -> None:
    before = Reading("boot", 100.0, NOON)
    now = Reading("boot", 100.0 + passed, NOON + timedelta(seconds=wall))
    last_moment = None if last is None else NOON + timedelta(seconds=last)
    try:
        moment = registration_time(last=last_moment, now=now, earlier=[before])
    except Distrust:
        return
    assert last_moment is None or moment > last_moment
    assert wall <= passed * 1.001 + 2.001
    assert moment >= now.wall
