"""A case told to the person: whose turn it is, until when and why, what happened, the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.channels.look.act_words import act_lines, changes_table, paused, sense_words
from ventanilla.channels.look.components import Cell, Line, Step, Table, table
from ventanilla.channels.look.deed import Deed, deed_in
from ventanilla.channels.look.templatetags.look import day, full_day, moment, size
from ventanilla.channels.look.time_left import time_chip
from ventanilla.channels.portal.show.appeals import Way, ways_to_appeal
from ventanilla.channels.portal.show.now import now_facts, now_title, why_url
from ventanilla.channels.portal.show.procedures import cited, duration
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
    deed: Deed | None = None
    signed: str = ""


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
    appeals: tuple[Way, ...] = ()
    changes: Table | None = None


def case_story(*, office: offices.Office, now: casefiles.CaseNow) -> Story:
    """The whole case in the reader's words."""
    today, lang, case = clock.today(office.zone), get_language() or "es", now.view
    answered = decision_of(now)
    told = [(*now.told(change, lang), moment(change.at)) for change in now.changed]
    return Story(
        number=case.label,
        title=pick(case.procedure.title, get_language() or "es"),
        now_title=now_title(now),
        facts=_facts(office, now, today=today),
        due_url=why_url(office=office, now=now),
        steps=path_of(now, today=today),
        documents=_documents(office=office, now=now),
        unit=case.unit_name,
        answer=_answer(case, answered) if answered else None,
        appeals=ways_to_appeal(office=office, now=now, today=today),
        changes=changes_table(told) if told else None,
    )


_DECIDES = frozenset(
    {
        casefiles.ActKind.ANSWER,
        casefiles.ActKind.RESOLVE,
        casefiles.ActKind.REJECT,
        casefiles.ActKind.DEEM_WITHDRAWN,
        casefiles.ActKind.DECLARE_LAPSE,
        casefiles.ActKind.DECIDE_APPEAL,
    }
)


def decision_of(now: casefiles.CaseNow) -> casefiles.ActView | None:
    """The last act that decided something and that the person may read: an answer, a resolution,
    that of an appeal."""
    readable = (act for act in reversed(now.view.acts) if act.seq not in now.standing.sealed)
    return next((act for act in readable if act.kind in _DECIDES), None)


def _facts(office: offices.Office, now: casefiles.CaseNow, *, today: date) -> tuple[Line, ...]:
    case, decided = now.view, decision_of(now)
    if now.standing.sealed:
        return tuple(now_facts(office=office, now=now))
    if decided and not now.standing.is_open and not now.standing.pending_appeal:
        return (
            Line(label=_("Respondido"), text=full_day(decided.at)),
            Line(label=_("Qué se decidió"), text=decision_label(case, decided)),
        )
    lines = list(now_facts(office=office, now=now))
    own = {"party"} if now.standing.waiting_on == "party" else set()
    if case.due_on and now.standing.is_open and not own and not now.standing.pending_appeal:
        held = now.standing.suspended
        lines.append(
            Line(
                label=_("Hasta cuándo"),
                text=full_day(case.due_on),
                norm=str(case.time_limit.get("norm") or ""),
                chip=paused() if held else time_chip(due=case.due_on, today=today),
            )
        )
    return tuple(lines)


def path_of(now: casefiles.CaseNow, *, today: date) -> tuple[Step, ...]:
    """What happened, what happens now, what comes."""
    case = now.view
    begun = any(act.kind == casefiles.ActKind.LODGE for act in case.acts)
    steps = [_filed(case)] if begun else []
    steps += [_done(now, act) for act in case.acts if act.kind != casefiles.ActKind.LODGE]
    if now.standing.waiting_on == "nobody":
        return tuple(steps)
    steps.append(_waiting(now))
    if case.due_on and now.standing.is_open:
        steps.append(
            Step(
                when=_("Después, a más tardar el %(when)s") % {"when": full_day(case.due_on)},
                title=_("Le respondemos") if begun else _("Decidimos"),
                lines=(_limit_line(case),),
            )
        )
    silence = cited(case.procedure.silence)
    if silence.text and now.standing.is_open:
        steps.append(
            Step(
                title=_("Si no le respondemos en ese plazo")
                if begun
                else _("Si no decidimos en ese plazo"),
                lines=(f"{silence.text} ({silence.norm})" if silence.norm else silence.text,),
            )
        )
    return tuple(steps)


def _filed(case: casefiles.CaseView) -> Step:
    return Step(
        state="done",
        when=_("Hecho, %(when)s") % {"when": moment(case.registered_at)},
        title=_("Usted lo presentó"),
        lines=(_("Registro %(number)s.") % {"number": case.label},),
    )


def _done(now: casefiles.CaseNow, act: casefiles.ActView) -> Step:
    if act.kind == casefiles.ActKind.RECALCULATED:
        return _recounted(act)
    if act.seq in now.standing.sealed:
        return Step(
            state="done",
            when=_("Hecho, %(when)s") % {"when": moment(act.at)},
            title=_("Pusimos una notificación a su disposición"),
            lines=(_("Ábrala para leerla."),),
        )
    case, number = now.view, now.numbers.get(act.seq, "")
    lines = [_("Registro %(number)s.") % {"number": number}] if number else []
    if act.kind == casefiles.ActKind.ANSWER:
        title = _("Le respondimos: %(what)s") % {"what": decision_label(case, act)}
        lines.append(_("Responde %(unit)s.") % {"unit": case.unit_name})
    elif act.content.get("paragraphs"):
        title = str(act.kind.label)
        lines.append(decision_label(case, act))
    else:
        lang = get_language() or "es"
        labels = {field.id: pick(field.label, lang) for field in case.procedure.form.fields}
        by_person = now.actor_of(act.seq) == casefiles.Actor.PARTY
        title = (_("Usted: %(act)s") if by_person else "%(act)s") % {"act": act.kind.label}
        lines += act_lines(act.content, labels=labels)
    return Step(
        state="done",
        when=_("Hecho, %(when)s") % {"when": moment(act.at)},
        title=title,
        lines=tuple(lines),
    )


def _waiting(now: casefiles.CaseNow) -> Step:
    if now.standing.waiting_on == "party":
        return Step(state="now", when=_("Ahora"), title=_("Esperamos lo que tiene que hacer usted"))
    if now.standing.pending_appeal:
        title = _("%(unit)s prepara la resolución del recurso")
    else:
        title = _("%(unit)s prepara la respuesta")
    return Step(
        state="now",
        when=_("Ahora"),
        title=title % {"unit": now.view.unit_name},
        lines=(_("No tiene que hacer nada."),),
    )


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
    return sense_words(act.content) or str(act.kind.label)


def _answer(case: casefiles.CaseView, act: casefiles.ActView) -> Answer:
    return Answer(
        decision=decision_label(case, act),
        text=str(act.content.get("text") or ""),
        reasons=str(act.content.get("reasons") or ""),
        deed=deed_in(act.content),
        signed=str((act.content.get("signed_as") or {}).get("formula") or ""),
    )


def _documents(*, office: offices.Office, now: casefiles.CaseNow) -> Table:
    case, sealed = now.view, now.standing.sealed
    whose = {True: _("Usted"), False: case.unit_name}
    answered = [
        (document, act.at, whose[act.by_post is None])
        for act in case.acts
        if act.seq not in sealed
        for document in act.documents
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
            Cell(text=who),
        ]
        for document, when, who in [*reversed(answered), *filed]
    ]
    return table(
        caption=_("Documentos"), heads=(_("Documento"), _("Fecha"), _("De quién")), rows=rows
    )
