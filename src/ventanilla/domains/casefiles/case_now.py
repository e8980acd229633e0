"""A case as it stands, beside its view: what may be done, what changed, every clock and number.

One statement more than the view, whatever the case holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.acting import BY_OTHERS, Hand
from ventanilla.domains.casefiles.case_view import ActView, CaseView
from ventanilla.domains.casefiles.course_of import course_of, decided_of, kind_of
from ventanilla.domains.casefiles.handling.task_rows import tasks_of
from ventanilla.domains.casefiles.models import Case, CaseClock
from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.clocks import CORRECTION, DECIDE
from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.handling_steps import TaskNow
from ventanilla.domains.casefiles.rules.permitted import Refusal, offered
from ventanilla.domains.casefiles.rules.standing import Standing, Step, replay
from ventanilla.domains.documents.api import Document
from ventanilla.kernel import clock
from ventanilla.kernel.text_choice import pick


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """What one correction did to one field: its answer or its documents, before and after."""

    field: str
    seq: int
    at: datetime
    before: Any = None
    after: Any = None
    files_before: tuple[Document, ...] = ()
    files_after: tuple[Document, ...] = ()
    is_file: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNow:
    """Where a case stands. `answers` and `files` are those of the filing as corrections left it;
    `numbers` gives by seq the register number of each act that has one; `clocks` are all, in the
    order of their days."""

    view: CaseView
    standing: Standing
    course: Course
    steps: tuple[Step, ...]
    clocks: tuple[CaseClock, ...]
    entries: Mapping[int, UUID]
    numbers: Mapping[int, str]
    answers: Mapping[str, Any]
    files: Mapping[str, Sequence[Document]]
    changed: tuple[FieldChange, ...]

    def offers(self, hand: Hand) -> dict[ActKind, Refusal | None]:
        """The acts of that hand: None where it may be done today, else why not."""
        found = offered(standing=self.standing, course=self.course, actor=hand.actor, who=hand.who)
        if hand.post is not None and hand.post.unit_id != self.view.unit_id:
            found = {kind: why for kind, why in found.items() if kind in BY_OTHERS}
        return {kind: why or self._too_soon_or_late(kind) for kind, why in found.items()}

    def actor_of(self, seq: int) -> Actor:
        """In what capacity an act was done."""
        return next(step.actor for step in self.steps if step.seq == seq)

    def running(self, name: str) -> CaseClock | None:
        """The clock of that name that nobody has stopped."""
        return next((row for row in self.clocks if row.name == name and not row.ended_on), None)

    @property
    def tasks(self) -> list[TaskNow]:
        """Its tasks as they stand: open, waiting, done or dropped."""
        return tasks_of(self.view.procedure, self.standing, self.steps)

    @property
    def marked(self) -> Mapping[str, str]:
        """What the party was asked to mend and has not: the field and what is wrong with it."""
        asked = next((s for s in self.steps if s.seq == self.standing.correction), None)
        return dict(asked.content["fields"]) if asked else {}

    def told(self, change: FieldChange, lang: str) -> tuple[str, str, str]:
        """A change in words: the question, what stood before and what stands since."""
        label = ""
        said = []
        for value, files in (
            (change.before, change.files_before),
            (change.after, change.files_after),
        ):
            answers = {**self.answers, change.field: value}
            held = {**self.files, change.field: list(files)}
            lines = self.read_back(answers, held, lang)
            label, shown = lines.get(change.field, (change.field, ""))
            said.append(shown)
        return label, said[0], said[1]

    def read_back(
        self, answers: Mapping[str, Any], files: Mapping[str, Sequence[Document]], lang: str
    ) -> dict[str, tuple[str, str]]:
        """By field that is asked for: the question and its answer in words."""
        pages = self.view.procedure.form.summary(answers, files, lang)
        return {field.id: (label, shown) for _page, lines in pages for field, label, shown in lines}

    def own_names(self, lang: str) -> dict[str, str]:
        """The case's own names by id: of the procedure's appeals, and who was asked to report."""
        names = {appeal["id"]: pick(appeal["name"], lang) for appeal in self.view.procedure.appeals}
        asked = [step.content for step in self.steps if step.kind == ActKind.ASK_REPORT]
        return {**names, **{said["report"]: said["of"] for said in asked}}

    def date_of(self, *, seq: int, name: str) -> tuple[date, Any] | None:
        """The day of one time limit and what it was counted from; None where it has none.

        `decide` opened by the first act is the case's own.
        """
        if (seq, name) == (1, DECIDE) and self.view.due_on:
            return self.view.due_on, self.view.due_because
        for row in self.clocks:
            if (row.opened_by, row.name) == (seq, name) and row.due_on:
                return row.due_on, row.due_because
        return None

    def _too_soon_or_late(self, kind: ActKind) -> Refusal | None:
        today = clock.today(self.view.office.zone)
        due = self.view.due_on
        if kind == ActKind.DEEM_WITHDRAWN:
            row = self.running(CORRECTION)
            if row and row.due_on and row.due_on >= today:
                return _waits(_("La persona todavía está a tiempo de corregir."), row.due_on)
        if kind in _AFTER_THE_LAST_DAY and (due is None or due >= today):
            return _waits(_("El plazo para resolver todavía no ha vencido."), due)
        if kind == ActKind.EXTEND and due is not None and due < today:
            return Refusal("expired", _("El plazo ya venció: no se puede ampliar."))
        return None


_AFTER_THE_LAST_DAY = frozenset({ActKind.COMPLAIN_OF_DELAY, ActKind.RECORD_SILENCE})


def _waits(cause: Any, day: date | None) -> Refusal:
    instead = _("Vence el %(day)s.") % {"day": day.strftime("%d/%m/%Y")} if day else ""
    return Refusal("not-yet", cause, instead)


def case_now(view: CaseView) -> CaseNow:
    """What stands beside `view`, which says who may see it."""
    entries = {act.seq: act.entry_id for act in view.acts if act.entry_id}
    rows = CaseClock.objects.filter(case_id=view.id)
    zone = view.office.zone
    steps = tuple(_step(act, zone) for act in view.acts)
    answers, files, changed = _mended(view)
    return CaseNow(
        view=view,
        standing=replay(kind_of(view.procedure, decided_of(steps)), steps),
        course=course_of(view.procedure, steps),
        steps=steps,
        clocks=tuple(sorted(rows, key=lambda row: (row.opened_by, row.due_on or date.max))),
        entries=entries,
        numbers={act.seq: act.number for act in view.acts if act.number},
        answers=answers,
        files=files,
        changed=tuple(changed),
    )


def _step(act: ActView, zone: tzinfo) -> Step:
    return Step(
        kind=act.kind,
        seq=act.seq,
        at=act.at.astimezone(zone),
        actor=act.actor,
        who=str(act.account_id or ""),
        content=act.content,
    )


def _mended(
    view: CaseView,
) -> tuple[dict[str, Any], dict[str, list[Document]], list[FieldChange]]:
    answers, files = dict(view.answers), view.files()
    changed: list[FieldChange] = []
    for act in view.acts:
        if act.kind != ActKind.CORRECT:
            continue
        for name, after in act.content["answers"].items():
            before = answers.get(name)
            if before != after:
                changed.append(
                    FieldChange(field=name, seq=act.seq, at=act.at, before=before, after=after)
                )
            answers[name] = after
        for name, ids in act.content["documents"].items():
            held = [view.document(UUID(one)) for one in ids]
            given = [document for document in held if document is not None]
            changed.append(
                FieldChange(
                    field=name,
                    seq=act.seq,
                    at=act.at,
                    files_before=tuple(files.get(name, ())),
                    files_after=tuple(given),
                    is_file=True,
                )
            )
            files[name] = given
    return {k: v for k, v in answers.items() if v is not None}, files, changed


def is_sealed(view: CaseView, document_id: UUID) -> bool:
    """Whether a document goes with an act whose notice the person has not received yet."""
    sealed = case_now(view).standing.sealed
    acts = (act for act in view.acts if act.seq in sealed)
    return any(document.id == document_id for act in acts for document in act.documents)


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is in a case, and whether its time to decide stands still."""

    waiting_on: str  # party, body, report, nobody
    held: bool


def turns_of(case_ids: Sequence[UUID]) -> dict[UUID, Turn]:
    """For the lines of a list: one statement."""
    rows = Case.objects.filter(id__in=case_ids).values_list(
        "id", "waiting_on", "ordered_by", "due_on"
    )
    return {
        id_: Turn(waiting_on, due_on is not None and ordered_by.year == date.max.year)
        for id_, waiting_on, ordered_by, due_on in rows
    }
