"""Searches that found nothing, for the office's analyst: words to add as aliases, never people."""

from __future__ import annotations

import datetime
import re
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, F, Max, Sum

from ventanilla.domains.catalogue.models import SearchMiss
from ventanilla.kernel.search import folded

SHOWN_FROM = 3  # times: what fewer searches said might name somebody
KEPT_DAYS = 30
LONGEST_KEPT_DAYS = 365
MOST_A_DAY = 200  # different ones, per office
MOST_WORDS = 5
_TELLS_WHO = re.compile(r"[@\d]|://|www\.", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,24}")


@dataclass(frozen=True, slots=True)
class Missed:
    """Words searched in vain: how often, on how many days, the last one."""

    words: str
    language: str
    times: int
    days: int
    last: datetime.date


def without_personal_data(text: str) -> str:
    """The words that may be counted, folded; empty where what was typed may tell who somebody is.

    A piece that holds a digit, an at sign or an address is dropped whole.
    """
    pieces = [piece for piece in text.split() if not _TELLS_WHO.search(piece)]
    words = _WORD.findall(folded(" ".join(pieces)))
    return " ".join(words)[:120] if 1 <= len(words) <= MOST_WORDS else ""


def count_miss(*, office_id: uuid.UUID, text: str, language: str, day: datetime.date) -> bool:
    """Count a search that found nothing; whether it was counted. Costs at most four statements."""
    words = without_personal_data(text)
    if not words:
        return False
    today = SearchMiss.objects.filter(office_id=office_id, day=day)
    same = {"office_id": office_id, "day": day, "language": language, "words": words}
    with transaction.atomic():
        if SearchMiss.objects.filter(**same).update(times=F("times") + 1):
            return True
        if today.count() >= MOST_A_DAY:
            return False
        SearchMiss.objects.bulk_create([SearchMiss(**same)], ignore_conflicts=True)
        forget_misses(office_id=office_id, day=day)
    return True


def missed(*, office_id: uuid.UUID, most: int = 100) -> list[Missed]:
    """What was searched in vain at least three times, the most searched first. One statement."""
    rows = (
        SearchMiss.objects.filter(office_id=office_id)
        .values("words", "language")
        .annotate(total=Sum("times"), days=Count("day"), last=Max("day"))
        .filter(total__gte=SHOWN_FROM)
        .order_by("-total", "words")[:most]
    )
    return [
        Missed(row["words"], row["language"], row["total"], row["days"], row["last"])
        for row in rows
    ]


def forget_misses(*, office_id: uuid.UUID, day: datetime.date) -> None:
    """Delete what is too old: after thirty days all that was not asked three times."""
    old = SearchMiss.objects.filter(office_id=office_id)
    old.filter(day__lt=day - datetime.timedelta(days=LONGEST_KEPT_DAYS)).delete()
    late = old.filter(day__lt=day - datetime.timedelta(days=KEPT_DAYS), times__lt=SHOWN_FROM)
    often = (old.values("words").annotate(total=Sum("times")).filter(total__gte=SHOWN_FROM)).values(
        "words"
    )
    late.exclude(words__in=often).delete()
