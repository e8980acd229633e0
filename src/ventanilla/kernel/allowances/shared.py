"""The rows that all processes count in. One short transaction each, one row each: no deadlock."""

from __future__ import annotations

from django.db import router, transaction

from ventanilla.kernel import clock
from ventanilla.kernel.allowances.bucket import Bucket, Limit
from ventanilla.kernel.allowances.models import Allowance


def draw(key: str, limit: Limit, *, least: int, most: int) -> tuple[int, float]:
    """As `Bucket.take`, from the row of `key`. Raises `DatabaseError`."""
    with transaction.atomic(using=_alias()):
        now = clock.now().timestamp()
        bucket = _locked(key, limit, now)
        taken, wait = bucket.take(now, least=least, most=most)
        _write(key, bucket)
    return taken, wait


def put_back(key: str, limit: Limit, count: int) -> None:
    """As `Bucket.give_back`. Raises `DatabaseError`."""
    with transaction.atomic(using=_alias()):
        now = clock.now().timestamp()
        bucket = _locked(key, limit, now)
        bucket.give_back(now, count)
        _write(key, bucket)


def delete(key: str) -> None:
    """Begin anew with a full allowance. Raises `DatabaseError`."""
    with transaction.atomic(using=_alias()):
        Allowance.objects.filter(key=key).delete()


def delete_full() -> int:
    """Delete the rows that say nothing any more; returns how many."""
    with transaction.atomic(using=_alias()):
        return Allowance.objects.filter(full_at__lte=clock.now().timestamp()).delete()[0]


def _alias() -> str:
    return router.db_for_write(Allowance)


def _locked(key: str, limit: Limit, now: float) -> Bucket:
    """The row, made first where it is missing: two processes that begin at once share one."""
    rows = Allowance.objects.select_for_update().filter(key=key).values_list("level", "at")
    found = rows.first()
    if found is None:
        fresh = Allowance(key=key, level=limit.burst, at=now, full_at=now)
        Allowance.objects.bulk_create([fresh], ignore_conflicts=True)
        found = rows.get()
    return Bucket(limit, min(found[0], limit.burst), found[1])


def _write(key: str, bucket: Bucket) -> None:
    Allowance.objects.filter(key=key).update(
        level=bucket.level, at=bucket.at, full_at=bucket.full_at
    )
