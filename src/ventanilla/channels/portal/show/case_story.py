"""A case told to the person: whose turn it is, until when and why, what happened, the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Cell, Line, Step, Table, table
from ventanilla.channels.look.templatetags.look import day, full_day, moment, size
from ventanilla.channels.look.time_left import time_chip
from ventanilla.channels.portal.show.procedures import Cited, appeals_of, cited, duration
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock
from ventanilla.kernel.text_choice import pick


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The answer as the person reads it."""

    decision: str
    text: str
    reasons: str


@dataclass(frozen=True, kw_only=True)
class Story:
    """What the case page shows."""

    number: str
    title: str
    now_title: str
    facts: tuple[Line, ...]
    due_url: str
    steps: tuple[Step, ...]
    documents: Table
    unit: str
    answer: Answer | None = None
    appeals: tuple[Cited, ...] = ()


def case_story(*, office: offices.Office, case: casefiles.CaseView) -> Story:
    """The whole case in the reader's words."""
    today = clock.today(office.zone)
    answered = case.answer
    return Story(
        number=case.label,
        title=pick(case.procedure.title, get_language() or "es"),
        now_title=_now_title(case),
        facts=_facts(case, today=today),
        due_url=_due_url(office, case),
        steps=path_of(case, today=today),
        documents=_documents(office=office, case=case),
        unit=case.unit_name,
        answer=_answer(case, answered) if answered else None,
        appeals=appeals_of(case.procedure) if answered else (),
    )


def _due_url(office: offices.Office, case: casefiles.CaseView) -> str:
    if case.answer or not case.due_on:
        return ""
    return reverse("portal:case-due", args=[office.slug, case.id])


def _now_title(case: casefiles.CaseView) -> str:
    if case.answer:
        return _("Ya tiene la respuesta")
    return _("Ahora nos toca a nosotros: respondemos")


def _facts(case: casefiles.CaseView, *, today: date) -> tuple[Line, ...]:
    if case.answer:
        return (
            Line(label=_("Respondido"), text=full_day(case.answer.at)),
            Line(label=_("Qué se decidió"), text=decision_label(case, case.answer)),
        )
    lines = [Line(label=_("Quién lo tiene"), text=case.unit_name)]
    if case.due_on:
        lines.append(
            Line(
                label=_("Hasta cuándo"),
                text=full_day(case.due_on),
                norm=str(case.time_limit.get("norm") or ""),
                chip=time_chip(due=case.due_on, today=today),
            )
        )
    return tuple(lines)


def path_of(case: casefiles.CaseView, *, today: date) -> tuple[Step, ...]:
    """What happened, what happens now, what comes."""
    steps = [
        Step(
            state="done",
            when=_("Hecho, %(when)s") % {"when": moment(case.registered_at)},
            title=_("Usted lo presentó"),
            lines=(_("Registro %(number)s.") % {"number": case.label},),
        )
    ]
    steps += [_recounted(act) for act in case.acts if act.kind == casefiles.ActKind.RECALCULATED]
    answered = case.answer
    if answered:
        steps.append(
            Step(
                state="done",
                when=_("Hecho, %(when)s") % {"when": moment(answered.at)},
                title=_("Le respondimos: %(what)s") % {"what": decision_label(case, answered)},
                lines=(_("Responde %(unit)s.") % {"unit": case.unit_name},),
            )
        )
        return tuple(steps)
    steps.append(
        Step(
            state="now",
            when=_("Ahora"),
            title=_("%(unit)s prepara la respuesta") % {"unit": case.unit_name},
            lines=(_("No tiene que hacer nada."),),
        )
    )
    if case.due_on:
        steps.append(
            Step(
                when=_("Después, a más tardar el %(when)s") % {"when": full_day(case.due_on)},
                title=_("Le respondemos"),
                lines=(_limit_line(case),),
            )
        )
    silence = cited(case.procedure.silence)
    if silence.text:
        steps.append(
            Step(
                title=_("Si no le respondemos en ese plazo"),
                lines=(f"{silence.text} ({silence.norm})" if silence.norm else silence.text,),
            )
        )
    return tuple(steps)


def _limit_line(case: casefiles.CaseView) -> str:
    limit = case.time_limit
    said = _("Es el plazo máximo: %(limit)s.") % {"limit": duration(limit)}
    return f"{said} ({limit['norm']})" if limit.get("norm") else said


def _recounted(act: casefiles.ActView) -> Step:
    """A new calendar and what it did to the date: moved, or kept because it had been told."""
    told, law = (full_day(date.fromisoformat(act.content[name])) for name in ("told", "law"))
    if act.content["moved"]:
        title = _("El plazo se contó de nuevo: acaba el %(day)s") % {"day": law}
        why = _("Antes acababa el %(day)s.") % {"day": told}
    else:
        title = _("Su fecha no cambia: sigue siendo el %(day)s") % {"day": told}
        why = _("Con el calendario nuevo la ley daría hasta el %(day)s.") % {"day": law}
    published = _("La sede publicó la versión %(number)s de su calendario.")
    return Step(
        state="done",
        when=_("Hecho, %(when)s") % {"when": moment(act.at)},
        title=title,
        lines=(why, published % {"number": act.content["calendar_now"]}),
    )


def decision_label(case: casefiles.CaseView, act: casefiles.ActView) -> str:
    """The decision in the procedure's own words."""
    chosen = act.content.get("decision")
    for option in case.procedure.reply.get("decisions") or ():
        if option.get("value") == chosen:
            return pick(option.get("label"), get_language() or "es")
    return str(casefiles.Decision(str(chosen)).label)


def _answer(case: casefiles.CaseView, act: casefiles.ActView) -> Answer:
    return Answer(
        decision=decision_label(case, act),
        text=str(act.content.get("text") or ""),
        reasons=str(act.content.get("reasons") or ""),
    )


def _documents(*, office: offices.Office, case: casefiles.CaseView) -> Table:
    answered = [
        (document, act.at, case.unit_name) for act in case.acts for document in act.documents
    ]
    filed = [(f.document, case.registered_at, _("Usted")) for f in case.documents]
    rows = [
        [
            Cell(
                text=document.name,
                detail=size(document.size),
                url=reverse("portal:document", args=[office.slug, case.id, document.id]),
            ),
            Cell(text=day(when)),
            Cell(text=whose),
        ]
        for document, when, whose in [*reversed(answered), *filed]
    ]
    return table(
        caption=_("Documentos"), heads=(_("Documento"), _("Fecha"), _("De quién")), rows=rows
    )
