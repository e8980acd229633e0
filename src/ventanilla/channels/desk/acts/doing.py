"""What was typed on the page of an act, checked and handed to its door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, cast

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ventanilla.channels.desk.acts.table import ActPage
from ventanilla.channels.look.act_form import Ask, answers_of, unanswered
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.documents import api as documents
from ventanilla.domains.offices import api as offices
from ventanilla.kernel.errors import Problem

FILE_LIMIT = 10_000_000
_OF_THE_FILE = (documents.FileNameRefused, documents.FileTooLarge, documents.TypeRefused)
#: Beside which question a refusal of the law is said.
_BESIDE = {
    "sense-missing": "sense",
    "reasons-missing": "why",
    "hearing-missing": "hearing_dispensed",
    "report-asked": "report",
    "no-such-report": "report",
}


@dataclass
class Typed:
    """A page of an act after it was sent. `errors` by question; `general` for the summary."""

    posted: Mapping[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    general: str = ""
    status: int = 200
    stale: bool = False
    done: casefiles.Act | None = None

    @property
    def texts(self) -> list[str]:
        """What somebody wrote, to be copied."""
        hidden = {"expected_seq", "csrfmiddlewaretoken"}
        return [text for name, text in self.posted.items() if name not in hidden and len(text) > 3]


def typed(request: HttpRequest) -> dict[str, str]:
    """The last value of each input."""
    return {name: str(value) for name, value in request.POST.items()}


def done(
    request: HttpRequest, *, post: offices.Post, page: ActPage, now: casefiles.CaseNow
) -> Typed:
    """Do the act, or say what keeps it from being done; what was typed is kept."""
    asks = page.questions(now)
    sent = Typed(posted=typed(request))
    sent.errors = unanswered(asks, sent.posted)
    said = answers_of(asks, sent.posted)
    if page.marks:
        said["fields"], wrong = marked(sent.posted)
        sent.errors |= wrong
    if sent.errors and _is_fresh(sent, now):
        sent.status = 422
        return sent
    try:
        sent.done = _through_the_door(request, post, page, now, said)
    except Problem as problem:
        _refuse(sent, problem, asks)
    return sent


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


def _is_fresh(sent: Typed, now: casefiles.CaseNow) -> bool:
    return _number(sent.posted.get("expected_seq", "")) == now.view.last_seq


def _through_the_door(
    request: HttpRequest,
    post: offices.Post,
    page: ActPage,
    now: casefiles.CaseNow,
    said: dict[str, Any],
) -> casefiles.Act:
    if page.fixed is not None:
        said |= page.fixed(now, said)
    if page.takes_files:
        said["documents"] = _attached(request, post)
    hand = {"hand": casefiles.hand_of(post)} if page.by_hand else {"post": post}
    return page.door(
        **hand,
        case_id=now.view.id,
        expected_seq=_number(request.POST.get("expected_seq", "")),
        **said,
    )


def _refuse(sent: Typed, problem: Problem, asks: tuple[Ask, ...]) -> None:
    text = " ".join(str(part) for part in (problem.cause, problem.expected) if part)
    sent.status, sent.stale = problem.status, isinstance(problem, casefiles.StaleCase)
    place = _BESIDE.get(str(problem.params.get("reason", "")), "")
    if isinstance(problem, casefiles.AnswerIncomplete):
        place = "reasons"
    if isinstance(problem, _OF_THE_FILE):
        place = "document"
    if place in {ask.name for ask in asks}:
        sent.errors[place] = text
    else:
        sent.general = text


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _attached(request: HttpRequest, post: offices.Post) -> list[documents.Document]:
    uploaded = request.FILES.get("document")
    if uploaded is None:
        return []
    return [
        documents.keep(
            office_id=post.office_id,
            name=uploaded.name or "",
            content=cast("BinaryIO", uploaded),
            declared_type=uploaded.content_type or "",
            limit=FILE_LIMIT,
        )
    ]
