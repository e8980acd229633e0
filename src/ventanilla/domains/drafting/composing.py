"""What is read of a draft before it is signed, and of the act after: parts with their numbered
paragraphs, the footing of appeal, by whom and in what capacity. One text for the screen, the PDF
and the act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.documents import api as documents
from ventanilla.domains.drafting.models import DecisionDraft
from ventanilla.domains.drafting.rules.paragraphs import numbered
from ventanilla.kernel import clock
from ventanilla.kernel.identifiers import uuid7
from ventanilla.kernel.text_choice import pick


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """The whole text. `paragraphs` are `{n, part, text}`; `signed` is what `signed_as` says of
    whoever signs, empty where nobody may yet."""

    title: str
    office: str
    about: str
    decision: str
    paragraphs: Sequence[Mapping[str, Any]]
    signed: Mapping[str, Any]
    language: str


def part_titles() -> dict[str, str]:
    """What each part is called, in the language at hand."""
    return {
        "antecedents": _("Antecedentes"),
        "grounds": _("Fundamentos"),
        "operative": _("Decisión"),
        "footing": _("Cómo recurrir"),
    }


def composed(
    draft: DecisionDraft, now: casefiles.CaseNow, signed: Mapping[str, Any] | None = None
) -> Composed:
    """The draft as the person will read it, in the office's own language."""
    procedure = now.view.procedure
    with translation.override(draft.language):
        rows = [*draft.paragraphs, *_remedies(procedure, draft.language, signed or {})]
        return Composed(
            title=draft.title,
            office=now.view.office.holder,
            about=_("%(procedure)s, %(number)s, %(name)s")
            % {
                "procedure": pick(procedure.title, draft.language),
                "number": now.view.label,
                "name": now.view.applicant.name,
            },
            decision=decision_label(procedure, draft.act, draft.decision, draft.language),
            paragraphs=[
                {"n": one["n"], "part": one["part"], "text": one["text"].strip()}
                for one in numbered(rows)
            ],
            signed=dict(signed or {}),
            language=draft.language,
        )


def decisions_of(procedure: PublishedProcedure, act: str, lang: str) -> list[tuple[str, str]]:
    """What may be decided with that act: value and label, in the procedure's own words."""
    options = procedure.reply.get("decisions") if procedure.reply.get("act") == act else None
    if options:
        return [(one["value"], pick(one["label"], lang)) for one in options]
    return [
        ("granted", _("Se concede")),
        ("partly", _("Se concede en parte")),
        ("refused", _("Se deniega")),
    ]


def decision_label(procedure: PublishedProcedure, act: str, value: str, lang: str) -> str:
    """One of them in words; empty where nothing is decided yet."""
    return dict(decisions_of(procedure, act, lang)).get(value, "")


def from_template(
    now: casefiles.CaseNow, template: catalogue.Template, lang: str
) -> list[dict[str, Any]]:
    """The paragraphs that the template makes of the case's answers as corrections left them."""
    view = now.view
    filed_on = view.presented_at.astimezone(view.office.zone).date()
    values = view.procedure.form.rule_values(now.answers, dict(now.files), filed_on)
    with translation.override(lang):
        facts = {
            "office": view.office.holder,
            "procedure": pick(view.procedure.title, lang),
            "number": view.label,
            "filed_on": filed_on.strftime("%d/%m/%Y"),
            "due_on": view.due_on.strftime("%d/%m/%Y") if view.due_on else "",
            "decision": decision_label(view.procedure, template.act, template.decision, lang),
            "issued_on": clock.today(view.office.zone).strftime("%d/%m/%Y"),
            "applicant": view.applicant.name,
            "unit": view.unit_name,
        }
        filling = catalogue.Filling(view.procedure.form, now.answers, facts, values, lang)
        return [{"id": str(uuid7()), **one} for one in catalogue.drafted(template, filling)]


def _remedies(
    procedure: PublishedProcedure, lang: str, signed: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The footing, which nobody edits: from the procedure, and whose act it counts as."""
    lines = [_remedy(appeal, lang) for appeal in procedure.appeals]
    if signed.get("deemed"):
        lines.append(
            _("Esta decisión se considera dictada por %(body)s, que la delegó (%(norm)s).")
            % {"body": signed["for"], "norm": signed["deemed"]}
        )
    return [
        {"id": f"footing-{place}", "part": "footing", "text": text}
        for place, text in enumerate(lines)
    ]


def _remedy(appeal: Mapping[str, Any], lang: str) -> str:
    said = _("Contra esta decisión: %(remedy)s (%(norm)s).") % {
        "remedy": pick(appeal["name"], lang), "norm": appeal["norm"],
    }  # fmt: skip
    if lodge := appeal.get("lodge"):
        said += " " + _("Plazo: %(term)s desde la notificación.") % {"term": _term(lodge)}
    if before := appeal.get("before"):
        said += " " + _("Se presenta ante: %(body)s (%(norm)s).") % {
            "body": pick(before["name"], lang), "norm": before["norm"],
        }  # fmt: skip
    return said


def _term(lodge: Mapping[str, Any]) -> str:
    n = int(lodge["amount"])
    words = {
        "working_days": ngettext("%(n)d día hábil", "%(n)d días hábiles", n),
        "calendar_days": ngettext("%(n)d día de calendario", "%(n)d días de calendario", n),
        "months": ngettext("%(n)d mes", "%(n)d meses", n),
        "years": ngettext("%(n)d año", "%(n)d años", n),
        "hours": ngettext("%(n)d hora", "%(n)d horas", n),
    }
    return words.get(lodge["unit"], "%(n)d") % {"n": n}


def as_pdf(text: Composed) -> bytes:
    """The document: PDF/A-2a and PDF/UA-1. Values travel as data, never as source."""
    with translation.override(text.language):
        titles = part_titles()
        parts: list[dict[str, Any]] = []
        for one in text.paragraphs:
            if not parts or parts[-1]["part"] != one["part"]:
                parts.append({"part": one["part"], "title": titles[one["part"]], "rows": []})
            parts[-1]["rows"].append({"n": one["n"], "lines": one["text"].split("\n")})
        signed = text.signed
        data = {
            "title": text.title,
            "office": text.office,
            "about": text.about,
            "parts": parts,
            "formula": signed.get("formula", ""),
            "name": signed.get("name", ""),
            "post": signed.get("post", ""),
            "unsigned": "" if signed else _("Borrador: sin firma ni efecto."),
        }
    return documents.render_pdf(template=LAYOUT, data=data, lang=text.language, title=text.title)


LAYOUT = """\
#set par(justify: true, leading: 0.7em)
#set heading(numbering: none)
#text(size: 10pt)[#data.office]
#heading(level: 1, data.title)
#text(size: 10pt)[#data.about]
#if data.unsigned != "" [#text(style: "italic")[#data.unsigned]]
#for part in data.parts {
  heading(level: 2, part.title)
  for row in part.rows {
    par[#row.n. #row.lines.map(line => [#line]).join(linebreak())]
  }
}
#v(2em)
#if data.formula != "" [#par[#data.formula]]
#if data.name != "" [#par[#strong[#data.name] #linebreak() #data.post]]
"""
