"""What was typed on the page of an act, checked and handed to its door."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ventanilla.channels.desk.acts.act_row import ActPage
from ventanilla.channels.filling.acts.sent import (
    Sent,
    asks_for_a_file,
    attached,
    checked,
    sent_page,
)
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices

#: Beside which question a refusal of the law is said.
_BESIDE = {
    "sense-missing": "sense",
    "confirm-only": "sense",
    "reasons-missing": "why",
    "hearing-missing": "hearing_dispensed",
    "report-asked": "report",
    "no-such-report": "report",
    "renewal-out-of-reach": "until",
    "term-stays": "ends_term",
    "no-such-case": "number",
}


def done(
    request: HttpRequest, *, post: offices.Post, page: ActPage, now: casefiles.CaseNow
) -> Sent:
    """Do the act, or say what keeps it from being done; what was typed is kept."""
    asks, sent = page.questions(now), sent_page(request)
    said = checked(sent, asks)
    if page.marks:
        said["fields"], wrong = marked(sent.posted)
        sent.errors |= wrong
    if sent.waits_for_answers(now.view.last_seq):
        return sent
    sent.attempt(
        lambda: _through_the_door(request, post, page, now, sent.expected_seq, said),
        asks=asks,
        beside=_BESIDE,
    )
    return sent


def _through_the_door(
    request: HttpRequest,
    post: offices.Post,
    page: ActPage,
    now: casefiles.CaseNow,
    expected_seq: int,
    said: dict[str, Any],
) -> casefiles.Act:
    if page.fixed is not None:
        said |= page.fixed(now, said)
    if asks_for_a_file(page.questions(now)):
        said["documents"] = attached(request, office_id=post.office_id)
    hand = {"hand": casefiles.hand_of(post)} if page.by_hand else {"post": post}
    return page.door(**hand, case_id=now.view.id, expected_seq=expected_seq, **said)


def marked(posted: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What is wrong with each field that was marked, and what is missing to say so."""
    names = [name[5:] for name in posted if name.startswith("mark-")]
    names += [
        name[4:]
        for name, said in posted.items()
        if name.startswith("why-") and said.strip() and name[4:] not in names
    ]
    why = {name: posted.get(f"why-{name}", "").strip() for name in names}
    wrong = {
        f"why-{name}": _("Diga qué está mal o falta.") for name, said in why.items() if not said
    }
    if not names:
        wrong["marks"] = _("Marque al menos una respuesta o un documento, y diga qué le falta.")
    return why, wrong
