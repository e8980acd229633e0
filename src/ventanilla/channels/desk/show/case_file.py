"""A case as the official reads it: facts, what was filed and what changed, clocks and acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.channels.desk.show.clocks import clocks_table
from ventanilla.channels.desk.show.words import state_words, turn_words
from ventanilla.channels.look.act_words import act_lines, changes_table
from ventanilla.channels.look.charge import charge_lines
from ventanilla.channels.look.components import Cell, Line, Step, SummaryRow, Table, table
from ventanilla.channels.look.frame import LANGUAGE_NAMES
from ventanilla.channels.look.templatetags.look import day, moment, size
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.forms.api import Form, money_text
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties import api as parties
from ventanilla.kernel.text_choice import pick


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """What the desk's case page shows."""

    number: str
    caption: str
    title: str
    facts: tuple[Line, ...]
    clocks: Table
    changes: Table
    documents: Table
    steps: tuple[Step, ...]


def case_file(*, office: offices.Office, now: casefiles.CaseNow) -> CaseFile:
    """The case for whoever handles it."""
    lang, case = get_language() or "es", now.view
    told = [(*now.told(change, lang), moment(change.at)) for change in now.changed]
    return CaseFile(
        number=case.label,
        caption=_("Registro %(number)s. Versión %(version)d del trámite")
        % {"number": case.label, "version": case.procedure.version},
        title=f"{case.applicant.name}: {pick(case.procedure.title, lang)}",
        facts=tuple(_facts(now)),
        clocks=clocks_table(office=office, now=now),
        changes=changes_table(told),
        documents=_documents(office=office, case=case),
        steps=tuple(_steps(now)),
    )


def _facts(now: casefiles.CaseNow) -> Iterator[Line]:
    case, lang = now.view, get_language() or "es"
    turn = turn_words(now.standing.waiting_on)
    yield Line(label=_("Estado"), text=f"{state_words(case.state)}. {turn}.")
    if now.standing.is_open:
        yield Line(
            label=_("Si no se responde"),
            text=pick(case.procedure.silence.get("text"), lang),
            norm=str(case.procedure.silence.get("norm") or ""),
        )
    yield from _charge(case, lang)
    particulars = (case.applicant.email, case.applicant.phone, case.applicant.address)
    contact = ", ".join(part for part in particulars if part)
    if contact:
        yield Line(label=_("Contacto"), text=contact)
    yield from _attending(case)


def _attending(case: casefiles.CaseView) -> Iterator[Line]:
    """The language and the support that the person stated: before anybody calls or writes."""
    support = parties.Support.read(case.applicant.support)
    written = support.other_language or LANGUAGE_NAMES.get(case.applicant.language, "")
    if written:
        yield Line(label=_("Lengua que prefiere"), text=written)
    if support.words:
        yield Line(label=_("Apoyo que pide"), text=". ".join(support.words) + ".")


def _charge(case: casefiles.CaseView, lang: str) -> Iterator[Line]:
    """What it costs, as it was decided at filing, with its rule."""
    kept = case.acts[0].content.get("decisions") if case.acts else None
    day = case.presented_at.astimezone(case.office.zone).date()
    charge = case.procedure.charge(kept, on=day) if kept else None
    if charge is None:
        return
    rule = charge.rule or {}
    yield from charge_lines(
        amount="" if charge.amount is None else money_text(charge.amount, charge.currency, lang),
        rule=pick(rule.get("text"), lang),
        norm=str(rule.get("norm") or ""),
        values=(),
        lacking=charge.lacking,
    )


def _documents(*, office: offices.Office, case: casefiles.CaseView) -> Table:
    whose = {True: case.applicant.name, False: case.unit_name}
    held = [(f.document, case.registered_at, case.applicant.name) for f in case.documents]
    held += [
        (doc, act.at, whose[act.by_post is None]) for act in case.acts for doc in act.documents
    ]
    rows = [
        [
            Cell(
                text=document.name,
                detail=size(document.size),
                url=reverse("desk:document", args=[office.slug, case.id, document.id]),
            ),
            Cell(text=day(when)),
            Cell(text=who),
        ]
        for document, when, who in held
    ]
    heads = (_("Documento"), _("Fecha"), _("De quién"))
    return table(caption=_("Documentos"), heads=heads, rows=rows)


