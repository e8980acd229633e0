"""The index as a page that opens from the folder, with no server, script or address of ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.utils.html import escape, format_html
from django.utils.translation import gettext as _

from ventanilla.domains.archive.contents import Contents, Item, LeftOut
from ventanilla.domains.archive.index_record import how_to_check
from ventanilla.domains.casefiles.api import CaseNow


def index_html(now: CaseNow, found: Contents, record: Mapping[str, Any], *, digest: str) -> str:
    """The whole page. Everything that people wrote is escaped."""
    title = _("Índice electrónico del expediente %(number)s") % {"number": record["number"]}
    parts = [
        f"<!doctype html>\n<html lang='{escape(record['lang'])}'>\n<head><meta charset='utf-8'>",
        "<meta name='viewport' content='width=device-width, initial-scale=1'>",
        format_html("<title>{}</title>", title),
        f"<style>\n{_style()}</style></head>\n<body><main>",
        *_heading(title, record, digest),
        format_html("<h2>{}</h2>", _("Folios")),
        "<ol class='folios'>",
        *_folios(now, found),
        "</ol>",
        *_checking(record),
        "</main></body></html>\n",
    ]
    return "\n".join(parts)


def facts(record: Mapping[str, Any], digest: str) -> list[tuple[str, str]]:
    """What stands above the folios, on the page and on paper."""
    made = datetime.fromisoformat(record["made_at"])
    law = ", ".join(
        f"{rule['norm']} ({_('sin comprobar en el texto publicado')})" for rule in record["law"]
    )
    whom = {"party": _("la persona interesada"), "staff": _("el personal de la sede")}
    lines = [
        (_("Sede"), str(record["office"]["name"])),
        (_("Trámite"), str(record["procedure"]["title"])),
        (_("Lo lleva"), str(record["unit"])),
        (_("Hecho el"), f"{made:%d/%m/%Y %H:%M:%S}"),
        (_("Para"), whom[record["made_for"]]),
        (_("Norma del índice"), law),
        (_("Huella del índice (SHA-256 de index.json)"), digest),
    ]
    return [(label, text) for label, text in lines if text]


def _heading(title: str, record: Mapping[str, Any], digest: str) -> Iterator[str]:
    if record["office"]["practice"]:
        yield format_html(
            "<p class='practice'>{}</p>", _("Oficina de práctica: sin efecto jurídico.")
        )
    yield format_html("<h1>{}</h1>", title)
    yield "<dl>"
    for label, text in facts(record, digest):
        yield format_html("<dt>{}</dt><dd>{}</dd>", label, text)
    yield "</dl>"
    for note in record["notes"]:
        yield format_html("<p class='soft'>{}</p>", note)


def _folios(now: CaseNow, found: Contents) -> Iterator[str]:
    zone = now.view.office.zone
    for one in found.by_folio:
        when = f"{one.at.astimezone(zone):%d/%m/%Y %H:%M}"
        yield _held(one, when) if isinstance(one, Item) else _missing(one, when)


def _held(item: Item, when: str) -> str:
    said = "".join(format_html("<p class='said'>{}</p>", line) for line in item.lines)
    number = f" · {item.number}" if item.number else ""
    return format_html(
        "<li><span class='folio'>{}</span><div><a href='{}'>{}</a> "
        "<span class='soft'>{}{} · {}</span>{}<div class='soft'><code>{}</code></div></div></li>",
        item.folio,
        quote(item.path),
        item.title,
        when,
        number,
        item.who,
        _safe(said),
        item.sha256,
    )


def _missing(one: LeftOut, when: str) -> str:
    digest = (
        format_html("<div class='soft'><code>{}</code></div>", one.sha256) if one.sha256 else ""
    )
    return format_html(
        "<li><span class='folio'>{}</span><div class='out'><b>{}</b> <span class='soft'>{}</span>"
        "<p class='said'>{} {}</p>{}</div></li>",
        one.folio,
        one.title,
        when,
        _("No está en este archivo."),
        one.why,
        _safe(digest),
    )


def _checking(record: Mapping[str, Any]) -> Iterator[str]:
    yield format_html("<h2>{}</h2>", _("Cómo se comprueba, sin conexión"))
    for words, command in how_to_check(dict(record)):
        yield format_html("<p>{}<br><code>{}</code></p>", words, command)


def _safe(markup: str) -> Any:
    from django.utils.safestring import mark_safe

    return mark_safe(markup)  # noqa: S308 - made by format_html above


@cache
def _style() -> str:
    return Path(__file__).with_name("index.css").read_text()
