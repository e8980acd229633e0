"""How every act is done: the case locked, its acts replayed, the law asked, the act appended.

An act's own file says what it holds and what it needs beyond this. Each act is one short
transaction; what follows from it (state, clocks) is written in the same one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, Model, OuterRef, Q

from ventanilla.domains.casefiles.act_entries import entry_of
from ventanilla.domains.casefiles.capacity import (
    BY_OTHERS,
    LAW,
    Hand,
    acting_hand,
    hand_of,
    party,
    rows_of,
    signed_as,
    units_reached,
)
from ventanilla.domains.casefiles.clock_rows import write_clocks
from ventanilla.domains.casefiles.course_of import course_of, decided_of, kind_of
from ventanilla.domains.casefiles.errors import CaseUnknown, NotYours, OutOfOrder, StaleCase
from ventanilla.domains.casefiles.handling.models import Task
from ventanilla.domains.casefiles.handling.task_rows import write_tasks
from ventanilla.domains.casefiles.models import Act, ActDocument, Case
from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.handling_steps import OPEN
from ventanilla.domains.casefiles.rules.permitted import LAWS, Refusal, offered, refusal
from ventanilla.domains.casefiles.rules.standing import Standing, Step, replay
from ventanilla.domains.casefiles.steps import step_of
from ventanilla.domains.casefiles.telling import tell, with_notice
from ventanilla.domains.casefiles.title_rows import must_be_possible, write_title
from ventanilla.domains.casefiles.versions import follow_version
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.documents.api import Document
from ventanilla.domains.notices import api as notices
from ventanilla.domains.offices.api import Post, StandIn
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock

__all__ = [
    "LAW",
    "Hand",
    "Life",
    "hand_of",
    "life_of",
    "offered_to",
    "offers",
    "party",
    "perform",
    "within_reach",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A case with its acts, and what follows from them."""

    case: Case
    procedure: catalogue.PublishedProcedure
    steps: tuple[Step, ...]
    standing: Standing
    course: Course


def perform(
    *,
    case_id: UUID,
    kind: ActKind,
    hand: Hand,
    content: Mapping[str, Any] | None = None,
    expected_seq: int | None = None,
    documents: Sequence[Document] = (),
    at: datetime | None = None,
    book: str = "",
    beside: Sequence[Model] = (),
) -> Act:
    """Append an act, if the law permits it now to this hand.

    `expected_seq` is that of the screen it was decided on; None where no screen was (effects of
    the law). `book` is the one in which the act is registered (E: what enters, S: what leaves);
    its receipt can be asked for once this has returned. What must be made known to the person gets
    its notice here, and counts against them from the notice. `beside` are new rows that the act
    names, written with it. What it does to a title is written here too.

    Raises `CaseUnknown` (also where the case is another unit's or person's), `StaleCase`,
    `NotYours`, `OutOfOrder` with the reason and what may be done instead, `titles.TitleRefused`.
    Nothing is written then.
    """
    said = dict(content or {})
    try:
        with transaction.atomic():
            life = life_of(_locked(case_id, hand))
            if expected_seq is not None and life.case.last_seq != expected_seq:
                raise StaleCase
            hand, away = _in_capacity(life, hand, kind, at)
            if away is not None:
                raise _refused(away)
            _must_be_theirs(life.case, hand, kind, said)
            why = refusal(
                kind,
                standing=life.standing,
                course=life.course,
                actor=hand.actor,
                who=hand.who,
                content=said,
            )
            if why is not None:
                raise _refused(why)
            said = _signed(said, hand, life.case)
            said = with_notice(
                said, kind=kind, actor=hand.actor, case=life.case, standing=life.standing
            )
            act = _act(life, kind, hand, said, at or clock.now())
            entry = entry_of(life.case, life.procedure, act, documents, book=book) if book else None
            act.entry_id = entry.id if entry else None
            for row in beside:
                row.save(force_insert=True)
            must_be_possible(life.case, life.steps, act)
            act.save(force_insert=True)
            _add_documents(act, documents)
            _project(life, act)
            notice = tell(life.case, act)
            if entry is not None:  # last: the head of the book stays locked until the end
                register.append_within(entry)
            if notice is not None:
                notices.take_effect_by_itself(notice)
    except IntegrityError as error:  # somebody else's act took the place
        raise StaleCase from error
    return act


def offers(*, case: Case, hand: Hand) -> dict[ActKind, Refusal | None]:
    """The acts of that hand in the case as it stands: None where it may be done, else why not."""
    life = life_of(case)
    return offered_to(
        hand,
        standing=life.standing,
        course=life.course,
        unit_id=case.unit_id,
        slug=life.procedure.slug,
        country=case.office.country,
    )


def offered_to(
    hand: Hand,
    *,
    standing: Standing,
    course: Course,
    unit_id: UUID,
    slug: str,
    country: str,
    rows: Sequence[StandIn] | None = None,
) -> dict[ActKind, Refusal | None]:
    """The same of a case that was read: its own acts, and those done for others. One statement,
    none where `rows` were read."""
    rows = rows_of(hand) if rows is None else rows
    by_actor: dict[Actor, dict[ActKind, Refusal | None]] = {}
    found: dict[ActKind, Refusal | None] = {}
    for kind in LAWS:
        acting, away = acting_hand(
            hand, rows, kind=kind, unit_id=unit_id, slug=slug, country=country
        )
        if acting.post is not None and acting.unit_id != unit_id and kind not in BY_OTHERS:
            continue
        if acting.actor not in by_actor:
            by_actor[acting.actor] = offered(
                standing=standing, course=course, actor=acting.actor, who=hand.who
            )
        if kind in by_actor[acting.actor]:
            found[kind] = away or by_actor[acting.actor][kind]
    return found


