"""A case as it stands, beside its view: what may be done, what changed, every clock and number.

One statement more than the view, whatever the case holds; two more where there is a title.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.acting import Hand, offered_to
from ventanilla.domains.casefiles.case_view import ActView, CaseView
from ventanilla.domains.casefiles.course_of import course_of, decided_of, kind_of
from ventanilla.domains.casefiles.handling.task_rows import tasks_of
from ventanilla.domains.casefiles.models import Case, CaseClock
from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.clocks import CORRECTION, DECIDE
from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.handling_steps import TaskNow
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.casefiles.rules.permitted import Refusal, offered
from ventanilla.domains.casefiles.rules.standing import Standing, Step, replay
from ventanilla.domains.casefiles.rules.titling import TITLE_ACTS, title_of
from ventanilla.domains.casefiles.silence_day import silence_day_of
from ventanilla.domains.casefiles.versions import VersionMove, newer_version, version_move
from ventanilla.domains.documents.api import Document
from ventanilla.domains.offices.api import StandIn
from ventanilla.domains.titles import api as titles
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
    order of their days. `title` is the one that the case gave, or that it is about."""

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
    title: titles.TitleView | None = None

    def offers(
        self, hand: Hand, rows: Sequence[StandIn] | None = None
    ) -> dict[ActKind, Refusal | None]:
        """The acts of that hand: None where it may be done today, else why not. `rows` by which it
        stands in for others, where they were read."""
        found = offered_to(
            hand,
            standing=self.standing,
            course=self.course,
            unit_id=self.view.unit_id,
            slug=self.view.procedure.slug,
            country=self.view.office.country,
            rows=rows,
        )
        if newer_version(office=self.view.office, procedure=self.view.procedure) is None:
            found.pop(ActKind.MOVE_VERSION, None)
        found |= self._of_the_body(hand)
        return {
            kind: why or self._too_soon_or_late(kind) or self._of_title(kind, hand)
            for kind, why in found.items()
        }

    def _of_the_body(self, hand: Hand) -> dict[ActKind, Refusal | None]:
        """Its agreement, to whoever may certify it as its secretary; in a call it is one for
        all."""
        certifies = hand.actor in _SECRETARIES and hand.unit_id == self.view.unit_id
        awaited = self.course.collegiate and not self.standing.agreed
        if not (certifies and awaited) or self.standing.kind == CaseKind.CALL:
            return {}
        body = offered(standing=self.standing, course=self.course, actor=Actor.BODY, who=hand.who)
        return {kind: why for kind, why in body.items() if kind == ActKind.AGREE}

    def _of_title(self, kind: ActKind, hand: Hand) -> Refusal | None:
        """Whether the title, as it stands, lets the act be done."""
        event = TITLE_ACTS.get(kind)
        if event is None or self.title is None:
            return None
        mode = (self.title.grants.get("transfer") or {}).get("mode")
        if kind == ActKind.TRANSFER_TITLE and mode == "decision" and hand.actor != Actor.HEAD:
            return Refusal("no-title", _("Este acto no le corresponde a usted."))
        why = self.title.refusal(event)
        return Refusal(why.code, why.cause, why.instead) if why else None

    @property
    def own_title(self) -> titles.TitleView | None:
        """The title that the case itself gave."""
        return self.title if self.title and self.title.matter_id == self.view.id else None

    def actor_of(self, seq: int) -> Actor:
        """In what capacity an act was done."""
        return next(step.actor for step in self.steps if step.seq == seq)

    def running(self, name: str) -> CaseClock | None:
        """The clock of that name that nobody has stopped."""
        return next((row for row in self.clocks if row.name == name and not row.ended_on), None)

    @property
    def withheld(self) -> dict[int, str]:
        """By seq, the acts that the party may not read yet and why: `sealed` until its notice, and
        `draft`, a proposal that no decision followed which they may read (ES: Ley 39/2015, art.
        70.4)."""
        found = dict.fromkeys(self.standing.sealed, "sealed")
        decided = [s.seq for s in self.steps if s.kind in _DECIDE and s.seq not in found]
        for step in self.steps:
            if step.kind == ActKind.PROPOSE and step.seq > max(decided, default=0):
                found[step.seq] = "draft"
        return found

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
        forms = [self.view.procedure.form]
        if self.view.filed_under.version_id != self.view.procedure.version_id:
            forms.append(self.view.filed_under.form)
        pages = [page for form in forms for page in form.summary(answers, files, lang)]
        return {field.id: (label, shown) for _page, lines in pages for field, label, shown in lines}

    @property
    def version_move(self) -> VersionMove | None:
        """What moving it to the version in force would change; None where it is in that one."""
        view = self.view
        after = newer_version(office=view.office, procedure=view.procedure)
        if after is None:
            return None
        return version_move(
            office=view.office,
            before=view.procedure,
            after=after,
            presented_at=view.presented_at,
            steps=self.steps,
        )

    def own_names(self, lang: str) -> dict[str, str]:
        """The case's own names by id: of the procedure's time limits and appeals, and who was
        asked to report."""
        names = {appeal["id"]: pick(appeal["name"], lang) for appeal in self.view.procedure.appeals}
        asked = [step.content for step in self.steps if step.kind == ActKind.ASK_REPORT]
        limits = {one["id"]: pick(one["text"], lang) for one in self.view.procedure.time_limits}
        return {**limits, **names, **{said["report"]: said["of"] for said in asked}}

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

    @property
    def silent_after(self) -> date | None:
        """The last day before silence works; None while no day is known."""
        return silence_day_of(
            self.view.procedure,
            self.steps,
            office=self.view.office,
            due_on=self.view.due_on,
            due_because=self.view.due_because,
        )

    def _too_soon_or_late(self, kind: ActKind) -> Refusal | None:
        today = clock.today(self.view.office.zone)
        due = self.view.due_on
        if kind == ActKind.DEEM_WITHDRAWN:
            row = self.running(CORRECTION)
            if row and row.due_on and row.due_on >= today:
                return _waits(_("La persona todavía está a tiempo de corregir."), row.due_on)
        if kind == ActKind.RECORD_SILENCE:
            due = self.silent_after
        if kind in _AFTER_THE_LAST_DAY and (due is None or due >= today):
            return _waits(_("El plazo para resolver todavía no ha vencido."), due)
        if kind == ActKind.EXTEND and due is not None and due < today:
            return Refusal("expired", _("El plazo ya venció: no se puede ampliar."))
        return None


_DECIDE = frozenset({ActKind.RESOLVE, ActKind.ANSWER, ActKind.DECIDE_APPEAL})
_SECRETARIES = frozenset({Actor.OFFICER, Actor.HEAD})
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
        title=_title(view, steps),
    )


def _title(view: CaseView, steps: Sequence[Step]) -> titles.TitleView | None:
    """Two statements where the procedure grants titles or the case is about one; else none."""
    about = title_of(steps)
    if about:
        return titles.title_by_id(office=view.office, title_id=UUID(about))
    if not view.procedure.grants:
        return None
    return titles.title_of_matter(office=view.office, matter_id=view.id)


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
