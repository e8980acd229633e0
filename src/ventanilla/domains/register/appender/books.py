"""The next numbers of an office's books, while a batch is written."""

from __future__ import annotations

from datetime import datetime

from ventanilla.domains.register.logs import OfficeLog
from ventanilla.domains.register.models import BookCounter


class Books:
    """Counters of the office at the time of a batch, read under the head's lock."""

    def __init__(self, log: OfficeLog, moment: datetime) -> None:
        self._office_id = log.office_id
        self._year = moment.astimezone(log.zone).year
        known = BookCounter.objects.filter(office_id=log.office_id, year__gte=self._year - 1)
        self._counters = {(c.book, c.year): c for c in known}
        self._changed: dict[str, BookCounter] = {}
        self._new: set[str] = set()

    def following(self, book: str) -> int:
        """The next number of the book in the year of the batch."""
        counter = self._changed.get(book)
        if counter is None:
            counter = self._counters.get((book, self._year))
            if counter is None:
                counter = BookCounter(office_id=self._office_id, book=book, year=self._year, last=0)
                self._counters[book, self._year] = counter
                self._new.add(book)
            self._changed[book] = counter
        counter.last += 1
        return counter.last

    def save(self) -> dict[str, int]:
        """Write what changed; returns the last number by `book/year`, for the high-water mark."""
        BookCounter.objects.bulk_create([self._changed[book] for book in sorted(self._new)])
        for book, counter in self._changed.items():
            if book not in self._new:
                BookCounter.objects.filter(pk=counter.pk).update(last=counter.last)
        return {f"{book}/{year}": c.last for (book, year), c in sorted(self._counters.items())}