def life_of(case: Case) -> Life:
    """The acts of a case, replayed: two statements."""
    procedure = catalogue.version(case.version_id)
    zone = case.office.zone
    acts = Act.objects.filter(case=case).order_by("seq")
    steps = tuple(step_of(act, zone) for act in acts)
    return Life(
        case=case,
        procedure=procedure,
        steps=steps,
        standing=replay(kind_of(procedure, decided_of(steps)), steps),
        course=course_of(procedure, steps),
    )


def _locked(case_id: UUID, hand: Hand) -> Case:
    cases = Case.objects.select_for_update(of=("self",)).select_related("office").filter(id=case_id)
    if hand.post is not None:
        cases = cases.filter(within_reach(hand.post), office_id=hand.post.office_id)
    elif hand.actor == Actor.PARTY and hand.account_id is not None:
        cases = cases.filter(account_id=hand.account_id)
    case = cases.first()
    if case is None:
        raise CaseUnknown
    return case


def within_reach(post: Post, *, case: str = "") -> Q:
    """The cases of the post's unit, and those in which the unit has something to do. `case` is the
    path to them in another query (`case__`)."""
    theirs = Task.objects.filter(unit_id=post.unit_id, state=OPEN, case_id=OuterRef(f"{case}id"))
    stood = units_reached(post, unit=f"{case}unit_id", slug=f"{case}version__slug")
    return Q(**{f"{case}unit_id": post.unit_id}) | Q(Exists(theirs)) | stood


def _in_capacity(
    life: Life, hand: Hand, kind: ActKind, at: datetime | None
) -> tuple[Hand, Refusal | None]:
    if hand.post is None or kind not in LAWS:
        return hand, None
    return acting_hand(
        hand,
        rows_of(hand, at=at, locked=True),
        kind=kind,
        unit_id=life.case.unit_id,
        slug=life.procedure.slug,
        country=life.case.office.country,
    )


def _signed(said: Mapping[str, Any], hand: Hand, case: Case) -> dict[str, Any]:
    """What is signed for another says so. Where it was printed before (`signed_as`), whoever signs
    must still do it by the same act."""
    printed = said.get("signed_as")
    by = str(hand.stands_for.id) if hand.stands_for else ""
    if printed is not None and printed.get("stand_in", "") != by:
        raise StaleCase
    if printed is None and hand.stands_for is not None:
        return {**said, "signed_as": signed_as(hand, case.office)}
    return dict(said)


def _must_be_theirs(case: Case, hand: Hand, kind: ActKind, content: Mapping[str, Any]) -> None:
    """Another unit does in a case what it was asked to do there, and nothing else."""
    if hand.post is None or hand.unit_id == case.unit_id:
        return
    step = content.get("report") if kind == ActKind.ANSWER_REPORT else content.get("step")
    if (
        kind not in BY_OTHERS
        or not Task.objects.filter(
            case=case, step=step, unit_id=hand.post.unit_id, state=OPEN
        ).exists()
    ):
        raise NotYours


def _refused(why: Refusal) -> NotYours | OutOfOrder:
    if why.code == "not-competent":
        return NotYours()
    return OutOfOrder(why.cause, expected=why.instead, reason=why.code)


def _act(life: Life, kind: ActKind, hand: Hand, content: dict[str, Any], at: datetime) -> Act:
    return Act(
        office_id=life.case.office_id,
        case_id=life.case.id,
        seq=life.case.last_seq + 1,
        kind=kind,
        actor=hand.actor,
        at=at,
        post_id=hand.post.id if hand.post else None,
        account_id=hand.account_id,
        content=content,
    )


def _add_documents(act: Act, documents: Sequence[Document]) -> None:
    Document.objects.bulk_create([d for d in documents if d._state.adding])
    ActDocument.objects.bulk_create(
        ActDocument(office_id=act.office_id, act=act, document=document, position=position)
        for position, document in enumerate(documents)
    )


def _project(life: Life, act: Act) -> None:
    """State, turn and clocks, in the act's transaction."""
    steps = (*life.steps, step_of(act, life.case.office.zone))
    standing = replay(life.standing.kind, steps)
    case, procedure = life.case, life.procedure
    if act.kind == ActKind.MOVE_VERSION:
        procedure = follow_version(case, act, standing=standing, steps=steps)
    case.state = standing.state
    case.last_seq = standing.last_seq
    case.waiting_on = standing.waiting_on
    if standing.unit:
        case.unit_id = UUID(standing.unit)
    case.closed_at = None if standing.is_open else case.closed_at or act.at
    write_clocks(case, procedure=procedure, standing=standing, steps=steps)
    write_tasks(case, procedure=procedure, standing=standing, steps=steps)
    write_title(case, procedure=procedure, steps=steps, act=act)
    case.save(
        update_fields=[
            "version",
            "state",
            "unit",
            "last_seq",
            "waiting_on",
            "closed_at",
            "due_on",
            "due_because",
            "ordered_by",
        ]
    )
