"""A draft of a decision on its pages: what was typed, what is kept, and the text as it reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.deed import Deed, deed
from ventanilla.channels.look.frame import Link
from ventanilla.channels.look.templatetags.look import moment
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.drafting import api as drafting
from ventanilla.domains.offices import api as offices
from ventanilla.kernel.errors import Problem
from ventanilla.kernel.identifiers import uuid7
from ventanilla.kernel.text_choice import pick


@dataclass
class Writing:
    """A draft on its page. `texts` are as typed; `kept` what another person saved meanwhile, by
    paragraph, where it differs; `lost` what was typed in paragraphs that they took out."""

    draft: drafting.DecisionDraft
    version: int
    title: str
    decision: str
    texts: dict[str, str]
    problem: Problem | None = None
    kept: dict[str, str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, draft: drafting.DecisionDraft) -> Writing:
        """As it was last saved."""
        texts = {one["id"]: one["text"] for one in draft.paragraphs}
        return cls(draft, draft.version, draft.title, draft.decision, texts)

    @classmethod
    def typed(cls, draft: drafting.DecisionDraft, posted: Mapping[str, Any]) -> Writing:
        """As it was sent."""
        version = str(posted.get("version", ""))
        return cls(
            draft,
            int(version) if version.isdecimal() and len(version) < 9 else 0,
            str(posted.get("title", "")),
            str(posted.get("decision", "")),
            {
                name.removeprefix("text-"): str(text).replace("\r\n", "\n")
                for name, text in posted.items()
                if name.startswith("text-")
            },
        )

    def beside(self, now: drafting.DecisionDraft) -> Writing:
        """What was typed, beside what another saved since: the next save goes over theirs."""
        kept = {one["id"]: one["text"] for one in now.paragraphs}
        return replace(
            self,
            draft=now,
            version=now.version,
            kept={name: text for name, text in kept.items() if self.texts.get(name, text) != text},
            lost=[text for name, text in self.texts.items() if name not in kept and text.strip()],
            texts={name: self.texts.get(name, text) for name, text in kept.items()},
        )

    def again(self, now: drafting.DecisionDraft) -> Writing:
        """After a refusal: what was typed stays; the version is that which holds it."""
        return replace(self, draft=now, version=now.version)


def change_of(do: str, what: str) -> tuple[Callable[[Any], Any] | None, str]:
    """What a button does to the paragraphs, and where the page goes on."""
    if do in ("up", "down"):
        return lambda rows: drafting.moved(rows, what, -1 if do == "up" else 1), f"#p-{what}"
    if do == "out":
        return lambda rows: drafting.without(rows, what), "#text"
    if do == "add":
        new = str(uuid7())
        return lambda rows: drafting.added(rows, what, new), f"#p-{new}"
    return None, ""


def beginnings(now: casefiles.CaseNow) -> list[tuple[str, str, str]]:
    """What a draft may begin from: name, title and norm words of each template; blank last."""
    lang = get_language() or "es"
    found = [
        (one.name, pick(one.title, lang), _label(now, one.act, one.decision))
        for one in drafting.templates_for(now)
    ]
    return [*found, ("", _("En blanco"), _("Sin plantilla: solo párrafos suyos."))]


def _label(now: casefiles.CaseNow, act: str, decision: str) -> str:
    lang = get_language() or "es"
    return drafting.decision_label(now.view.procedure, act, decision, lang)


def draft_page(office: offices.Office, now: casefiles.CaseNow, writing: Writing) -> dict[str, Any]:
    """Everything that the page of a draft shows. No statement."""
    draft = writing.draft
    case_url = reverse("desk:case", args=[office.slug, now.view.id])
    edited = draft.state in ("writing", "returned")
    return {
        "draft": draft,
        "writing": writing,
        "edited": edited,
        "caption": f"{now.view.label}. {now.view.applicant.name}",
        "decisions": drafting.decisions_of(now.view.procedure, draft.act, get_language() or "es"),
        "parts": _parts(writing),
        "footing": [
            one["text"]
            for one in drafting.composed(draft, now).paragraphs
            if one["part"] == "footing"
        ][-len(now.view.procedure.appeals) :]
        if now.view.procedure.appeals
        else [],
        "saved": _("Guardado por %(who)s, %(when)s.")
        % {"who": draft.saver_name, "when": moment(draft.saved_at)},
        "remarks": [
            {"who": one.by_name, "when": moment(one.at), "text": one.text} for one in draft.remarks
        ],
        "errors": _errors(writing),
        "errors_title": _("No se ha hecho"),
        "read_url": reverse("desk:decision-read", args=[office.slug, draft.id]),
        "case_url": case_url,
        "trail": [Link(label=now.view.label, url=case_url)],
    }


def _errors(writing: Writing) -> list[ErrorLine]:
    if writing.problem is None:
        return []
    part = str(writing.problem.params.get("part", ""))
    return [ErrorLine(text=str(writing.problem), anchor=f"part-{part}" if part else "")]


def _parts(writing: Writing) -> list[dict[str, Any]]:
    titles, n = drafting.part_titles(), 0
    parts = []
    for part in drafting.PARTS:
        rows = []
        for one in writing.draft.paragraphs:
            if one["part"] != part:
                continue
            n += 1
            text = writing.texts.get(one["id"], one["text"])
            rows.append(
                {
                    **one,
                    "n": n,
                    "text": text,
                    "rows": min(14, max(3, len(text) // 80 + text.count("\n") + 1)),
                    "kept": writing.kept.get(one["id"], ""),
                }
            )
        parts.append({"part": part, "title": titles[part], "rows": rows})
    return parts


def text_page(text: drafting.Composed) -> Deed:
    """The text as it reads."""
    return deed(
        title=text.title,
        paragraphs=text.paragraphs,
        signed=text.signed,
        language=text.language,
        office=text.office,
        about=text.about,
    )
