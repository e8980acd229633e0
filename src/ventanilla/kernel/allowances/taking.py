"""Taking from an allowance: from this process's block while it lasts, else from the shared row."""

from __future__ import annotations

import hmac
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import structlog
from django.conf import settings
from django.db import DatabaseError

from ventanilla.kernel import clock
from ventanilla.kernel.allowances import shared
from ventanilla.kernel.allowances.bucket import Bucket, Limit

log = structlog.get_logger(__name__)
HELD_SECONDS = 10.0  # how long a block may be given out
_MOST_STOCKS = 50_000


@dataclass(slots=True)
class _Stock:
    """What this process holds of one name. Guarded by its own lock, so names do not wait."""

    left: int = 0
    until: float = 0.0
    refused_until: float = 0.0
    alone: Bucket | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


_stocks: OrderedDict[str, _Stock] = OrderedDict()
_mutex = threading.Lock()


def take(kind: str, name: str, limit: Limit, *, count: int = 1) -> float:
    """Take `count` (at most the burst). 0 if they were taken, else the seconds until they may be.

    Whoever was refused is refused from memory until then: a flood costs no statement.
    """
    key = _key(kind, name)
    stock = _stock(key)
    with stock.lock:
        now = clock.monotonic()
        if stock.left >= count and now < stock.until:
            stock.left -= count
            return 0.0
        if now < stock.refused_until:
            return stock.refused_until - now
        return _draw(stock, key, limit, count)


def take_all(wanted: Iterable[tuple[str, str, Limit]], *, count: int = 1) -> tuple[str, float]:
    """Take from each (kind, name, limit), or from none. The kind that refused, and its seconds;
    an empty kind if none did."""
    taken: list[tuple[str, str, Limit]] = []
    for kind, name, limit in wanted:
        wait = take(kind, name, limit, count=min(count, int(limit.burst)))
        if wait:
            for before in taken:
                give_back(*before, count=min(count, int(before[2].burst)))
            return kind, wait
        taken.append((kind, name, limit))
    return "", 0.0


def give_back(kind: str, name: str, limit: Limit, *, count: int = 1) -> None:
    """What was taken and not used. It never raises: at worst it comes back with time."""
    key = _key(kind, name)
    stock = _stock(key)
    with stock.lock:
        stock.refused_until = 0.0
        if clock.monotonic() < stock.until:
            stock.left += count
            return
        with _database_may_fail():
            shared.put_back(key, limit, count)


def forget(kind: str, name: str) -> None:
    """A full allowance again, in every process: at the latest when its block lapses."""
    key = _key(kind, name)
    with _mutex:
        _stocks.pop(key, None)
    with _database_may_fail():
        shared.delete(key)


def forget_allowances() -> None:
    """Drop what this process holds (between tests; a restart does the same)."""
    with _mutex:
        _stocks.clear()


def _draw(stock: _Stock, key: str, limit: Limit, count: int) -> float:
    block = max(count, limit.block)
    try:
        taken, wait = shared.draw(key, limit, least=count, most=block)
        stock.alone = None
    except DatabaseError as error:
        log.warning("allowances.alone", error=type(error).__name__)
        taken, wait = _alone(stock, limit).take(clock.monotonic(), least=count, most=count)
    now = clock.monotonic()
    if count == 1:  # who asks for less may be let through sooner
        stock.refused_until = now + wait
    if taken:
        stock.left = taken - count
        stock.until = now + HELD_SECONDS if stock.left else 0.0
    return wait


def _alone(stock: _Stock, limit: Limit) -> Bucket:
    if stock.alone is None or stock.alone.limit != limit:
        stock.alone = Bucket.full(limit, clock.monotonic())
    return stock.alone


def _stock(key: str) -> _Stock:
    with _mutex:
        stock = _stocks.get(key)
        if stock is None:
            stock = _stocks[key] = _Stock()
            while len(_stocks) > _MOST_STOCKS:
                _stocks.popitem(last=False)
        _stocks.move_to_end(key)
        return stock


def _key(kind: str, name: str) -> str:
    said = f"{kind}\0{name}".encode()
    keyed = hmac.new(settings.SECRET_KEY.encode(), b"ventanilla/allowance/v1\0" + said, "sha256")
    return keyed.hexdigest()[:32]


@contextmanager
def _database_may_fail() -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        log.warning("allowances.alone", error=type(error).__name__)
