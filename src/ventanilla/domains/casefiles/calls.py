"""Reading calls: which one is open, who filed into it, with which points, on which list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.call_models import (
    Call,
    CallAct,
    CallActKind,
    CallState,
    Candidacy,
    Evaluation,
    RankedLine,
)
from ventanilla.domains.casefiles.errors import CallNotOpen, CallUnknown, OutOfOrder
from ventanilla.domains.casefiles.models import Case
from ventanilla.domains.casefiles.rules.masked_identity import masked_identity
from ventanilla.domains.casefiles.rules.ranking import CallRules, Candidate, Outcome
from ventanilla.domains.casefiles.rules.states import State
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices.api import Office, Post
from ventanilla.kernel import clock

#: A list is of those whose filing stands: not of who withdrew or was not admitted.
LISTED = frozenset({State.IN_PROGRESS, State.PROPOSED})
_LISTS = (CallActKind.PROVISIONAL, CallActKind.DEFINITIVE, CallActKind.RESOLVE)


def call_taking(*, office: Office, slug: str, at: datetime) -> Call:
    """The call of that procedure into which may be filed at that moment. Raises `CallNotOpen`."""
    day = at.astimezone(office.zone).date()
    calls = list(Call.objects.filter(office_id=office.id, slug=slug).order_by("-published_on")[:5])
    for call in calls:
        if call.state == CallState.OPEN and call.published_on <= day <= call.closes_on:
            return call
    coming = [call.published_on for call in calls if call.published_on > day]
    over = [call.closes_on for call in calls if call.closes_on < day]
    if coming:
        raise CallNotOpen(opens=min(coming))
    raise CallNotOpen(closed=max(over) if over else None)


def calls_of(office: Office) -> list[Call]:
    """Every call of the office, the newest first: public."""
    return list(Call.objects.filter(office_id=office.id).order_by("-published_on", "code")[:200])


def call_by_code(*, office: Office, code: str) -> Call:
    """A call by its address. Raises `CallUnknown`."""
    call = Call.objects.filter(office_id=office.id, code=code).first()
    if call is None:
        raise CallUnknown
    return call


def call_for_official(*, post: Post, call_id: UUID) -> Call:
    """A call of the post's unit. Raises `CallUnknown`."""
    call = (
        Call.objects.select_related("office")
        .filter(office_id=post.office_id, unit_id=post.unit_id, id=call_id)
        .first()
    )
    if call is None:
        raise CallUnknown
    return call


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrant:
    """One filing of a call as the unit sees it. `points` is empty until it was evaluated."""

    case_id: UUID
    label: str
    entry: tuple[int, int]  # year and number in the book
    name: str
    state: State
    asked: int
    points: Mapping[str, int]
    reasons: str


def entrants(call: Call) -> list[Entrant]:
    """Everybody who filed into it, in the order of the book: three statements."""
    asked = dict(Candidacy.objects.filter(call=call).values_list("case_id", "asked"))
    given: dict[UUID, Evaluation] = {}
    for one in Evaluation.objects.filter(call=call).order_by("at", "id"):
        given[one.case_id] = one
    cases = Case.objects.filter(id__in=asked).select_related("applicant", "opened_by")
    found = [
        Entrant(
            case_id=case.id,
            label=str(case.opened_by),
            entry=(case.opened_by.year, case.opened_by.number),
            name=case.applicant.name,
            state=State(case.state),
            asked=asked[case.id],
            points=given[case.id].points if case.id in given else {},
            reasons=given[case.id].reasons if case.id in given else "",
        )
        for case in cases
    ]
    return sorted(found, key=lambda one: one.entry)


def rules_of(call: Call) -> CallRules:
    """What the rules and this call fix."""
    procedure = catalogue.version(call.version_id)
    assert procedure.call is not None  # only such procedures open calls
    return CallRules.of(procedure.call, places=call.places, credit=call.credit)


