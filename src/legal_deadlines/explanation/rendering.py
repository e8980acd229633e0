"""Turns steps into sentences. Facts are formatted by kind; phrases come from the language's
table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import ModuleType
from typing import Any

from ..errors import UnknownNameError
from ..legal_value import Unit
from . import texts_en, texts_es, texts_pt
from .steps import Amount, Step

TABLES: Mapping[str, ModuleType] = {"es": texts_es, "pt": texts_pt, "en": texts_en}
LANGUAGES = tuple(TABLES)


def table(lang: str) -> ModuleType:
    """The texts of a language (es, pt, en)."""
    if lang not in TABLES:
        raise UnknownNameError(f"unknown language {lang!r}", known=LANGUAGES, example="--lang es")
    return TABLES[lang]


def render(steps: Iterable[Step], lang: str = "es", country: str = "") -> list[str]:
    """One sentence per step; ``country`` picks the country's own word for calendar days."""
    texts = table(lang)
    return [_sentence(s, texts, lang, country) for s in steps]


def error_summary(code: str, lang: str, facts: Mapping[str, Any] | None = None) -> str:
    """What kind of error it is, in words, with the rule or the readings that ``facts`` name.

    The error's own ``cause`` says the particulars (in English).
    """
    texts = TABLES.get(lang, texts_en)
    known = facts or {}
    text = str(texts.ERRORS.get(code, texts.ERRORS["invalid"]))
    if "rule" in known and code in ("missing_rule", "unsure_rule"):
        name = texts.RULES.get(str(known["rule"]).split(".")[0], known["rule"])
        text += f" {texts.WORDS['rule_named'].format(rule=name, country=known.get('country', ''))}"
    if readings := known.get("readings"):
        text += " " + "; ".join(dict.fromkeys(_reading(r, texts, lang) for r in readings)) + "."
    return text


def _reading(raw: Mapping[str, Any], texts: ModuleType, lang: str) -> str:
    why = "; ".join(t.get(lang, t["en"]) for t in raw["why"])
    day = long_date(date.fromisoformat(raw["date"]), texts)
    return f"{day}: {why}" if why else day


def _sentence(s: Step, texts: ModuleType, lang: str, country: str) -> str:
    facts = {k: _fact(v, texts, lang, country) for k, v in s.facts.items()}
    facts["cites"] = f" ({'; '.join(s.cites)})" if s.cites else ""
    code = s.code
    if code == "versions":
        facts["calendar"] = _calendar_name(facts["calendar"], texts)
    if "first" in s.facts and "days" in s.facts and code != "still_months":
        facts |= _run_facts(s, texts, lang)
        if code == "counted" and s.facts.get("rests"):
            code = "counted_folded"
    sentence = str(texts.PHRASES[code].format_map(facts))
    return sentence[0].upper() + sentence[1:]


def _calendar_name(version: str, texts: ModuleType) -> str:
    """A proposal's version in words; the version of an office as it is."""
    from ..calendars.proposal import PROPOSED

    if not version.startswith(PROPOSED):
        return version
    library, _, scope = version.removeprefix(PROPOSED).partition(": ")
    return str(texts.WORDS["proposed_calendar"].format(version=library, scope=scope))


def long_date(day: date, texts: ModuleType, key: str = "date") -> str:
    return str(
        texts.WORDS[key].format(
            weekday=texts.DAYS[day.weekday()],
            day=day.day,
            month=texts.MONTHS[day.month - 1],
            year=day.year,
        )
    )


def weekday(day: date, lang: str) -> str:
    """The name of the weekday."""
    return str(table(lang).DAYS[day.weekday()])


def _fact(value: Any, texts: ModuleType, lang: str, country: str) -> str:
    if isinstance(value, datetime):
        return str(
            texts.WORDS["at"].format(date=long_date(value, texts), time=value.strftime("%H:%M"))
        )
    if isinstance(value, date):
        return long_date(value, texts)
    if isinstance(value, Amount):
        return amount_text(value, texts, country)
    if isinstance(value, Unit):
        return _unit_forms(value, texts, country)[1]
    if isinstance(value, Mapping):
        return str(value.get(lang, value.get("en", value)))
    if isinstance(value, (list, tuple)):
        parts = dict.fromkeys(_item(v, texts, lang) for v in value)
        return "; ".join(parts) if parts else str(texts.WORDS["no_source"])
    return str(value)


def amount_text(amount: Amount, texts: ModuleType, country: str) -> str:
    """``10 días hábiles``."""
    forms = _unit_forms(amount.unit, texts, country)
    return f"{amount.number} {forms[0] if amount.number == 1 else forms[1]}"


def _unit_forms(unit: Unit, texts: ModuleType, country: str) -> tuple[str, str]:
    one, many = texts.UNITS[unit.value]
    if unit is Unit.CALENDAR_DAYS:
        one, many = texts.CALENDAR_DAYS.get(country, (one, many))
    return str(one), str(many)


def _item(value: Any, texts: ModuleType, lang: str) -> str:
    if isinstance(value, Mapping) and "kind" in value:
        return _reason(value, texts)
    if isinstance(value, Mapping) and "rule" in value:
        return _rule(value, texts, lang)
    if isinstance(value, Mapping):
        return str(value.get(lang, value.get("en")))
    return str(value)


def _rule(rule: Mapping[str, Any], texts: ModuleType, lang: str) -> str:
    if rule["label"]:
        return str(rule["label"][lang])
    name = texts.RULES.get(rule["rule"], texts.RULES["term"])
    return f"{name}, {rule['citation']}" if rule["citation"] else str(name)


def _reason(reason: Mapping[str, str], texts: ModuleType) -> str:
    why = texts.WORDS[reason["kind"]].format(place=reason["place"])
    return f"{reason['name']} ({why})" if reason["name"] else str(why)


def _run_facts(s: Step, texts: ModuleType, lang: str) -> dict[str, str]:
    first, last, days = s.facts["first"], s.facts["last"], int(s.facts["days"])
    many = days > 1
    facts = {"span": _span(first, last, texts), "n": texts.WORDS["n_many"] if many else ""}
    facts["not_count"] = "do not count" if many else "does not count"
    if "number" in s.facts:
        facts["numbers"] = _numbers(int(s.facts["number"]), days, texts)
        rests = int(s.facts["rests"])
        facts["rests"] = f"{rests} {texts.WORDS['day' if rests == 1 else 'days']}"
    if not s.facts.get("reasons", True):
        facts["reasons"] = str(texts.WORDS["no_reason"])
    return facts


def _span(first: date, last: date, texts: ModuleType) -> str:
    if first == last:
        return long_date(first, texts)
    key = "date"
    if first.year == last.year:
        key = "date_day" if first.month == last.month else "date_short"
    word = "and" if (last - first).days == 1 else "to"
    a, b = long_date(first, texts, key), long_date(last, texts)
    return (
        f"{a}{texts.WORDS['and']}{b}" if word == "and" else str(texts.WORDS["to"].format(a=a, b=b))
    )


def _numbers(number: int, days: int, texts: ModuleType) -> str:
    if days == 1:
        return str(texts.WORDS["day_n"].format(a=number))
    return str(texts.WORDS["days_n"].format(a=number - days + 1, b=number))
