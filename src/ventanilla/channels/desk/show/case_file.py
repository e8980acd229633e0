"""A case as the official reads it: facts, what was filed, acts, and the answer's form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Cell, Line, Step, SummaryRow, Table, table
from ventanilla.channels.look.fields import Choice, FieldView
from ventanilla.channels.look.templatetags.look import day, full_day, moment, size
from ventanilla.channels.look.time_left import time_chip
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.forms.api import Form
from ventanilla.domains.legislation.api import reasons
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock
from ventanilla.kernel.text_choice import pick

DECIDES = frozenset({offices.Role.OFFICER, offices.Role.HEAD})


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """What the desk's case page shows."""

    number: str
    caption: str
    title: str
    facts: tuple[Line, ...]
    reasons: tuple[str, ...]
    documents: Table
    steps: tuple[Step, ...]


def case_file(*, office: offices.Office, case: casefiles.CaseView) -> CaseFile:
    """The case for whoever handles it."""
    lang = get_language() or "es"
    return CaseFile(
        number=case.label,
        caption=_("Registro %(number)s. Versión %(version)d del trámite")
        % {"number": case.label, "version": case.procedure.version},
        title=f"{case.applicant.name}: {pick(case.procedure.title, lang)}",
        facts=_facts(case, today=clock.today(office.zone)),
        reasons=tuple(reasons(office=office, stored=case.due_because, lang=get_language() or "es")),
        documents=_documents(office=office, case=case),
        steps=tuple(_steps(case)),
    )


def _facts(case: casefiles.CaseView, *, today: date) -> tuple[Line, ...]:
    lang = get_language() or "es"
    lines = [Line(label=_("Estado"), text=str(case.state.label))]
    if case.answer is None and case.due_on:
        lines.append(
            Line(
                label=_("Para responder"),
                text=full_day(case.due_on),
                norm=str(case.time_limit.get("norm") or ""),
                chip=time_chip(due=case.due_on, today=today),
            )
        )
        lines.append(
            Line(
                label=_("Si no se responde"),
                text=pick(case.procedure.silence.get("text"), lang),
                norm=str(case.procedure.silence.get("norm") or ""),
            )
        )
    contact = ", ".join(
        part
        for part in (case.applicant.email, case.applicant.phone, case.applicant.address)
        if part
    )
    if contact:
        lines.append(Line(label=_("Contacto"), text=contact))
    return tuple(lines)


def _documents(*, office: offices.Office, case: casefiles.CaseView) -> Table:
    held = [(f.document, case.registered_at, case.applicant.name) for f in case.documents]
    held += [(doc, act.at, case.unit_name) for act in case.acts for doc in act.documents]
    rows = [
        [
            Cell(
                text=document.name,
                detail=size(document.size),
                url=reverse("desk:document", args=[office.slug, case.id, document.id]),
            ),
            Cell(text=day(when)),
            Cell(text=whose),
        ]
        for document, when, whose in held
    ]
    heads = (_("Documento"), _("Fecha"), _("De quién"))
    return table(caption=_("Documentos"), heads=heads, rows=rows)


def _steps(case: casefiles.CaseView) -> Iterable[Step]:
    yield Step(
        state="done",
        when=moment(case.registered_at),
        title=_("Solicitud registrada: %(number)s") % {"number": case.label},
        lines=(_("Por %(channel)s.") % {"channel": channel_name(case.channel)},),
    )
    if case.answer is None:
        yield Step(state="now", when=_("Ahora"), title=_("Esperando respuesta"))
        return
    content = case.answer.content
    said = (decision_label(case, str(content.get("decision"))), str(content.get("text") or ""))
    reasons = str(content.get("reasons") or "")
    yield Step(
        state="done",
        when=moment(case.answer.at),
        title=_("Respuesta: %(what)s") % {"what": said[0]},
        lines=tuple(part for part in (said[1], reasons) if part),
    )


def channel_name(channel: str) -> str:
    """The way in, in words."""
    names = {"portal": _("internet"), "desk": _("el mostrador"), "api": _("otro sistema")}
    return names.get(channel, channel)


def decision_label(case: casefiles.CaseView, value: str) -> str:
    """A decision in the procedure's own words."""
    for option in case.procedure.reply.get("decisions") or ():
        if option.get("value") == value:
            return pick(option.get("label"), get_language() or "es")
    return value


def filed_sections(case: casefiles.CaseView) -> list[dict[str, Any]]:
    """What the person wrote, page by page."""
    return answered(case.procedure.form, answers=case.answers, files=case.files())


def answered(form: Form, *, answers: Any, files: Any) -> list[dict[str, Any]]:
    """Answers to a form, page by page, in the reader's language."""
    lang = get_language() or "es"
    return [
        {
            "title": pick(page.title, lang),
            "rows": [
                SummaryRow(label=label, lines=tuple(shown.split("\n")))
                for _field, label, shown in lines
            ],
        }
        for page, lines in form.summary(answers, files, lang)
    ]


def norms_of(case: casefiles.CaseView) -> list[str]:
    """The articles that rule the answer."""
    sources = (case.time_limit, case.procedure.silence, case.procedure.reply)
    found = [str(source.get("norm") or "") for source in sources]
    return [norm for place, norm in enumerate(found) if norm and norm not in found[:place]]


def answer_fields(
    *, case: casefiles.CaseView, post: offices.Post, posted: Mapping[str, str], error: str = ""
) -> list[FieldView]:
    """The questions of the answer, for a post that decides and a case that waits; else none."""
    if case.answer is not None or post.role not in DECIDES:
        return []
    return [
        FieldView(
            id="decision",
            kind="one_of",
            label=_("Qué se decide"),
            choices=_decisions(case, chosen=posted.get("decision", "")),
            error=error,
        ),
        FieldView(
            id="text",
            kind="long_text",
            label=_("Respuesta a la persona"),
            hint=_("Con palabras que entienda quien no conoce la ley."),
            value=posted.get("text", ""),
        ),
        FieldView(
            id="reasons",
            kind="long_text",
            label=_("Razones"),
            hint=_("Obligatorias si se deniega, entera o en parte: causa legal y hechos."),
            required=False,
            value=posted.get("reasons", ""),
        ),
        FieldView(id="document", kind="file", label=_("Documento que se entrega"), required=False),
    ]


def _decisions(case: casefiles.CaseView, *, chosen: str) -> tuple[Choice, ...]:
    lang = get_language() or "es"
    offered = case.procedure.reply.get("decisions") or ()
    return tuple(
        Choice(
            id=f"decision-{number}" if number else "decision",
            value=str(option["value"]),
            label=pick(option.get("label"), lang),
            hint=pick(option.get("text"), lang),
            chosen=option["value"] == chosen,
        )
        for number, option in enumerate(offered)
    )
