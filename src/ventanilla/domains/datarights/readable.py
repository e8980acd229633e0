"""The copy of a person's data as people read it: the same for the page and for the PDF."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.domains.documents.api import render_pdf
from ventanilla.domains.privacy.api import said

_SHOWN_ABOVE = {"casefiles.Filing": ("answers",)}  # question by question, with its words
_MOST = 2000  # characters of one value on paper; the JSON has it whole


@cache
def _template() -> str:
    return (Path(__file__).parent / "templates" / "copy.typ").read_text(encoding="utf-8")


def readable(copy: Mapping[str, Any], *, zone: ZoneInfo) -> dict[str, Any]:
    """Headings, tables and lines, with moments in the office's own time."""
    return {
        "title": _("Copia de sus datos personales"),
        "facts": [
            [_("Quién los trata"), copy["holder"]],
            [_("De quién son"), copy["person"]],
            [_("Solicitud"), copy["request"]],
            [_("Hecha el"), _moment(copy["made_at"], zone)],
        ],
        "intro": _(
            "Todo lo que esta sede tiene sobre usted, con su finalidad, su norma y su plazo. No "
            "están las claves de acceso ni lo que todavía no se le ha notificado."
        ),
        "procedures_title": _("Para qué se usan"),
        "procedures": [_procedure(one) for one in copy["procedures"]],
        "held_title": _("Qué se guarda"),
        "heads": [_("Dato"), _("Por qué lo tenemos"), _("Hasta cuándo")],
        "held": [_group(one, zone) for one in copy["held"]],
        "who_title": _("Quién ha mirado sus datos"),
        "who_heads": [_("Cuándo"), _("Quién"), _("Qué vio"), _("Para qué")],
        "who": [
            [
                _moment(one["at"], zone),
                f"{one['who']}, {one['unit']}",
                f"{one['number']}: {one['what']}",
                one["purpose"],
            ]
            for one in copy["who_looked"]
        ],
        "nobody": _("Nadie de la sede ha abierto todavía su expediente."),
    }


def copy_pdf(copy: Mapping[str, Any], *, zone: ZoneInfo) -> bytes:
    """The readable copy as PDF/A-2a and PDF/UA-1, in the active language."""
    shown = readable(copy, zone=zone)
    return render_pdf(
        template=_template(),
        data=shown,
        lang=get_language() or "es",
        title=f"{shown['title']}, {copy['request']}",
        moment=datetime.fromisoformat(copy["made_at"]),
    )


def _procedure(one: Mapping[str, Any]) -> dict[str, Any]:
    norm = one["norm"] if one["verified"] else f"{one['norm']} ({_('sin verificar')})"
    facts = [[_("Para qué"), one["purpose"]], [_("Norma"), norm]]
    facts += [[_("Se conserva"), one["keep"] or _("Lo que manda su serie documental")]]
    return {
        "title": f"{one['number']}. {one['title']}",
        "facts": facts,
        "answers_title": _("Lo que respondió"),
        "answers": [[line["label"], str(line["value"])] for line in one["answers"]],
    }


def _group(one: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    above = _SHOWN_ABOVE.get(one["model"], ())
    columns = [column for column in one["columns"] if column["field"] not in above]
    rows = [
        [
            [column["what"], text]
            for column in columns
            if (text := _value(row[column["field"]], zone))
        ]
        for row in one["rows"]
    ]
    return {
        "title": one["title"],
        "why": [[column["what"], column["basis"], column["keep"]] for column in columns],
        "rows": [row for row in rows if row],
    }


def _value(value: Any, zone: ZoneInfo) -> str:
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return _("sí") if value else _("no")
    if isinstance(value, dict | list):
        return "\n".join(_lines(value))[:_MOST]
    text = str(value)
    return (_moment(text, zone) if _is_moment(text) else text)[:_MOST]


def _lines(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _lines(inner, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        for place, inner in enumerate(value, 1):
            yield from _lines(inner, f"{name} {place}")
    elif value not in (None, "", [], {}):
        plain = ", ".join(map(str, value)) if isinstance(value, list) else value
        shown = plain if isinstance(plain, str) else json.dumps(plain)
        yield f"{name}: {said(shown)}" if name else said(shown)


def _is_moment(text: str) -> bool:
    if len(text) < 20 or text[4:5] != "-" or text[10:11] != "T":
        return False
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _moment(text: str, zone: ZoneInfo) -> str:
    at = datetime.fromisoformat(text).astimezone(zone)
    day = date_format(at, "DATE_FORMAT")
    return f"{day if get_language() == 'en' else day.lower()}, {at:%H:%M}"
