"""All processes together allow what the limit says and no more; a restart forgets nothing."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connections, router

from ventanilla.kernel import clock
from ventanilla.kernel.allowances import shared, taking
from ventanilla.kernel.allowances.api import (
    Limit,
    address_block,
    forget,
    forget_allowances,
    give_back,
    take,
    take_all,
)
from ventanilla.kernel.allowances.bucket import Bucket
from ventanilla.kernel.allowances.models import Allowance

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
BUSY = Limit(per_minute=600, burst=200)
RARE = Limit(per_minute=30, burst=60)


@pytest.fixture
def still() -> Iterator[clock.FixedClock]:
    fixed = clock.FixedClock(datetime(2026, 11, 23, 12, tzinfo=UTC))
    with clock.use(fixed):
        yield fixed


def until_refused(limit: Limit, name: str = "somebody") -> int:
    got = 0
    while not take("test", name, limit):
        got += 1
    return got


@pytest.mark.parametrize("seed", range(40))
def test_a_bucket_never_gives_more_than_burst_and_rate(seed: int) -> None:
    chance = random.Random(seed)
    limit = Limit(chance.choice([0.5, 3, 60, 5000]), chance.choice([1, 5, 80, 3000]))
    now, given, began = 1000.0, 0, 1000.0
    bucket = Bucket.full(limit, now)
    for _ in range(400):
        now += chance.choice([0, 0.01, 1, 20]) * chance.random()
        least = chance.choice([1, 1, 3])
        taken, wait = bucket.take(now, least=least, most=least + chance.randrange(40))
        given += taken
        assert (taken == 0) == (wait > 0)
        assert taken == 0 or taken >= least
        assert given <= limit.burst + (now - began) * limit.per_minute / 60 + 1e-6
        if wait and least <= limit.burst:
            now += wait + 1e-6
            again, none = bucket.take(now, least=least, most=least)
            assert (again, none) == (least, 0.0)
            given += again


@pytest.mark.parametrize("limit", [BUSY, RARE, Limit(2, 5)])
def test_processes_that_share_a_row_give_no_more_than_one(
    still: clock.FixedClock, monkeypatch: pytest.MonkeyPatch, limit: Limit
) -> None:
    chance = random.Random(7)
    processes: list[Any] = [type(taking._stocks)() for _ in range(4)]
    given, began = 0, clock.monotonic()
    for _ in range(1500):
        monkeypatch.setattr(taking, "_stocks", chance.choice(processes))
        given += not take("test", "somebody", limit)
        still.advance(chance.choice([0, 0, 0.02, 0.2]))
        allowed = limit.burst + (clock.monotonic() - began) * limit.per_minute / 60
        assert given <= allowed + 1e-6
    assert given > 0.6 * (limit.burst + (clock.monotonic() - began) * limit.per_minute / 60) - 40


def test_a_restart_forgets_nothing(still: clock.FixedClock) -> None:
    assert until_refused(RARE) == 60
    forget_allowances()
    assert take("test", "somebody", RARE) == pytest.approx(2, abs=0.01)
    still.advance(2)
    assert until_refused(RARE) == 1


def test_two_processes_at_once_get_together_what_one_would() -> None:
    """Real processes, real commits, on whichever database serves."""
    alias = router.db_for_write(Allowance)
    database = str(connections[alias].settings_dict["NAME"])
    words = [alias, database, settings.SECRET_KEY, "test", "0.001", "300"]
    command = [sys.executable, "-m", "ventanilla.kernel.allowances.tests.taking_process", *words]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    got = [int(process.communicate(timeout=60)[0] or -process.returncode) for process in running]
    assert sum(got) == 300
    assert take("test", "somebody", Limit(0.001, 300)) > 0


def test_a_busy_name_costs_a_statement_a_block_and_a_flood_none(
    still: clock.FixedClock, django_assert_num_queries: Any
) -> None:
    alias = router.db_for_write(Allowance)
    assert BUSY.block == 10
    take("test", "somebody", BUSY)
    with django_assert_num_queries(0, using=alias):
        for _ in range(9):
            assert not take("test", "somebody", BUSY)
    until_refused(BUSY)
    with django_assert_num_queries(0, using=alias):
        for _ in range(1000):
            assert take("test", "somebody", BUSY)


def test_what_one_does_not_get_is_not_taken_from_the_others(still: clock.FixedClock) -> None:
    wanted = [("one", "a", RARE), ("two", "b", Limit(1, 3))]
    for _ in range(3):
        assert take_all(wanted) == ("", 0.0)
    for _ in range(20):
        assert take_all(wanted)[0] == "two"
    got = 0
    while not take("one", "a", RARE):
        got += 1
    assert got == 57


def test_names_and_kinds_have_allowances_of_their_own(still: clock.FixedClock) -> None:
    assert until_refused(Limit(1, 3), "one") == 3
    assert until_refused(Limit(1, 3), "other") == 3
    assert not take("another kind", "one", Limit(1, 3))


def test_an_allowance_that_is_forgotten_is_full_and_what_is_given_back_may_be_taken(
    still: clock.FixedClock,
) -> None:
    until_refused(RARE)
    give_back("test", "somebody", RARE)
    assert until_refused(RARE) == 1
    forget("test", "somebody")
    assert until_refused(RARE) == 60


def test_a_clock_set_back_an_hour_stops_nobody_for_an_hour(still: clock.FixedClock) -> None:
    until_refused(RARE)
    still.jump(-3600)
    still.advance(60)
    forget_allowances()
    take("test", "somebody", RARE)
    still.advance(4)
    forget_allowances()
    assert until_refused(RARE) >= 1


def test_without_its_database_a_process_counts_alone(
    still: clock.FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: Any, **__: Any) -> Any:
        raise DatabaseError("gone")

    monkeypatch.setattr(shared, "draw", gone)
    assert until_refused(RARE) == 60
    still.advance(4)
    assert until_refused(RARE) == 2


def test_rows_that_say_nothing_are_deleted_and_hold_no_name(still: clock.FixedClock) -> None:
    take("test", "203.0.113.0", RARE)
    row = Allowance.objects.get()
    assert "203" not in row.key
    assert shared.delete_full() == 0
    still.advance(10)
    assert shared.delete_full() == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.1", "203.0.113.254", True),
        ("203.0.113.1", "203.0.114.1", False),
        ("2001:db8:1:2::1", "2001:db8:1:ff:9::2", True),
        ("2001:db8:1:2::1", "2001:db8:1:102::1", False),
        ("203.0.113.1", "::cb00:7101", False),
        ("garbage", "unix:", True),
    ],
)
def test_addresses_are_counted_by_block(one: str, other: str, same: bool) -> None:
    assert (address_block(one) == address_block(other)) is same
