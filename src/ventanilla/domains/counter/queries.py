"""Questions to the counter."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.counter.models import Attendance, CounterRecord, SignedSheet
from ventanilla.domains.documents.api import Document
from ventanilla.domains.offices.api import Office, Post
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock

_TODAY = timedelta(hours=24)
MOST_LINES = 5_000


def attendance_of(*, office: Office, draft_id: UUID) -> Attendance | None:
    """Who is attended with that draft; None where nobody is."""
    return Attendance.objects.filter(office_id=office.id, draft_id=draft_id).first()


def attendances_of(post: Post, *, most: int = 10) -> list[Attendance]:
    """The last ones of a post in a day, newest first."""
    since = clock.now() - _TODAY
    mine = Attendance.objects.filter(office_id=post.office_id, post_id=post.id, opened_at__gt=since)
    return list(mine.order_by("-opened_at")[:most])


def record_of(entry_id: UUID) -> CounterRecord | None:
    """How an entry came over the counter; None where it came by another road."""
    return CounterRecord.objects.filter(entry_id=entry_id).select_related("outage").first()


def sheet_of(record: CounterRecord) -> Document | None:
    """The scan of the sheet that was signed for an entry, if there is one."""
    if not record.read_back:
        return None
    held = SignedSheet.objects.filter(
        office_id=record.office_id,
        read_back=record.read_back,
        added_at__lte=record.entry.registered_at,
    )
    found = held.select_related("document").order_by("-added_at").first()
    return found.document if found else None


def paper_procedures(*, office: Office) -> list[catalogue.PublishedProcedure]:
    """By which a paper may enter now: those whose folder says how, first those for any paper and
    then those for rights over one's own data, which have a form of their own."""
    offered = catalogue.offered(office_id=office.id, at=clock.now())
    taken = [p for p in offered if (p.counter or {}).get("paper")]
    return sorted(taken, key=lambda p: bool(p.data_rights))


def oral_procedures(*, office: Office) -> list[catalogue.PublishedProcedure]:
    """Which the law lets be stated by word of mouth."""
    offered = catalogue.offered(office_id=office.id, at=clock.now())
    return [p for p in offered if (p.counter or {}).get("oral")]


@dataclass(frozen=True, slots=True)
class DayLine:
    """An entry of the day. `annulled_by` is the number of the later entry, or nothing."""

    entry: register.Entry
    annulled_by: str


@dataclass(frozen=True, slots=True)
class DayList:
    """Everything a book has of a day, by unit in the order of their names, and the totals."""

    day: date
    units: dict[str, list[DayLine]] = field(default_factory=dict)
    by_channel: dict[str, int] = field(default_factory=dict)
    annulled: int = 0
    whole: bool = True  # False where the day has more than can be shown

    @property
    def total(self) -> int:
        """How many entries."""
        return sum(len(lines) for lines in self.units.values())


def day_list(*, office: Office, day: date, book: str = "E", unit_id: UUID | None = None) -> DayList:
    """The book's entries of a day of the office's zone, in the order of their numbers."""
    found = register.entries_of_day(
        office=office, day=day, most=MOST_LINES + 1, book=book, unit_id=unit_id
    )
    entries = list(reversed(found[:MOST_LINES]))
    later = register.annulments([entry.id for entry in entries])
    units: dict[str, list[DayLine]] = {}
    for entry in entries:
        line = DayLine(entry, str(later[entry.id].entry) if entry.id in later else "")
        units.setdefault(entry.unit.name, []).append(line)
    return DayList(
        day=day,
        units=dict(sorted(units.items())),
        by_channel=dict(Counter(entry.channel for entry in entries)),
        annulled=len(later),
        whole=len(found) <= MOST_LINES,
    )
