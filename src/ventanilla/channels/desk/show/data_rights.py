"""What the office holds of a person, what stays if they ask to erase it, and what was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Cell, Line, Table, table
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.datarights import api as datarights
from ventanilla.domains.privacy import api as privacy


def asked_facts(person: datarights.AboutPerson) -> list[Line]:
    """What is asked, on what, and how far it is known who asks."""
    case, lang = person.case, get_language() or "es"
    lines = [
        Line(label=label, text=shown)
        for _page, answered in case.procedure.form.summary(case.answers, case.files(), lang)
        for field, label, shown in answered
        if field.id in ("right", "what", "wrong", "grounds", "mode", "represents")
        and (field.id in case.answers or field.id == "right")
    ]
    known = (
        _("Entró con su cuenta.") if person.has_account else _("Sin cuenta: hay que comprobarla.")
    )
    return [*lines, Line(label=_("Identidad"), text=known)]


def held_table(found: Mapping[str, Iterable[privacy.Found]]) -> Table:
    """How much of each thing, in the order of the domains."""
    numbers: dict[str, int] = {}
    for one in (one for counted in found.values() for one in counted):
        numbers[one.model] = numbers.get(one.model, 0) + one.rows
    rows = [
        [Cell(text=privacy.said(model)), Cell(text=str(number))]
        for model, number in numbers.items()
        if model != "privacy.AccessDelay"
    ]
    return table(
        caption=_("Qué tiene la sede de esta persona"), heads=(_("Qué"), _("Cuántos")), rows=rows
    )


def kept_table(kept: Iterable[Mapping[str, Any]]) -> Table:
    """What stays although its erasure is asked for, with the norm that keeps it."""
    rows = [
        [
            Cell(text=privacy.said(str(line["model"])), detail=str(line["rows"])),
            Cell(text=datarights.why_kept(str(line["by"]))),
            Cell(
                text=str(line["norm"]),
                detail=_("sin verificar") if line["status"] == "known" else "",
            ),
        ]
        for line in kept
        if line["model"] != "privacy.AccessDelay"
    ]
    return table(
        caption=_("Qué se conserva y por qué"),
        heads=(_("Qué"), _("Por qué"), _("Norma")),
        rows=rows,
    )


def alike_text(person: datarights.AboutPerson) -> str:
    """That other filings gave the same number; nothing where there are none."""
    number = len(person.alike)
    if not number:
        return ""
    return ngettext(
        "Hay %(number)d presentación más, sin esta cuenta, con el mismo número de documento. Solo "
        "cuenta si comprueba que es de la misma persona.",
        "Hay %(number)d presentaciones más, sin esta cuenta, con el mismo número de documento. "
        "Solo cuentan si comprueba que son de la misma persona.",
        number,
    ) % {"number": number}


def may_act(person: datarights.AboutPerson, now: casefiles.CaseNow) -> bool:
    """Whether something is still to be done in the case."""
    return now.standing.is_open and person.case.answer is None
