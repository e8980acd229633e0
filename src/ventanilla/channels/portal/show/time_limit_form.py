"""The calculator's form: what was asked in the address, read back and checked, and its fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import pairwise

from django.http import QueryDict
from django.utils.translation import gettext as _

from ventanilla.domains.legislation import api as legislation
from ventanilla.domains.offices import api as offices

LEVELS = ("national", "state", "municipal")
UNITS = ("working_days", "calendar_days", "days", "months", "years", "hours")
CHANNELS = ("electronic", "paper")
OBLIGED = ("party", "administration")
WORDS = ("termino", "plazo")
_MOST = 2_000  # characters of one box
_MOST_DAYS = 100
_MOST_AMOUNT = 10_000
_EARLIEST, _LATEST = 1990, 2090
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_WRITTEN = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})$")
_BETWEEN = re.compile(r"\s+(?:a|al|até|to|-|–)\s+|\.\.")
_HOURS = re.compile(r"^(\d{1,2}:\d{2})\s*(?:a|às|to|-|–)\s*(\d{1,2}:\d{2})$")


@dataclass
class Asked:
    """What the address holds. `errors` is by field; `question` is there when there are none."""

    values: dict[str, str]
    country: str
    level: str
    errors: dict[str, str] = field(default_factory=dict)
    question: legislation.TimeLimitQuestion | None = None

    @property
    def start(self) -> date | None:
        """The day of the event, if it is one."""
        return _a_date(self.values)


def read(query: QueryDict, *, office: offices.Office) -> Asked:
    """The question in the address. Country and level are the office's unless said otherwise."""
    values = {name: str(query[name]).replace("\x00", "").strip()[:_MOST] for name in query}
    _spread_iso_start(values)
    known = {code for code, _name in legislation.countries("es")}
    country = values.get("country", "").upper() or office.country
    level = values.get("level") or office.level
    asked = Asked(values=values, country=country, level=level)
    if country not in known:
        asked.country = office.country
        asked.errors["country"] = _("Elija un país de la lista.")
    if level not in LEVELS:
        asked.level = office.level
        asked.errors["level-1"] = _("Elija un nivel de gobierno de la lista.")
    return asked


def check(asked: Asked) -> None:
    """Fill `errors`, and `question` where there are none."""
    values, errors = asked.values, asked.errors
    start = _checked_start(asked)
    amount, rule = _checked_amount(asked), values.get("rule") or None
    days_off = _checked_days(asked)
    suspensions = _checked_suspensions(asked)
    hours = _checked_hours(asked)
    _check_choices(asked)
    if errors or start is None:
        return
    asked.question = legislation.TimeLimitQuestion(
        country=asked.country,
        level=asked.level,
        start=start,
        amount=None if rule else amount,
        unit=None if rule else values.get("unit"),
        rule=rule,
        place=values.get("place", ""),
        days_off=days_off,
        suspensions=suspensions,
        basis=values.get("basis", ""),
        by=values.get("by") or None,
        word=values.get("word") or None,
        channel=values.get("channel") or None,
        hours=hours,
        urgent="urgent" in values,
        fallback="fallback" in values,
        doubtful="doubtful" in values,
        calendar=_calendar(values),
    )


def _calendar(values: dict[str, str]) -> int | None:
    """The version of the calendar in a kept link; anything else is as if it were not there."""
    number = values.get("calendar", "")
    return int(number) if re.fullmatch(r"[0-9]{1,6}", number) else None


def _spread_iso_start(values: dict[str, str]) -> None:
    """`start=2025-09-08`, handy in a link, is the same as its three boxes."""
    found = _ISO.match(values.pop("start", ""))
    if found:
        values["start-year"], values["start-month"], values["start-day"] = found.groups()


def _a_date(values: dict[str, str]) -> date | None:
    try:
        return date(*(int(values.get(f"start-{part}", "")) for part in ("year", "month", "day")))
    except (ValueError, OverflowError):
        return None


def _checked_start(asked: Asked) -> date | datetime | None:
    day = asked.start
    if day is None:
        asked.errors["start-day"] = _(
            "Escriba un día que exista, con el año completo. Por ejemplo: 8 9 2025"
        )
        return None
    if not _EARLIEST <= day.year <= _LATEST:
        asked.errors["start-day"] = _("Escriba un año entre %(first)d y %(last)d.") % {
            "first": _EARLIEST,
            "last": _LATEST,
        }
        return None
    written = asked.values.get("time", "")
    if not written:
        return day
    try:
        return datetime.combine(day, time.fromisoformat(written.zfill(5)))
    except ValueError:
        asked.errors["time"] = _("Escriba la hora con dos puntos. Por ejemplo: 10:30")
        return None


