"""The drafts of a unit, and what waits for a signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, FilteredRelation, Q

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import ActKind
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.drafting.errors import DecisionDraftUnknown
from ventanilla.domains.drafting.models import LIVE, DecisionDraft, DraftState, DraftStep, Remark
from ventanilla.domains.offices.api import Office, Post
from ventanilla.domains.parties import api as parties

MOST = 100
SIGN, MINE, UNIT = "sign", "mine", "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """One live draft. `stands_for` is the charge for which the reader would sign it, empty for
    their own; `is_yours` that they proposed or draft it; `may_sign` that theirs is the signature by
    unit, role and delegation (the case itself is asked when it is opened)."""

    id: UUID
    version: int
    title: str
    decision: str
    state: DraftState
    since: datetime
    drafted_by: UUID
    case_id: UUID
    label: str
    subject: str
    applicant_name: str
    due_on: date | None
    is_yours: bool
    may_sign: bool
    stands_for: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """What a post has to do with drafts, the most urgent first, at most 100 in all."""

    to_sign: list[DraftLine]
    mine: list[DraftLine]
    unit: list[DraftLine]


def drafts_for(*, office: Office, post: Post) -> Drafts:
    """The live drafts that the post reaches: three statements."""
    hand = casefiles.hand_of(post)
    standing = casefiles.rows_of(hand)
    reach = Q(case__unit_id=post.unit_id) | casefiles.units_reached(
        post, unit="case__unit_id", slug="case__version__slug"
    )
    rows = (
        DecisionDraft.objects.filter(reach, office_id=office.id, state__in=LIVE)
        .select_related("case__applicant", "case__opened_by")
        .order_by("case__ordered_by", "since", "id")[:MOST]
    )
    found = list(rows)
    remarks = _remarks(found)
    lines = [_line(row, hand, standing, office, remarks) for row in found]
    return Drafts(
        to_sign=[one for one in lines if one.state == DraftState.PROPOSED and one.may_sign],
        mine=[one for one in lines if one.is_yours],
        unit=lines,
    )


def draft_of(*, post: Post, draft_id: UUID) -> DecisionDraft:
    """A draft of the post's office with its names and the remarks with which it was given back:
    one statement, a row for each remark. Who may open its case is asked with the case. Raises
    `DecisionDraftUnknown`."""
    given_back = FilteredRelation("steps", condition=Q(steps__state=DraftState.RETURNED))
    rows = list(
        DecisionDraft.objects.filter(id=draft_id, office_id=post.office_id)
        .annotate(back=given_back)
        .annotate(
            drafter=parties.account_name("account_id"),
            saver=parties.account_name("saver_account"),
            back_by=parties.account_name("back__account_id"),
            back_at=F("back__at"),
            back_text=F("back__remark"),
        )
        .order_by("back__at", "back__id")
    )
    if not rows:
        raise DecisionDraftUnknown
    found = rows[0]
    found.drafter_name, found.saver_name = found.drafter or "", found.saver or ""
    found.remarks = [
        Remark(row.back_by or "", row.back_at, row.back_text) for row in rows if row.back_at
    ]
    return found


def live_draft_of(case_id: UUID) -> DecisionDraft | None:
    """The draft of a case that is neither signed nor dropped."""
    return DecisionDraft.objects.filter(case_id=case_id, state__in=LIVE).first()


def steps_of(draft_id: UUID) -> list[DraftStep]:
    """What was done with it, in order."""
    return list(DraftStep.objects.filter(draft_id=draft_id))


def _remarks(rows: list[DecisionDraft]) -> dict[UUID, str]:
    back = [row.id for row in rows if row.state == DraftState.RETURNED]
    if not back:
        return {}
    steps = DraftStep.objects.filter(draft_id__in=back, state=DraftState.RETURNED)
    return dict(steps.order_by("at").values_list("draft_id", "remark"))


def _line(
    row: DecisionDraft,
    hand: casefiles.Hand,
    standing: object,
    office: Office,
    remarks: dict[UUID, str],
) -> DraftLine:
    case = row.case
    acting, away = casefiles.acting_hand(
        hand,
        standing,  # type: ignore[arg-type] # the rows of `rows_of`
        kind=ActKind(row.act),
        unit_id=case.unit_id,
        slug=catalogue.version(case.version_id).slug,
        country=office.country,
    )
    allowed = away is None and acting.unit_id == case.unit_id
    next_level = acting.stands_for is not None or (hand.post and hand.post.role == "head")
    return DraftLine(
        id=row.id,
        version=row.version,
        title=row.title,
        decision=row.decision,
        state=DraftState(row.state),
        since=row.since,
        drafted_by=row.account_id,
        case_id=case.id,
        label=str(case.opened_by),
        subject=case.subject,
        applicant_name=case.applicant.name,
        due_on=case.due_on,
        is_yours=hand.account_id in (row.account_id, row.proposer_account),
        may_sign=bool(allowed and next_level and row.proposer_account != hand.account_id),
        stands_for=casefiles.charge(casefiles.competent_post(acting.stands_for))
        if acting.stands_for
        else "",
        remark=remarks.get(row.id, ""),
    )
