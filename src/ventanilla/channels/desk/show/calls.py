"""A call as its unit sees it: where it stands, who filed, the points, the lists."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.channels.desk.show.words import state_words
from ventanilla.channels.look.components import Cell, Line, Table, table
from ventanilla.channels.look.ranked import ranked_table
from ventanilla.channels.look.templatetags.look import full_day, moment
from ventanilla.channels.look.time_left import time_chip
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import CallActKind, CallState
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.forms.api import money_text
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock
from ventanilla.kernel.text_choice import pick


def openable(*, office: offices.Office, post: offices.Post) -> list[tuple[str, str]]:
    """The procedures by call that this head may open: slug and title."""
    if post.role != offices.Role.HEAD:
        return []
    lang = get_language() or "es"
    return [
        (one.slug, pick(one.title, lang))
        for one in catalogue.offered(office_id=office.id, at=clock.now())
        if one.kind == "call" and one.unit == post.unit.code
    ]


def calls_table(*, office: offices.Office, post: offices.Post) -> Table:
    """The calls of the post's unit, the newest first."""
    rows = [
        [
            Cell(text=one.title, url=reverse("desk:call", args=[office.slug, one.id])),
            Cell(text=str(CallState(one.state).label)),
            Cell(text=full_day(one.closes_on)),
            Cell(text=full_day(one.due_on) if one.due_on else "–"),
        ]
        for one in casefiles.calls_of(office)
        if one.unit_id == post.unit_id
    ]
    heads = (
        _("Convocatoria"),
        _("Dónde está"),
        _("Se presenta hasta"),
        _("Hay que resolver antes de"),
    )
    return table(caption=_("Convocatorias de la unidad"), heads=heads, rows=rows)


def call_facts(*, office: offices.Office, call: casefiles.Call) -> list[Line]:
    """Where it stands, its window, its money and its one time limit."""
    today = clock.today(office.zone)
    rules, lang = casefiles.rules_of(call), get_language() or "es"
    lines = [
        Line(label=_("Dónde está"), text=CallState(call.state).label),
        Line(
            label=_("Se presenta"),
            text=f"{full_day(call.published_on)} – {full_day(call.closes_on)}",
        ),
    ]
    if call.due_on:
        chip = time_chip(due=call.due_on, today=today)
        done = call.state == CallState.RESOLVED
        lines.append(
            Line(
                label=_("Un plazo para todos, hasta"),
                text=full_day(call.due_on),
                chip=None if done else chip,
            )
        )
    if call.credit:
        lines.append(Line(label=_("Crédito"), text=money_text(call.credit, call.currency, lang)))
    if call.places:
        lines.append(Line(label=_("Plazas"), text=str(call.places)))
    lines.append(Line(label=_("Puntos que hacen falta"), text=str(rules.minimum)))
    return lines


def entrants_table(*, office: offices.Office, call: casefiles.Call, post: offices.Post) -> Table:
    """Who filed, in the order of the book, and the points of each."""
    lang = get_language() or "es"
    scoring = call.state in (CallState.EVALUATING, CallState.AGREED, CallState.PROVISIONAL)
    rows = []
    for one in casefiles.entrants(call):
        total = str(sum(one.points.values())) if one.points else _("Sin valorar")
        mark = reverse("desk:call-evaluate", args=[office.slug, call.id, one.case_id])
        rows.append(
            [
                Cell(text=one.label, url=reverse("desk:case", args=[office.slug, one.case_id])),
                Cell(text=one.name),
                Cell(text=money_text(one.asked, call.currency or "EUR", lang)),
                Cell(text=state_words(one.state)),
                Cell(text=total, url=mark if scoring else ""),
            ]
        )
    heads = (_("Registro"), _("Quién"), _("Pide"), _("Estado"), _("Puntos"))
    return table(caption=_("Solicitudes"), heads=heads, rows=rows)


def lists_shown(call: casefiles.Call) -> list[Table]:
    """Each published list as anybody sees it, the newest first."""
    lang = get_language() or "es"
    procedure = catalogue.version(call.version_id)
    criteria = {one["id"]: pick(one["label"], lang) for one in (procedure.call or {})["criteria"]}
    return [
        ranked_table(
            one.lines,
            caption=_("%(what)s, publicada el %(when)s")
            % {"what": one.kind.label, "when": moment(one.at)},
            final=one.kind == CallActKind.RESOLVE,
            criteria=criteria,
            money=lambda amount: money_text(amount, call.currency or "EUR", lang),
        )
        for one in casefiles.published_lists(call)
    ]
