"""The next numbers of an office's books, while a batch is written."""

from __future__ import annotations

from datetime import datetime

from django.db.backends.base.base import BaseDatabaseWrapper

from ventanilla.domains.register.appender.statements import counters, set_counter
from ventanilla.domains.register.logs import OfficeLog
from ventanilla.domains.register.models import BookCounter
from ventanilla.domains.register.rows import ready, write


class Books:
    """Counters of the office at the time of a batch, read under the head's lock."""

    def __init__(self, log: OfficeLog, moment: datetime, wrapper: BaseDatabaseWrapper) -> None:
        self._wrapper = wrapper
        self._office_id = log.office_id
        self._year = moment.astimezone(log.zone).year
        known = counters(log.office_id, since=self._year - 1, wrapper=wrapper)
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
        new = [ready(self._changed[book], self._wrapper) for book in sorted(self._new)]
        write(new, self._wrapper)
        for book, counter in self._changed.items():
            if book not in self._new:
                set_counter(counter, self._wrapper)
        return {f"{book}/{year}": c.last for (book, year), c in sorted(self._counters.items())}
