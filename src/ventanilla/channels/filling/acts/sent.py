"""The page of an act after it was sent: what was typed, what is wrong, what was done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.http import HttpRequest

from ventanilla.channels.look.act_form import Ask, answers_of, unanswered
from ventanilla.channels.look.templatetags.look import moment
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.documents import api as documents
from ventanilla.kernel.errors import Problem

FILE_LIMIT = 10_000_000  # bytes
#: The question of an act with which a document goes.
FILE = "document"
_OF_THE_FILE = (documents.FileNameRefused, documents.FileTooLarge, documents.TypeRefused)
_NOT_WRITTEN = frozenset({"expected_seq", "csrfmiddlewaretoken"})


@dataclass
class Sent:
    """`errors` by question; `general` for the summary; `raw` are answers to the procedure's own
    form, as typed. Nothing that was typed is lost where the act could not be done."""

    posted: Mapping[str, str] = field(default_factory=dict)
    raw: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    general: str = ""
    status: int = 200
    retry_after: int | None = None
    stale: bool = False
    done: Any = None

    @property
    def texts(self) -> list[str]:
        """What somebody wrote, to be copied."""
        return [
            text for name, text in self.posted.items() if name not in _NOT_WRITTEN and len(text) > 3
        ]

    @property
    def expected_seq(self) -> int:
        """The last act that the screen showed."""
        return number(self.posted.get("expected_seq", ""))

    def waits_for_answers(self, last_seq: int) -> bool:
        """Whether answers lack or are wrong, on a screen that is not stale."""
        if self.errors and self.expected_seq == last_seq:
            self.status = 422
        return self.status == 422

    def since(self, now: casefiles.CaseNow) -> list[str]:
        """What happened in the case after the screen was opened, where it is stale."""
        if not self.stale:
            return []
        seen = max(self.expected_seq, 1)
        return [f"{act.kind.label}, {moment(act.at)}" for act in now.view.acts if act.seq > seen]

    def attempt(
        self,
        act: Callable[[], Any],
        *,
        asks: Collection[Ask],
        beside: Mapping[str, str] | None = None,
    ) -> None:
        """Do it, or say why not beside the question that it is about, else in the summary.
        `beside` leads from reasons of the law to questions."""
        try:
            self.done = act()
        except Problem as problem:
            self._refuse(problem, asks, beside or {})

    def _refuse(self, problem: Problem, asks: Collection[Ask], beside: Mapping[str, str]) -> None:
        self.status, self.retry_after = problem.status, problem.retry_after
        self.stale = isinstance(problem, casefiles.StaleCase)
        if isinstance(problem, casefiles.FilingInvalid):
            self.errors |= {error.field: error.message for error in problem.errors}
            return
        place = _question_of(problem, beside)
        if place in {ask.name for ask in asks}:
            self.errors[place] = str(problem)
        else:
            self.general = str(problem)


def sent_page(request: HttpRequest) -> Sent:
    """What came with the request: the last value of each input."""
    return Sent(posted={name: str(value) for name, value in request.POST.items()})


def checked(sent: Sent, asks: Collection[Ask]) -> dict[str, Any]:
    """The answers by parameter of the door; what lacks is said in `sent.errors`."""
    sent.errors = unanswered(asks, sent.posted)
    return answers_of(asks, sent.posted)


def asks_for_a_file(asks: Collection[Ask]) -> bool:
    """Whether a document may go with the act."""
    return any(ask.kind == "file" for ask in asks)


def attached(request: HttpRequest, *, office_id: UUID) -> list[documents.Document]:
    """The document sent with an act, kept. Raises what `documents.keep` raises."""
    uploaded = request.FILES.get(FILE)
    if uploaded is None:
        return []
    return [
        documents.keep(
            office_id=office_id,
            name=uploaded.name or "",
            content=cast("BinaryIO", uploaded),
            declared_type=uploaded.content_type or "",
            limit=FILE_LIMIT,
        )
    ]


def number(text: str) -> int:
    """A place in the order of acts; 0 where the text is none."""
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _question_of(problem: Problem, beside: Mapping[str, str]) -> str:
    if isinstance(problem, _OF_THE_FILE):
        return FILE
    if isinstance(problem, casefiles.AnswerIncomplete):
        return "reasons"
    return beside.get(str(problem.params.get("reason", "")), "")
