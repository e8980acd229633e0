"""Notes beside a case, and earlier cases like it with the reasons why they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from ventanilla.channels.desk.acts.questions import SENSES
from ventanilla.channels.desk.show.case_file import decision_label
from ventanilla.channels.look.templatetags.look import day
from ventanilla.domains.case_search import api as case_search
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.notes import api as notes
from ventanilla.domains.offices import api as offices
from ventanilla.kernel.text_choice import pick

_SHOWN_BESIDE = 3


@dataclass(frozen=True, kw_only=True)
class PrecedentCard:
    """An earlier case: what was decided, when, in which words and why."""

    number: str
    url: str
    when: str
    sense: str
    text: str
    reasons: str


def beside(*, office: offices.Office, post: offices.Post, now: casefiles.CaseNow) -> dict[str, Any]:
    """The card beside a case: the last notes, how many more, and the way to earlier ones like it.
    One statement."""
    case, slug = now.view.id, now.view.procedure.slug
    seen = notes.notes_beside(post=post, case_id=case, slug=slug)
    on_procedure = [one for one in seen if one.on_procedure]
    on_case = [one for one in seen if not one.on_procedure]
    shown = [*on_procedure[-_SHOWN_BESIDE:], *on_case[-_SHOWN_BESIDE:]]
    return {
        "notes": shown,
        "more": len(seen) - len(shown),
        "may_write": post.role in notes.MAY_WRITE,
        "notes_url": reverse("desk:notes", args=[office.slug, case]),
        "alike_url": reverse("desk:precedents", args=[office.slug, case]),
    }


def why_alike(now: casefiles.CaseNow) -> list[str]:
    """What this case shares with those shown: rows of tables that fired, answers that decide."""
    lang = get_language() or "es"
    alike = case_search.alike_of(now)
    lines = [
        f"{pick(table.title, lang)}: {_row_text(table, row, lang)}"
        for table in now.view.procedure.decisions
        for row in alike.rows.get(table.name, ())
    ]
    told = now.read_back(now.answers, now.files, lang)
    return lines + [f"{told[name][0]}: {told[name][1]}" for name in alike.answers if name in told]


def _row_text(table: Any, row_id: str, lang: str) -> str:
    """What the table says in that row, or the row's own name."""
    row = next((row for row in table.rows if row.id == row_id), None)
    return (pick(row.fact.get("text"), lang) if row else "") or row_id


def precedent_cards(
    *, office: offices.Office, now: casefiles.CaseNow, found: list[case_search.Precedent]
) -> list[PrecedentCard]:
    """In the words of the procedure."""
    return [
        PrecedentCard(
            number=one.label,
            url=reverse("desk:case", args=[office.slug, one.case_id]),
            when=day(one.decided_at),
            sense=_sense(now, one.sense),
            text=one.text,
            reasons=one.reasons,
        )
        for one in found
    ]


def _sense(now: casefiles.CaseNow, value: str) -> str:
    label = decision_label(now.view, value)
    if label != value:
        return label
    return next((str(label) for name, label, _hint in SENSES if name == value), value)
