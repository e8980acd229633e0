"""Questions to the register."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from ventanilla.domains.offices.api import Office
from ventanilla.domains.register.entries import read_label
from ventanilla.domains.register.errors import EntryUnknown
from ventanilla.domains.register.models import Entry


def entry(entry_id: UUID) -> Entry:
    """The entry with that id. Raises `EntryUnknown`."""
    found = Entry.objects.filter(pk=entry_id).first()
    if found is None:
        raise EntryUnknown
    return found


def find_entry(office: Office, label: str) -> Entry:
    """The entry with that number, as a person typed it. Raises `EntryUnknown`."""
    parts = read_label(label)
    if parts is None:
        raise EntryUnknown
    book, year, number = parts
    found = Entry.objects.filter(office=office, book=book, year=year, number=number).first()
    if found is None:
        raise EntryUnknown
    return found


def entries_of_day(
    *,
    office: Office,
    day: date,
    below: int | None = None,
    most: int = 50,
    book: str = "E",
    unit_id: UUID | None = None,
) -> list[Entry]:
    """What was registered on a day of the office's zone, newest first, at most `most` entries.

    `unit_id` leaves only what was addressed to that unit. `below` goes on under a number already
    shown. It walks the book down from its end, since no index on time burdens filing: the further
    back the day, the longer it takes.
    """
    begins = datetime.combine(day, time(), tzinfo=office.zone)
    ends = datetime.combine(day + timedelta(days=1), time(), tzinfo=office.zone)
    rows = Entry.objects.filter(office=office, book=book, year=day.year, registered_at__lt=ends)
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    if below is not None:
        rows = rows.filter(number__lt=below)
    found = rows.select_related("unit").order_by("-number")[:most]
    return [entry for entry in found if entry.registered_at >= begins]
