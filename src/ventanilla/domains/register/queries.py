"""Questions to the register."""

from __future__ import annotations

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
