"""Filters of the screens: dates with their weekday, sizes, digests, texts in the right language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.formats import number_format
from django.utils.translation import get_language

from ventanilla.kernel.text_choice import pick

register = template.Library()

_DAY = {"es": r"j \d\e F \d\e Y", "pt": r"j \d\e F \d\e Y", "en": "j F Y"}
_FULL_DAY = {"es": r"l j \d\e F \d\e Y", "pt": r"l, j \d\e F \d\e Y", "en": "l j F Y"}
_AT = {"es": "a las", "pt": "às", "en": "at"}


def _language() -> str:
    code = (get_language() or "es").split("-")[0]
    return code if code in _DAY else "es"


def _local(when: date | datetime) -> date | datetime:
    """Moments from the database are in UTC and are shown in the office's zone."""
    if isinstance(when, datetime) and when.utcoffset() == timedelta(0):
        return timezone.localtime(when)
    return when


def _written(when: date | datetime, formats: Mapping[str, str]) -> str:
    lang = _language()
    text = format_date(_local(when), formats[lang])
    return text if lang == "en" else text.lower()


@register.filter
def day(when: date | datetime | None) -> str:
    """`31 de marzo de 2025`, in the office's zone."""
    return _written(when, _DAY) if when else ""


@register.filter
def full_day(when: date | datetime | None) -> str:
    """`lunes 31 de marzo de 2025`, in the office's zone."""
    return _written(when, _FULL_DAY) if when else ""


@register.filter
def moment(when: datetime | None) -> str:
    """`lunes 31 de marzo de 2025, a las 08:42`."""
    return f"{full_day(when)}, {_AT[_language()]} {_local(when):%H:%M}" if when else ""


@register.filter
def exact_moment(when: datetime | None) -> str:
    """`lunes 31 de marzo de 2025, a las 08:42:17`: only on receipts."""
    return f"{full_day(when)}, {_AT[_language()]} {_local(when):%H:%M:%S}" if when else ""


@register.filter
def clock_time(when: datetime | None) -> str:
    """`08:42`."""
    return f"{_local(when):%H:%M}" if when else ""


@register.filter
def exact_time(when: datetime | None) -> str:
    """`08:42:17`."""
    return f"{_local(when):%H:%M:%S}" if when else ""


@register.filter
def iso(when: date | datetime | None) -> str:
    """For the `datetime` attribute of `<time>`."""
    if not when:
        return ""
    local = _local(when)
    return local.isoformat(timespec="seconds") if isinstance(local, datetime) else local.isoformat()


@register.filter
def size(count: int | None) -> str:
    """Bytes as people read them: `41 KB`, `1,8 MB`."""
    count = count or 0
    if count < 1000:
        return f"{count} B"
    if count < 1_000_000:
        return f"{round(count / 1000)} KB"
    return f"{number_format(count / 1_000_000, 1)} MB"


@register.filter
def digest(hexadecimal: str | bytes) -> str:
    """A digest in groups of eight, to be compared by eye."""
    text = hexadecimal.hex() if isinstance(hexadecimal, bytes | memoryview) else str(hexadecimal)
    return " ".join(text[i : i + 8] for i in range(0, len(text), 8))


@register.filter
def say(texts: Mapping[str, str] | str | None) -> str:
    """The text in the reader's language, else in one that exists."""
    return pick(texts, get_language() or "es")
