"""Writes a calendar version as iCalendar (RFC 5545), for people to subscribe to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from .calendar import Calendar, DayOff


def to_icalendar(calendar: Calendar, title: str) -> str:
    """The calendar's days off as all-day events; days worked in spite of the rule as transparent
    ones.

    Lines end in CRLF and are folded at 75 octets; UIDs come from the calendar's digest, so the
    same version
    always gives the same text.
    """
    return "\r\n".join(_fold(line) for line in _lines(calendar, title)) + "\r\n"


def _lines(calendar: Calendar, title: str) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Ventanilla//legal_deadlines//ES")
    yield f"X-WR-CALNAME:{_escape(title)}"
    yield f"X-VERSION-NAME:{_escape(calendar.version)}"
    for number, off in enumerate(calendar.non_working):
        yield from _event(calendar, off, number)
    yield "END:VCALENDAR"


def _event(calendar: Calendar, off: DayOff, number: int) -> Iterator[str]:
    assert calendar.covers is not None
    stamp = f"{calendar.covers[0]:%Y%m%d}T000000Z"
    where = f" ({off.place})" if off.place else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{calendar.digest[:16]}-{number}@legal-deadlines"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{off.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{off.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escape((off.name or off.kind) + where)}"
    yield f"CATEGORIES:{off.kind.upper()}"
    yield "TRANSP:OPAQUE"
    yield "END:VEVENT"


def _escape(text: str) -> str:
    for char in ("\\", ";", ","):
        text = text.replace(char, "\\" + char)
    return text.replace("\n", "\\n")


def _fold(line: str) -> str:
    raw = line.encode()
    parts, limit = [], 75
    while len(raw) > limit:
        cut = limit
        while raw[cut] & 0xC0 == 0x80:
            cut -= 1
        parts.append(raw[:cut])
        raw, limit = raw[cut:], 74
    return b"\r\n ".join([*parts, raw]).decode()
