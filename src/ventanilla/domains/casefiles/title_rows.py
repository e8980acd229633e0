"""The title that a case gives or touches, written in the transaction of the act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Model

from ventanilla.domains.casefiles.course_of import decided_of, kind_of
from ventanilla.domains.casefiles.models import Act, Case
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.casefiles.rules.standing import Step
from ventanilla.domains.casefiles.rules.titling import (
    EFFECTS,
    TITLE_ACTS,
    TitleStep,
    day_of,
    title_of,
    title_steps,
)
from ventanilla.domains.casefiles.standing_answers import answers_now
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.titles import api as titles
from ventanilla.kernel import clock


def title_rows_of(
    case: Case,
    procedure: PublishedProcedure,
    steps: Sequence[Step],
    answers: Mapping[str, Any],
) -> list[Model]:
    """The rows that come with the first act: the title of an automatic approval, or that a case of
    own motion is about one. Writes nothing."""
    about = title_of(steps)
    if about:
        first = steps[0]
        return [
            titles.examined(
                office_id=case.office_id,
                title_id=UUID(about),
                matter_id=case.id,
                on=day_of(first),
                at=case.opened_at,
            )
        ]
    born = [one for one in titled(procedure, steps) if one.kind == titles.TitleEventKind.GRANTED]
    return [row for one in born for row in titles.newborn(_birth(case, procedure, one, answers))]


def write_title(
    case: Case, *, procedure: PublishedProcedure, steps: Sequence[Step], act: Act
) -> None:
    """What the act that was just appended does to a title. Costs nothing where there is none."""
    for one in titled(procedure, steps):
        if one.by != act.seq:
            continue
        if one.kind == titles.TitleEventKind.GRANTED:
            for row in titles.newborn(_birth(case, procedure, one, answers_now(case), act)):
                row.save(force_insert=True)
        else:
            titles.record(_touched(case, steps), _fact(case, one))


def must_be_possible(case: Case, steps: Sequence[Step], act: Act) -> None:
    """Whether the title, as it stands today, allows what the act does to it. Raises `TitleRefused`.

    Asked before anything of it is written, also where it has its effect only from its notice.
    """
    effect = str(act.content.get("title_effect") or "")
    kind = TITLE_ACTS.get(ActKind(act.kind)) or EFFECTS.get(effect)
    if kind is None:
        return
    today = clock.today(case.office.zone)
    titles.must_be_permitted(
        title_id=_touched(case, steps), kind=kind, on=today, content=act.content
    )


def titled(procedure: PublishedProcedure, steps: Sequence[Step]) -> list[TitleStep]:
    """What the acts of a case do to titles; nothing where it neither grants nor is about one."""
    if not procedure.grants and not title_of(steps):
        return []
    kind = kind_of(procedure, decided_of(steps))
    return title_steps(kind, steps, grants=bool(procedure.grants))


def _touched(case: Case, steps: Sequence[Step]) -> UUID:
    """The title that the case is about, else the one it gave."""
    about = title_of(steps)
    if about:
        return UUID(about)
    own = titles.Title.objects.filter(matter_id=case.id).values_list("id", flat=True).first()
    if own is None:
        raise titles.TitleUnknown
    return own


def _birth(
    case: Case,
    procedure: PublishedProcedure,
    one: TitleStep,
    answers: Mapping[str, Any],
    act: Act | None = None,
) -> titles.Birth:
    assert procedure.grants is not None
    return titles.Birth(
        office_id=case.office_id,
        matter_id=case.id,
        version_id=procedure.version_id,
        grants=procedure.grants,
        holder_id=case.applicant_id,
        account_id=case.account_id,
        entry_id=(act.entry_id if act else None) or case.opened_by_id,
        decision=one.sense,
        answers=answers,
        conditions=str(one.content.get("conditions", "")),
        on=one.on,
        at=act.at if act else case.opened_at,
        by=one.by,
        item=one.item,
    )


def _fact(case: Case, one: TitleStep) -> titles.Fact:
    content = dict(one.content)
    if one.undoes:
        content["of"] = titles.act_key(case.id, one.undoes)
    return titles.Fact(
        kind=one.kind,
        on=one.on,
        at=clock.now(),
        matter_id=case.id,
        by=one.by,
        item=one.item,
        content=content,
    )
