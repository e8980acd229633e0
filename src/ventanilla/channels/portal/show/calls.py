"""A call as everybody reads it, and where one's own filing stands on its list."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Cell, Line, Table, table
from ventanilla.channels.look.ranked import outcome_words, ranked_table, tie_words
from ventanilla.channels.look.templatetags.look import full_day, moment
from ventanilla.channels.look.time_left import time_chip
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import CallActKind, CallState
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.forms.api import money_text
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock
from ventanilla.kernel.text_choice import pick


@dataclass(frozen=True, kw_only=True)
class CallNotice:
    """What a procedure page says of its call: open, still to come, or over."""

    said: str
    open: bool
    url: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class CallPage:
    """The public page of a call."""

    text: str
    start_url: str
    facts: tuple[Line, ...]
    criteria: Table
    ties: str
    lists: tuple[Table, ...]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where one's own filing stands, and the call it is in."""

    facts: tuple[Line, ...]
    url: str


def call_notice(
    *, office: offices.Office, procedure: catalogue.PublishedProcedure
) -> CallNotice | None:
    """Whether the procedure takes filings now; None where it is not one by call."""
    if not procedure.call:
        return None
    try:
        found = casefiles.call_taking(office=office, slug=procedure.slug, at=clock.now())
    except casefiles.CallNotOpen as problem:
        return CallNotice(said=str(problem.cause), open=False)
    said = _("Convocatoria abierta: se presenta hasta el %(day)s.")
    return CallNotice(
        said=said % {"day": full_day(found.closes_on)},
        open=True,
        url=reverse("portal:call", args=[office.slug, found.code]),
        title=found.title,
    )


def calls_table(office: offices.Office) -> Table:
    """The calls of the office, the newest first."""
    rows = [
        [
            Cell(text=one.title, url=reverse("portal:call", args=[office.slug, one.code])),
            Cell(text=str(CallState(one.state).label)),
            Cell(text=full_day(one.published_on)),
            Cell(text=full_day(one.closes_on)),
        ]
        for one in casefiles.calls_of(office)
    ]
    heads = (_("Convocatoria"), _("Dónde está"), _("Publicada"), _("Se presenta hasta"))
    return table(caption=_("Convocatorias de esta sede"), heads=heads, rows=rows)


def call_page(*, office: offices.Office, call: casefiles.Call) -> CallPage:
    """Its text, dates, criteria, how ties end, and what was published."""
    lang = get_language() or "es"
    procedure = catalogue.version(call.version_id)
    acts = casefiles.acts_of(call)
    taking = call.state == CallState.OPEN and (
        call.published_on <= clock.today(office.zone) <= call.closes_on
    )
    return CallPage(
        text=str(acts[0].content.get("text", "")),
        start_url=reverse("portal:procedure", args=[office.slug, call.slug]) if taking else "",
        facts=_facts(office, call),
        criteria=_criteria(procedure),
        ties=_ties(procedure),
        lists=tuple(
            ranked_table(
                one.lines,
                caption=_("%(what)s, publicada el %(when)s")
                % {"what": one.kind.label, "when": moment(one.at)},
                final=one.kind == CallActKind.RESOLVE,
                criteria=_labels(procedure),
                money=lambda amount: money_text(amount, call.currency or "EUR", lang),
            )
            for one in casefiles.published_lists(call)
        ),
    )


def _facts(office: offices.Office, call: casefiles.Call) -> tuple[Line, ...]:
    lang, today = get_language() or "es", clock.today(office.zone)
    procedure = catalogue.version(call.version_id)
    lines = [
        Line(label=_("Dónde está"), text=CallState(call.state).label),
        Line(label=_("Publicada"), text=full_day(call.published_on)),
        Line(label=_("Se presenta hasta"), text=full_day(call.closes_on)),
    ]
    if call.due_on:
        over = call.state == CallState.RESOLVED
        lines.append(
            Line(
                label=_("Se resuelve, a más tardar"),
                text=full_day(call.due_on),
                norm=str(procedure.time_limit.get("norm") or ""),
                chip=None if over else time_chip(due=call.due_on, today=today),
            )
        )
    if call.credit:
        lines.append(Line(label=_("Crédito"), text=money_text(call.credit, call.currency, lang)))
    if call.places:
        lines.append(Line(label=_("Plazas"), text=str(call.places)))
    return tuple(lines)


def _criteria(procedure: catalogue.PublishedProcedure) -> Table:
    lang, call = get_language() or "es", procedure.call or {}
    rows = [
        [Cell(text=pick(one["label"], lang)), Cell(text=str(one["most"])), Cell(text=one["norm"])]
        for one in call["criteria"]
    ]
    heads = (_("Criterio"), _("Puntos, como mucho"), _("Norma"))
    return table(caption=_("Cómo se valora"), heads=heads, rows=rows)


def _ties(procedure: catalogue.PublishedProcedure) -> str:
    labels = {**_labels(procedure), "entry": _("el orden de entrada")}
    rules = ", ".join(labels.get(rule, rule) for rule in (procedure.call or {})["ties"])
    return _("Los empates se resuelven por este orden: %(rules)s.") % {"rules": rules}


def _labels(procedure: catalogue.PublishedProcedure) -> dict[str, str]:
    lang = get_language() or "es"
    return {one["id"]: pick(one["label"], lang) for one in (procedure.call or {})["criteria"]}


def place_shown(*, office: offices.Office, case: casefiles.CaseView) -> Place | None:
    """One's place on the newest list, the points and why; None outside calls or before a list."""
    if not case.procedure.call:
        return None
    own = casefiles.own_place(case.id)
    if own is None:
        return None
    lang, labels = get_language() or "es", _labels(case.procedure)
    points = "; ".join(f"{labels.get(name, name)}: {given}" for name, given in own.points.items())
    final = own.kind == CallActKind.RESOLVE
    facts = [
        Line(label=_("Lista"), text=f"{own.kind.label}, {moment(own.on)}"),
        Line(
            label=_("Puesto en la lista"),
            text=_("%(place)d de %(of)d") % {"place": own.place, "of": own.of},
        ),
        Line(label=_("Puntos"), text=f"{own.total} ({points})"),
        Line(label=_("Qué resulta"), text=outcome_words(own.outcome.value, final=final)),
    ]
    if own.amount:
        money = money_text(own.amount, own.call.currency or "EUR", lang)
        facts.append(Line(label=_("Importe"), text=money))
    why = " ".join(
        part
        for part in (
            casefiles.why_of(own.reason, total=own.total, call=own.call),
            tie_words(own.tie, labels),
            own.reasons,
        )
        if part
    )
    if why:
        facts.append(Line(label=_("Por qué"), text=why))
    url = reverse("portal:call", args=[office.slug, own.call.code])
    return Place(facts=tuple(facts), url=url)