def candidates(call: Call) -> list[Candidate]:
    """Who is ranked. Raises `OutOfOrder` where somebody still mends, or has no points."""
    waiting = {State.CORRECTION, State.RECEIVED}
    everybody = [one for one in entrants(call) if one.state in LISTED | waiting]
    pending = [one.label for one in everybody if one.state in waiting]
    if pending:
        raise OutOfOrder(
            _("Hay solicitudes sin admitir o sin corregir: %(which)s.")
            % {"which": ", ".join(pending)},
            expected=_("Admítalas, espere la corrección o declare el desistimiento."),
        )
    bare = [one.label for one in everybody if not one.points]
    if bare:
        raise OutOfOrder(
            _("Faltan los puntos de: %(which)s.") % {"which": ", ".join(bare)},
            expected=_("Valore todas las solicitudes antes de ordenarlas."),
        )
    if not everybody:
        raise OutOfOrder(_("No hay ninguna solicitud que valorar."))
    return [
        Candidate(key=str(one.case_id), entry=place, points=one.points, asked=one.asked)
        for place, one in enumerate(everybody)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedLine:
    """A line as anybody reads it: a name and four figures of the document where something is
    granted or waits; where it is refused, the number of the entry only."""

    place: int
    label: str
    name: str
    identity: str
    total: int
    outcome: Outcome
    amount: int
    reason: str
    tie: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedList:
    """A list of the call: which act published it, when, and its lines in order."""

    kind: CallActKind
    seq: int
    at: datetime
    text: str
    lines: tuple[PublishedLine, ...]


def published_lists(call: Call) -> list[PublishedList]:
    """The lists that the call published, the newest first: three statements."""
    acts = list(CallAct.objects.filter(call=call, kind__in=_LISTS).order_by("-seq"))
    lines: dict[UUID, list[PublishedLine]] = {act.id: [] for act in acts}
    rows = RankedLine.objects.filter(act__in=acts).order_by("place")
    for row in rows.select_related("case__opened_by", "case__applicant"):
        lines[row.act_id].append(_public(row))
    return [
        PublishedList(
            kind=CallActKind(act.kind),
            seq=act.seq,
            at=act.at,
            text=str(act.content.get("text", "")),
            lines=tuple(lines[act.id]),
        )
        for act in acts
    ]


def _public(row: RankedLine) -> PublishedLine:
    person, outcome = row.case.applicant, Outcome(row.outcome)
    named = outcome != Outcome.REFUSED
    return PublishedLine(
        place=row.place,
        label=str(row.case.opened_by),
        name=person.name if named else "",
        identity=masked_identity(person.identifier or "") if named else "",
        total=row.total,
        outcome=outcome,
        amount=row.amount,
        reason=row.reason,
        tie=row.tie,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPlace:
    """Where one's own filing stands on the newest list: place of how many, and why."""

    call: Call
    kind: CallActKind
    on: datetime
    place: int
    of: int
    total: int
    points: Mapping[str, int]
    outcome: Outcome
    amount: int
    reason: str
    tie: str
    reasons: str


def own_place(case_id: UUID) -> OwnPlace | None:
    """The newest list that the case is on; None before there is one, or outside calls."""
    rows = RankedLine.objects.filter(case_id=case_id).select_related("act__call")
    row = rows.order_by("-act__seq").first()
    if row is None:
        return None
    told = Evaluation.objects.filter(case_id=case_id).order_by("-at", "-id").first()
    return OwnPlace(
        call=row.act.call,
        kind=CallActKind(row.act.kind),
        on=row.act.at,
        place=row.place,
        of=RankedLine.objects.filter(act_id=row.act_id).count(),
        total=row.total,
        points=row.points,
        outcome=Outcome(row.outcome),
        amount=row.amount,
        reason=row.reason,
        tie=row.tie,
        reasons=told.reasons if told else "",
    )


def call_of_case(case_id: UUID) -> Call | None:
    """The call that a case was filed into."""
    found = Candidacy.objects.filter(case_id=case_id).select_related("call").first()
    return found.call if found else None


def acts_of(call: Call) -> Sequence[CallAct]:
    """What was done in the call as a whole, in order."""
    return list(CallAct.objects.filter(call=call).order_by("seq"))


def today_in(call: Call) -> date:
    """The office's day."""
    return clock.today(call.office.zone)


def asked_of(procedure: catalogue.PublishedProcedure, answers: Mapping[str, Any]) -> int:
    """The amount that a filing asks, in minor units: of the field that the call names."""
    name = (procedure.call or {}).get("asked")
    given = answers.get(name) if name else None
    return int(given["amount"]) if isinstance(given, Mapping) else int(given or 0)
