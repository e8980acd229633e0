"""What the person sent on the page of an act, checked and handed to its door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, cast

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.channels.filling.uploads import new_files
from ventanilla.channels.look.act_form import answers_of, unanswered
from ventanilla.channels.portal.acts.table import ActPage
from ventanilla.channels.portal.doors import account_of, case_secret
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.documents import api as documents
from ventanilla.domains.register import api as register
from ventanilla.kernel.errors import Problem

FILE_LIMIT = 10_000_000
_OF_THE_FILE = (documents.FileNameRefused, documents.FileTooLarge, documents.TypeRefused)


@dataclass
class Sent:
    """A page of an act after it was sent. `raw` are the answers of a correction, as typed."""

    posted: Mapping[str, str] = field(default_factory=dict)
    raw: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    general: str = ""
    status: int = 200
    retry_after: int | None = None
    stale: bool = False
    done: casefiles.Act | None = None

    @property
    def texts(self) -> list[str]:
        """What the person wrote, to be copied."""
        hidden = {"expected_seq", "csrfmiddlewaretoken"}
        return [text for name, text in self.posted.items() if name not in hidden and len(text) > 3]


def hand(request: HttpRequest, case: casefiles.CaseView) -> casefiles.Hand:
    """The person, by the number and code shown in this browser or by their account."""
    return casefiles.party(None if case_secret(request, case.id) else account_of(request))


def done(request: HttpRequest, *, page: ActPage, now: casefiles.CaseNow) -> Sent:
    """Do the act, or say what keeps it from being done; nothing that was typed is lost."""
    sent = Sent(posted={name: str(value) for name, value in request.POST.items()})
    asks = page.questions(now)
    sent.errors = unanswered(asks, sent.posted)
    said: dict[str, Any] = answers_of(asks, sent.posted)
    if page.corrects:
        said = _mended(request, sent, now)
    if page.against:
        said["against"] = now.standing.decision
    if sent.errors and _number(sent.posted.get("expected_seq", "")) == now.view.last_seq:
        sent.status = 422
        return sent
    try:
        register.admit(
            office_id=now.view.office.id,
            address=request.META.get("REMOTE_ADDR", ""),
            account_id=account_of(request),
        )
        if page.takes_files:
            said["documents"] = _attached(request, now)
        sent.done = page.door(
            hand=hand(request, now.view),
            case_id=now.view.id,
            expected_seq=_number(sent.posted.get("expected_seq", "")),
            **said,
        )
    except Problem as problem:
        _refuse(sent, problem)
    return sent


def _mended(request: HttpRequest, sent: Sent, now: casefiles.CaseNow) -> dict[str, Any]:
    """The fields that were marked, and no other, whatever else was sent."""
    form = now.view.procedure.form
    posted = {name: [str(v) for v in values] for name, values in request.POST.lists()}
    answers: dict[str, Any] = {}
    files: dict[str, list[documents.Document]] = {}
    for name in now.marked:
        asked = form.field(name)
        if asked.type == "file":
            new, why = new_files(
                request, office_id=now.view.office.id, field=asked, room=asked.max_files or 1
            )
            if why or not new:
                sent.errors[name] = why or _("Elija el archivo que sustituye al anterior.")
            files[name] = new
        else:
            answers[name] = form.from_post(asked.page, posted)[name]
    sent.raw = answers
    _judge(sent, now, answers)
    return {"answers": answers, "documents": files, "lang": get_language() or "es"}


def _judge(sent: Sent, now: casefiles.CaseNow, answers: Mapping[str, Any]) -> None:
    """Say at once what is wrong with the answers, also where a file is missing beside them."""
    checked = now.view.procedure.form.check(
        answers={**now.answers, **answers}, files=now.files, lang=get_language() or "es"
    )
    for error in checked.errors:
        if error.field in answers:
            sent.errors.setdefault(error.field, error.message)


def _refuse(sent: Sent, problem: Problem) -> None:
    text = " ".join(str(part) for part in (problem.cause, problem.expected) if part)
    sent.status, sent.retry_after = problem.status, problem.retry_after
    sent.stale = isinstance(problem, casefiles.StaleCase)
    if isinstance(problem, casefiles.FilingInvalid):
        sent.errors |= {error.field: error.message for error in problem.errors}
    elif isinstance(problem, _OF_THE_FILE):
        sent.errors["document"] = text
    else:
        sent.general = text


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _attached(request: HttpRequest, now: casefiles.CaseNow) -> list[documents.Document]:
    uploaded = request.FILES.get("document")
    if uploaded is None:
        return []
    return [
        documents.keep(
            office_id=now.view.office.id,
            name=uploaded.name or "",
            content=cast("BinaryIO", uploaded),
            declared_type=uploaded.content_type or "",
            limit=FILE_LIMIT,
        )
    ]
