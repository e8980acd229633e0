"""Followers of the register: each has its place in each log and goes on from there.

A follower's page is a transaction that keeps others from writing, and its work takes the
processor from whoever files. So pages are short, a turn is bounded, and while the book fills
quickly followers get a page at a time: they are behind then, and catch up afterwards.
"""

from __future__ import annotations

import time
from uuid import UUID

import structlog
from django.db import transaction

from ventanilla.domains.register.models import Batch, Entry, FollowerPosition, Head, LogRecord
from ventanilla.domains.register.ports import FollowedPage, Follower

log = structlog.get_logger(__name__)
PAGE = 32
TURN_SECONDS = 0.25  # of all followers together, of each half second
BUSY_LEAVES = 50  # in a log since the last turn: people are filing, and come first
_followers: dict[str, Follower] = {}
_sizes: dict[UUID, int] = {}


def follow_with(follower: Follower) -> None:
    """Register a follower (in `config`, where the parts meet)."""
    _followers[follower.name] = follower


def run_followers() -> bool:
    """Bring every follower nearer to the heads; whether all of them have reached them.

    At least a page of each that is behind, and as many as a turn has room for. One that fails is
    tried again at its next turn.
    """
    ends = time.monotonic() + TURN_SECONDS
    done = True
    for head in Head.objects.order_by("office_id"):
        busy = head.size - _sizes.get(head.office_id, head.size) > BUSY_LEAVES
        _sizes[head.office_id] = head.size
        for follower in list(_followers.values()):
            try:
                catch_up(follower, head.office_id, until=time.monotonic() if busy else ends)
                done = done and not lag(follower, head.office_id)
            except Exception as error:
                done = False
                log.error(
                    "register.follower_failed", follower=follower.name, error=type(error).__name__
                )
    return done


def catch_up(follower: Follower, office_id: UUID, *, until: float | None = None) -> int:
    """Pages until the follower has seen all that was there when it began, or until that moment of
    the monotonic clock (one page at least); returns leaves seen."""
    seen = 0
    head = Head.objects.get(office_id=office_id)
    while True:
        with transaction.atomic():
            mine = _position(follower, head)
            page = page_of(office_id, mine.epoch, mine.position, _stop(mine, head))
            if page is None:
                return seen
            follower.apply(page)
            FollowerPosition.objects.filter(pk=mine.pk).update(epoch=mine.epoch, position=page.stop)
        seen += page.stop - page.start
        if until is not None and time.monotonic() >= until:
            return seen


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


def _position(follower: Follower, head: Head) -> FollowerPosition:
    known = (
        FollowerPosition.objects.select_for_update()
        .filter(office_id=head.office_id, follower=follower.name)
        .first()
    )
    if known is None:
        known = FollowerPosition(
            office_id=head.office_id, follower=follower.name, epoch=1, position=0
        )
        FollowerPosition.objects.bulk_create([known])
    if known.epoch < head.epoch and known.position >= _size(head.office_id, known.epoch):
        known.epoch, known.position = known.epoch + 1, 0
    return known


def _stop(mine: FollowerPosition, head: Head) -> int:
    return head.size if mine.epoch == head.epoch else _size(mine.office_id, mine.epoch)


def _size(office_id: UUID, epoch: int) -> int:
    last = Batch.objects.filter(office_id=office_id, epoch=epoch).order_by("-size").first()
    return last.size if last else 0
