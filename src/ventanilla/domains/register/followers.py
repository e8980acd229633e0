"""Followers of the register: each has its place in each log and goes on from there.

A follower reads and computes a page outside any transaction, and writes it in one that keeps
others from writing for a few thousandths of a second. Its work takes the processor from whoever
files all the same: so a turn is bounded, and while the book fills quickly followers get a page
every few turns. They are behind then, and catch up afterwards.
"""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction

from ventanilla.domains.register.models import Batch, Entry, FollowerPosition, Head, LogRecord
from ventanilla.domains.register.ports import FollowedPage, Follower

log = structlog.get_logger(__name__)
PAGE = 32
TURN_SECONDS = 0.5  # of all followers together
BUSY_A_SECOND = 20.0  # leaves of a log since the last turn: people are filing, and come first
BUSY_TURNS = 4  # and then one turn of so many has a page
_followers: dict[str, Follower] = {}
_sizes: dict[UUID, tuple[int, float]] = {}  # at the last turn, and when that was
_busy: dict[UUID, int] = {}  # turns in a row


def follow_with(follower: Follower) -> None:
    """Register a follower (in `config`, where the parts meet)."""
    _followers[follower.name] = follower


def run_followers() -> bool:
    """Bring every follower nearer to the heads; whether all of them have reached them.

    As many pages as a turn has room for; while people file, one page now and then. One that fails
    is tried again at its next turn.
    """
    ends = time.monotonic() + TURN_SECONDS
    done = True
    for head in Head.objects.order_by("office_id"):
        busy = _busy_turns(head)
        for follower in list(_followers.values()):
            try:
                if not busy or busy % BUSY_TURNS == 1:
                    until = time.monotonic() if busy else ends
                    catch_up(follower, head.office_id, until=until)
                done = done and not lag(follower, head.office_id)
            except Exception as error:
                done = False
                log.error(
                    "register.follower_failed", follower=follower.name, error=type(error).__name__
                )
    return done


def _busy_turns(head: Head) -> int:
    """For how many turns in a row, this one too, people have been filing; 0 while they are not."""
    now = time.monotonic()
    size, then = _sizes.get(head.office_id, (head.size, now))
    _sizes[head.office_id] = head.size, now
    busy = head.size - size > BUSY_A_SECOND * (now - then)
    _busy[head.office_id] = _busy.get(head.office_id, 0) + 1 if busy else 0
    return _busy[head.office_id]


def catch_up(follower: Follower, office_id: UUID, *, until: float | None = None) -> int:
    """Pages until the follower has seen all that was there when it began, or until that moment of
    the monotonic clock (one page at least); returns leaves seen."""
    seen = 0
    head = Head.objects.get(office_id=office_id)
    while True:
        from_here = _position(follower, head)
        stop = _stop(from_here, head)
        page = page_of(office_id, from_here.epoch, from_here.position, stop)
        if page is None:
            return seen
        if _write(follower, head, page, follower.prepare(page)):
            seen += page.stop - page.start
        if until is not None and time.monotonic() >= until:
            return seen


def _write(follower: Follower, head: Head, page: FollowedPage, ready: Any) -> bool:
    """Write a page and move on, unless another process did meanwhile."""
    with transaction.atomic():
        mine = _position(follower, head, lock=True)
        if (mine.epoch, mine.position) != (page.epoch, page.start):
            return False
        follower.apply(page, ready)
        mine.epoch, mine.position = page.epoch, page.stop
        if mine._state.adding:
            FollowerPosition.objects.bulk_create([mine])
        else:
            mine.save(update_fields=["epoch", "position"])
    return True


def lag(follower: Follower, office_id: UUID) -> int:
    """How many leaves the follower has not seen yet."""
    head = Head.objects.get(office_id=office_id)
    known = FollowerPosition.objects.filter(office_id=office_id, follower=follower.name).first()
    if known is None or known.epoch != head.epoch:
        return head.size
    return head.size - known.position


def page_of(office_id: UUID, epoch: int, start: int, stop: int) -> FollowedPage | None:
    """The committed leaves from `start`, at most a page; None if there are none."""
    stop = min(stop, start + PAGE)
    if stop <= start:
        return None
    span = {
        "office_id": office_id,
        "epoch": epoch,
        "position__gte": start,
        "position__lt": stop,
    }
    return FollowedPage(
        office_id=office_id,
        epoch=epoch,
        start=start,
        stop=stop,
        entries=list(Entry.objects.filter(**span).order_by("position")),
        records=list(LogRecord.objects.filter(**span).order_by("position")),
    )


def _position(follower: Follower, head: Head, *, lock: bool = False) -> FollowerPosition:
    """Where the follower goes on; not yet saved at the beginning, or past the end of an epoch."""
    rows = FollowerPosition.objects.filter(office_id=head.office_id, follower=follower.name)
    known = (rows.select_for_update() if lock else rows).first()
    if known is None:
        return FollowerPosition(
            office_id=head.office_id, follower=follower.name, epoch=1, position=0
        )
    if known.epoch < head.epoch and known.position >= _size(head.office_id, known.epoch):
        known.epoch, known.position = known.epoch + 1, 0
    return known


def _stop(mine: FollowerPosition, head: Head) -> int:
    return head.size if mine.epoch == head.epoch else _size(mine.office_id, mine.epoch)


def _size(office_id: UUID, epoch: int) -> int:
    last = Batch.objects.filter(office_id=office_id, epoch=epoch).order_by("-size").first()
    return last.size if last else 0