def _checked_amount(asked: Asked) -> int | None:
    written, rule = asked.values.get("amount", ""), asked.values.get("rule", "")
    if rule and written:
        asked.errors["amount"] = _(
            "Una regla ya trae su duración. Deje la cantidad en blanco, o elija «Escribo yo la "
            "duración»."
        )
        return None
    if rule:
        return None
    if not written:
        asked.errors["amount"] = _("Elija una regla, o escriba cuánto dura. Por ejemplo: 10")
        return None
    if asked.values.get("unit") not in UNITS:
        asked.errors["unit"] = _("Elija si son días hábiles, corridos, meses, años u horas.")
    if not written.isascii() or not written.isdigit() or not 1 <= int(written) <= _MOST_AMOUNT:
        asked.errors["amount"] = _(
            "Escriba un número entero entre 1 y %(most)d, solo con cifras. Por ejemplo: 10"
        ) % {"most": _MOST_AMOUNT}
        return None
    return int(written)


def one_day(written: str) -> date | None:
    """`14/05/2025` or `2025-05-14`."""
    text = written.strip()
    try:
        if found := _ISO.match(text):
            year, month, day = (int(part) for part in found.groups())
        elif found := _WRITTEN.match(text):
            day, month, year = (int(part) for part in found.groups())
        else:
            return None
        return date(year, month, day)
    except ValueError:
        return None


def _checked_days(asked: Asked) -> tuple[date, ...]:
    written = [t for t in re.split(r"[,;\n]", asked.values.get("days_off", "")) if t.strip()]
    found = [one_day(text) for text in written]
    if len(found) > _MOST_DAYS:
        asked.errors["days_off"] = _("Como mucho %(most)d días.") % {"most": _MOST_DAYS}
    wrong = next((t for t, day in zip(written, found, strict=True) if day is None), None)
    if wrong is not None:
        asked.errors["days_off"] = _(
            "«%(text)s» no es un día que exista. Escriba uno por línea. Por ejemplo: 25/04/2025"
        ) % {"text": wrong.strip()[:40]}
    return tuple(sorted({day for day in found if day}))


def _checked_suspensions(asked: Asked) -> tuple[tuple[date, date], ...]:
    spans: list[tuple[date, date]] = []
    for line in asked.values.get("suspended", "").splitlines():
        if not line.strip():
            continue
        ends = [one_day(part) for part in _BETWEEN.split(line.strip())]
        first, last = (ends[0], ends[-1]) if 1 <= len(ends) <= 2 else (None, None)
        if first is None or last is None:
            asked.errors["suspended"] = _(
                "«%(text)s» no son dos días. Escriba el primero y el último. Por ejemplo: "
                "14/05/2025 a 28/05/2025"
            ) % {"text": line.strip()[:40]}
            return ()
        if last < first:
            asked.errors["suspended"] = _("La suspensión acaba antes de empezar: «%(text)s».") % {
                "text": line.strip()[:40]
            }
            return ()
        spans.append((first, last))
    ordered = sorted(spans)
    if len(ordered) > _MOST_DAYS:
        asked.errors["suspended"] = _("Como mucho %(most)d líneas.") % {"most": _MOST_DAYS}
    if any(later[0] <= earlier[1] for earlier, later in pairwise(ordered)):
        asked.errors["suspended"] = _("Dos suspensiones comparten días. Únalas en una sola línea.")
    return tuple(ordered)


def _checked_hours(asked: Asked) -> tuple[str, str] | None:
    written = asked.values.get("hours", "")
    found = _HOURS.match(written)
    if written and not found:
        asked.errors["hours"] = _("Escriba el horario así: 08:00 a 16:30")
    if not found:
        return None
    opens, closes = (part.zfill(5) for part in found.groups())
    try:
        if time.fromisoformat(opens) < time.fromisoformat(closes):
            return opens, closes
    except ValueError:
        pass
    asked.errors["hours"] = _(
        "El horario abre y luego cierra, el mismo día. Por ejemplo: 08:00 a 16:30"
    )
    return None


def _check_choices(asked: Asked) -> None:
    for name, known in (("by", OBLIGED), ("word", WORDS), ("channel", CHANNELS)):
        if asked.values.get(name) and asked.values[name] not in known:
            asked.errors[name] = _("Elija una de las opciones.")
    place = asked.values.get("place", "")
    if place and place not in {code for code, _name in legislation.places(asked.country)}:
        asked.errors["place"] = _("Ese lugar no es de ese país. Elija uno de la lista.")
