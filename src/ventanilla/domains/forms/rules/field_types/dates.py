"""Dates of the calendar."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ventanilla.domains.forms.rules.field_types.base import (
    ABSENT,
    FieldType,
    Load,
    Part,
    Wrong,
    field_type,
    first,
)
from ventanilla.kernel.shapes import Day, Key

_PARTS = ("day", "month", "year")


@field_type
class Date(FieldType):
    """A day, kept as `2026-01-31`. A page asks for day, month and year apart."""

    name = "date"
    input_mode = "numeric"
    keys: ClassVar[Mapping[str, Key]] = {"not_before": Key(Day()), "not_after": Key(Day())}
    parts = (
        Part("day", _("Día"), max_length=2, input_mode="numeric", width="2"),
        Part("month", _("Mes"), max_length=2, input_mode="numeric", width="2"),
        Part("year", _("Año"), max_length=4, input_mode="numeric", width="4"),
    )

    def __init__(self, settings: Mapping[str, Any], load: Load) -> None:
        self.not_before: datetime.date | None = settings.get("not_before")
        self.not_after: datetime.date | None = settings.get("not_after")

    def clean(self, value: Any) -> str:
        day = _day(value)
        if day is None:
            raise _unreadable(value)
        if self.not_before and day < self.not_before:
            raise Wrong(
                "too_early",
                _("La fecha de «%(label)s» es demasiado temprana."),
                expected=_("Escriba una fecha a partir del %(limit)s."),
                limit=self.not_before,
            )
        if self.not_after and day > self.not_after:
            raise Wrong(
                "too_late",
                _("La fecha de «%(label)s» es demasiado tardía."),
                expected=_("Escriba una fecha hasta el %(limit)s."),
                limit=self.not_after,
            )
        return day.isoformat()

    def missing(self) -> Any:
        return _("Escriba una fecha en «%(label)s».")

    def from_post(self, name: str, posted: Mapping[str, list[str]]) -> Any:
        written = {part: first(posted, f"{name}-{part}").strip()[:10] for part in _PARTS}
        if not any(written.values()):
            return ABSENT
        try:
            year, month, day = (int(written[part]) for part in ("year", "month", "day"))
            return datetime.date(year, month, day).isoformat() if year > 999 else written
        except ValueError:
            return written

    def inputs(self, value: Any) -> Mapping[str, Any]:
        if isinstance(value, Mapping):
            return {part: str(value.get(part) or "") for part in _PARTS}
        day = _day(value)
        if day is None:
            return dict.fromkeys(_PARTS, "")
        return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}

    def shown(self, value: Any, lang: str) -> str:
        return day_in_words(datetime.date.fromisoformat(value), lang)

    def schema(self, lang: str) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


def day_in_words(day: datetime.date, lang: str) -> str:
    """`31 de enero de 2026`, in the order of the language."""
    with override(lang):
        if lang.startswith("en"):
            return date_format(day, "j F Y")
        return date_format(day, r"j \d\e F \d\e Y").lower()


def _day(value: Any) -> datetime.date | None:
    if not isinstance(value, str) or len(value) != 10:
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return None


def _unreadable(value: Any) -> Wrong:
    blank = isinstance(value, Mapping) and not all(value.get(part) for part in _PARTS)
    return Wrong(
        "incomplete_date" if blank else "not_a_date",
        _("A la fecha de «%(label)s» le falta el día, el mes o el año.")
        if blank
        else _("La fecha de «%(label)s» no existe en el calendario."),
        expected=_("Escriba el día, el mes y el año con números."),
        example="27 3 2026",
    )