def _steps(now: casefiles.CaseNow) -> Iterator[Step]:
    lang, case = get_language() or "es", now.view
    labels = {f.id: pick(f.label, lang) for f in case.procedure.form.fields}
    names = now.own_names(lang)
    for act in case.acts:
        if act.kind == casefiles.ActKind.LODGE:
            yield _filed(case)
            continue
        number = now.numbers.get(act.seq, "")
        title = _("%(act)s: %(number)s") if number else "%(act)s"
        lines = [_said_by(now, act), *_decided(case, act), *act_lines(act.content, labels=labels)]
        remedy = str(act.content.get("remedy") or "")
        if remedy:
            lines.insert(1, names.get(remedy, remedy))
        yield Step(
            state="done",
            when=moment(act.at),
            title=title % {"act": act.kind.label, "number": number},
            lines=tuple(lines),
        )
    if now.standing.waiting_on != "nobody":
        yield Step(state="now", when=_("Ahora"), title=turn_words(now.standing.waiting_on))


def _filed(case: casefiles.CaseView) -> Step:
    return Step(
        state="done",
        when=moment(case.registered_at),
        title=_("Solicitud registrada: %(number)s") % {"number": case.label},
        lines=(_("Por %(channel)s.") % {"channel": channel_name(case.channel)},),
    )


def _said_by(now: casefiles.CaseNow, act: casefiles.ActView) -> str:
    return f"{now.actor_of(act.seq).label}."


def _decided(case: casefiles.CaseView, act: casefiles.ActView) -> Iterator[str]:
    if act.kind == casefiles.ActKind.ANSWER:
        yield decision_label(case, str(act.content.get("decision")))


def channel_name(channel: str) -> str:
    """The way in, in words."""
    names = {
        "portal": _("internet"),
        "desk": _("el mostrador"),
        "paper": _("papel"),
        "oral": _("declaración oral"),
        "api": _("otro sistema"),
    }
    return names.get(channel, channel)


def decision_label(case: casefiles.CaseView, value: str) -> str:
    """A decision in the procedure's own words."""
    for option in case.procedure.reply.get("decisions") or ():
        if option.get("value") == value:
            return pick(option.get("label"), get_language() or "es")
    return value


def filed_sections(now: casefiles.CaseNow) -> list[dict[str, Any]]:
    """What the person says, page by page, as corrections left it."""
    lang = get_language() or "es"
    mended = {change.field for change in now.changed}
    pages = now.view.filed_under.form.summary(now.answers, now.files, lang)
    return [
        {
            "title": pick(page.title, lang),
            "rows": [
                SummaryRow(
                    label=label,
                    lines=tuple(shown.split("\n")),
                    detail=_("Corregido: vea abajo qué cambió.") if field.id in mended else "",
                )
                for field, label, shown in lines
            ],
        }
        for page, lines in pages
    ]


def evaluated_sections(now: casefiles.CaseNow) -> list[dict[str, Any]]:
    """What the committee evaluates: the answers, but for who asks and how they are reached, and
    what is only declared or signed."""
    lang, procedure = get_language() or "es", now.view.procedure
    left_out = set(procedure.applicant.values())
    pages = procedure.form.summary(now.answers, now.files, lang)
    shown = [
        {
            "title": pick(page.title, lang),
            "rows": [
                SummaryRow(label=label, lines=tuple(said.split("\n")))
                for field, label, said in lines
                if field.id not in left_out and field.type != "declaration"
            ],
        }
        for page, lines in pages
    ]
    return [section for section in shown if section["rows"]]


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
