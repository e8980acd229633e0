"""What is done in a call as a whole: end of filing, the committee's agreement, the provisional
and the definitive proposal, the resolution, and who is called up from the reserve (ES: Ley 38/2003,
arts 22 to 25; RD 887/2006, art. 63.3).

Each is written first in the call, with its list, in one transaction; then in every case, each in
its own. `carry_out` goes on where it was broken off: doing it twice does nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed
from ventanilla.domains.casefiles.acting import Hand, hand_of, perform
from ventanilla.domains.casefiles.actions.agree import Vote, counted_votes
from ventanilla.domains.casefiles.actions.open_call import act_of
from ventanilla.domains.casefiles.call_models import (
    Call,
    CallAct,
    CallActKind,
    CallState,
    Candidacy,
    Evaluation,
    RankedLine,
)
from ventanilla.domains.casefiles.calls import (
    LISTED,
    call_for_official,
    candidates,
    entrants,
    rules_of,
    today_in,
)
from ventanilla.domains.casefiles.errors import NotYours, OutOfOrder, StaleCase
from ventanilla.domains.casefiles.footing import footing_in
from ventanilla.domains.casefiles.models import Act, Case
from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.ranking import Outcome, Ranked, rank
from ventanilla.domains.casefiles.rules.states import State
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices.api import Post

#: What each step makes of the call, and from where it may be taken.
_STATES: Mapping[CallActKind, tuple[CallState, frozenset[CallState]]] = {
    CallActKind.CLOSE: (CallState.EVALUATING, frozenset({CallState.OPEN})),
    CallActKind.AGREE: (
        CallState.AGREED,
        frozenset({CallState.EVALUATING, CallState.AGREED, CallState.PROVISIONAL}),
    ),
    CallActKind.PROVISIONAL: (CallState.PROVISIONAL, frozenset({CallState.AGREED})),
    CallActKind.DEFINITIVE: (
        CallState.DEFINITIVE,
        frozenset({CallState.PROVISIONAL, CallState.AGREED}),
    ),
    CallActKind.RESOLVE: (CallState.RESOLVED, frozenset({CallState.DEFINITIVE})),
    CallActKind.CALL_UP: (CallState.RESOLVED, frozenset({CallState.RESOLVED})),
}
_OF_THE_HEAD = frozenset({CallActKind.RESOLVE, CallActKind.CALL_UP})
_CASE_ACTS: Mapping[CallActKind, ActKind] = {
    CallActKind.CLOSE: ActKind.ADMIT,
    CallActKind.AGREE: ActKind.AGREE,
    CallActKind.PROVISIONAL: ActKind.OPEN_HEARING,
    CallActKind.DEFINITIVE: ActKind.PROPOSE,
    CallActKind.RESOLVE: ActKind.RESOLVE,
    CallActKind.CALL_UP: ActKind.RESOLVE,
}


def offered_in_call(call: Call, post: Post) -> list[CallActKind]:
    """The steps that this post may take now, by state and role; dates and points come later."""
    actor = hand_of(post).actor
    mine = {
        Actor.OFFICER: set(_STATES) - _OF_THE_HEAD,
        Actor.HEAD: set(_STATES),
    }.get(actor, set())
    found = [kind for kind, (_to, since) in _STATES.items() if call.state in since and kind in mine]
    heard = CallAct.objects.filter(call=call, kind=CallActKind.PROVISIONAL).exists()
    if heard:  # a second provisional list would have to hear everybody again
        return [kind for kind in found if kind != CallActKind.PROVISIONAL]
    return [kind for kind in found if kind != CallActKind.DEFINITIVE]


def close_filing(*, post: Post, call_id: UUID, expected_seq: int) -> CallAct:
    """After the last day to file: nobody files any more, and what came is taken up."""
    call = _call(post, call_id, CallActKind.CLOSE, expected_seq)
    if today_in(call) <= call.closes_on:
        raise OutOfOrder(
            _("El plazo para presentar todavía no ha terminado."),
            expected=_("Termina el %(day)s.") % {"day": call.closes_on.strftime("%d/%m/%Y")},
        )
    return _take(call, post, CallActKind.CLOSE, {})


def agree_in_call(
    *,
    post: Post,
    call_id: UUID,
    expected_seq: int,
    session: date,
    members: int,
    votes: Sequence[Vote],
    certificate: str,
    text: str,
) -> CallAct:
    """The committee's report: every filing has its points, and the votes carry. `post` is that of
    the secretary, who certifies. Raises as `agree` does."""
    call = _call(post, call_id, CallActKind.AGREE, expected_seq)
    candidates(call)
    content = {
        "session": session.isoformat(),
        "members": members,
        "votes": [
            {"member": one.member, "vote": one.vote, "casting": one.casting} for one in votes
        ],
        "counted": counted_votes(votes, members),
        "certificate": needed(certificate, _("Falta el certificado de la secretaría.")),
        "text": needed(text, _("El acuerdo no tiene texto.")),
    }
    return _take(call, post, CallActKind.AGREE, content)


def publish_provisional(*, post: Post, call_id: UUID, expected_seq: int, text: str) -> CallAct:
    """The ranked list on which everybody is heard (art. 24.4): published, which is their notice
    (ES: Ley 39/2015, art. 45.1 b)."""
    call = _call(post, call_id, CallActKind.PROVISIONAL, expected_seq)
    said = {"text": needed(text, _("La propuesta no tiene texto."))}
    return _take(call, post, CallActKind.PROVISIONAL, said, ranked=_ranked(call))


def propose_definitive(*, post: Post, call_id: UUID, expected_seq: int, text: str) -> CallAct:
    """The list after the hearing. Refused while somebody may still be heard, or where points were
    given since the committee agreed."""
    call = _call(post, call_id, CallActKind.DEFINITIVE, expected_seq)
    _demand_heard(call)
    said = {"text": needed(text, _("La propuesta no tiene texto."))}
    return _take(call, post, CallActKind.DEFINITIVE, said, ranked=_ranked(call))


def resolve_call(*, post: Post, call_id: UUID, expected_seq: int, text: str) -> CallAct:
    """The whole list is decided as it was proposed: who is granted, who waits, who is refused, each
    with its reason and its remedies (art. 25.3)."""
    call = _call(post, call_id, CallActKind.RESOLVE, expected_seq)
    last = _last_list(call)
    if last.account_id == post.account_id:
        raise OutOfOrder(
            _("Quien propuso no puede firmar la resolución."), expected=_("La firma otra persona.")
        )
    said = {"text": needed(text, _("La resolución no tiene texto."))}
    return _take(call, post, CallActKind.RESOLVE, said, lines=list(last.lines.all()))


def call_up(*, post: Post, call_id: UUID, expected_seq: int, text: str, amount: int) -> CallAct:
    """Grant to the first who waits in the reserve, for what became free: `amount` minor units."""
    call = _call(post, call_id, CallActKind.CALL_UP, expected_seq)
    called = CallAct.objects.filter(call=call, kind=CallActKind.CALL_UP)
    done = {str(act.content["case"]) for act in called}
    waiting = RankedLine.objects.filter(
        act__call=call, act__kind=CallActKind.RESOLVE, outcome=Outcome.RESERVE
    ).order_by("place")
    line = next((one for one in waiting if str(one.case_id) not in done), None)
    if line is None:
        raise OutOfOrder(_("No queda nadie en la lista de reserva."))
    said = {
        "text": needed(text, _("Falta decir por qué queda crédito o plaza.")),
        "case": str(line.case_id),
        "amount": amount,
        "place": line.place,
        "total": line.total,
    }
    return _take(call, post, CallActKind.CALL_UP, said)


def carry_out(call: Call, act: CallAct, post: Post) -> int:
    """Do in every case what the act of the call says and was not done there yet; how many."""
    kind, hand = _CASE_ACTS[CallActKind(act.kind)], hand_of(post)
    if kind == ActKind.AGREE:
        hand = replace(hand, actor=Actor.BODY)
    targets = _targets(call, act)
    told = Act.objects.filter(case_id__in=targets, kind=kind, content__call_act=act.seq)
    done = set(told.values_list("case_id", flat=True))
    left = [case_id for case_id in targets if case_id not in done]
    for case_id in left:
        _in_case(call, act, kind, hand, case_id, targets[case_id])
    return len(left)


def _in_case(
    call: Call,
    act: CallAct,
    kind: ActKind,
    hand: Hand,
    case_id: UUID,
    line: RankedLine | None,
) -> None:
    content: dict[str, Any] = {"call_act": act.seq}
    if kind == ActKind.AGREE:
        content |= {k: act.content[k] for k in ("session", "certificate", "text", "counted")}
    elif act.kind == CallActKind.CALL_UP:
        content |= _granted_later(call, act)
    elif line is not None:
        content |= _said_of(call, act, line)
    perform(
        case_id=case_id,
        kind=kind,
        hand=hand,
        content=content,
        book="S" if kind == ActKind.RESOLVE else "",
    )


def _said_of(call: Call, act: CallAct, line: RankedLine) -> dict[str, Any]:
    outcome = Outcome(line.outcome)
    sense = {Outcome.GRANTED: "granted", Outcome.PARTLY: "partly"}.get(outcome, "refused")
    said: dict[str, Any] = {
        "text": act.content["text"],
        "published_in": call.code,  # the publication is the notice
        "place": line.place,
        "total": line.total,
        "points": line.points,
        "outcome": outcome.value,
        "amount": line.amount,
        "sense": sense,
        "reasons": why_of(line.reason, total=line.total, call=call),
    }
    if act.kind == CallActKind.RESOLVE:
        said["footing"] = footing_in(catalogue.version(call.version_id))
    if act.kind == CallActKind.PROVISIONAL:
        del said["sense"]  # nobody has decided anything yet
    return said


def _granted_later(call: Call, act: CallAct) -> dict[str, Any]:
    return {
        "text": act.content["text"],
        "sense": "granted",
        "outcome": Outcome.GRANTED.value,
        "place": act.content["place"],
        "total": act.content["total"],
        "amount": act.content["amount"],
        "footing": footing_in(catalogue.version(call.version_id)),
    }


def why_of(reason: str, *, total: int, call: Call) -> str:
    """A line's reason in words, in the language of the office's act."""
    rules = rules_of(call)
    words: Mapping[str, Callable[[], str]] = {
        "below-minimum": lambda: (
            gettext("Tiene %(total)d puntos y hacen falta %(least)d.")
            % {"total": total, "least": rules.minimum}
        ),
        "no-places": lambda: (
            gettext("Tiene %(total)d puntos; las plazas se dieron a más puntos.") % {"total": total}
        ),
        "no-credit": lambda: (
            gettext("Tiene %(total)d puntos; el crédito se dio a más puntos.") % {"total": total}
        ),
        "in-part": lambda: gettext("El crédito que queda no llega a todo lo pedido."),
    }
    return words[reason]() if reason in words else ""


def _targets(call: Call, act: CallAct) -> dict[UUID, RankedLine | None]:
    if act.kind == CallActKind.CALL_UP:
        return {UUID(act.content["case"]): None}
    if act.kind in (CallActKind.CLOSE, CallActKind.AGREE):
        wanted = {State.RECEIVED} if act.kind == CallActKind.CLOSE else LISTED
        mine = Candidacy.objects.filter(call=call).values_list("case_id", flat=True)
        return {case.id: None for case in Case.objects.filter(id__in=list(mine), state__in=wanted)}
    return {line.case_id: line for line in RankedLine.objects.filter(act=act)}


def _call(post: Post, call_id: UUID, kind: CallActKind, expected_seq: int) -> Call:
    call = call_for_official(post=post, call_id=call_id)
    if call.last_seq != expected_seq:
        raise StaleCase
    if kind not in offered_in_call(call, post):
        actor = hand_of(post).actor
        if actor == Actor.CLERK or (kind in _OF_THE_HEAD and actor != Actor.HEAD):
            raise NotYours
        raise OutOfOrder(
            _("La convocatoria está en otro punto: %(state)s.")
            % {"state": CallState(call.state).label}
        )
    return call


def _take(
    call: Call,
    post: Post,
    kind: CallActKind,
    content: dict[str, Any],
    *,
    ranked: Sequence[tuple[Ranked, Mapping[str, int]]] = (),
    lines: Sequence[RankedLine] = (),
) -> CallAct:
    """The act with its list, and the state that follows; then every case."""
    with transaction.atomic():
        held = Call.objects.select_for_update().get(id=call.id)
        if held.last_seq != call.last_seq:
            raise StaleCase
        act = act_of(call, post, kind, seq=call.last_seq + 1, content=content)
        act.save(force_insert=True)
        RankedLine.objects.bulk_create(
            [*(_line(act, one, points) for one, points in ranked), *(_copy(act, x) for x in lines)]
        )
        held.state, held.last_seq = _STATES[kind][0], act.seq
        held.save(update_fields=["state", "last_seq"])
    call.state, call.last_seq = held.state, held.last_seq
    carry_out(call, act, post)
    return act


def _ranked(call: Call) -> list[tuple[Ranked, Mapping[str, int]]]:
    agreed = CallAct.objects.filter(call=call, kind=CallActKind.AGREE).order_by("-seq").first()
    if agreed is None or Evaluation.objects.filter(call=call, at__gt=agreed.at).exists():
        raise OutOfOrder(
            _("Se han dado puntos después del acuerdo de la comisión."),
            expected=_("La comisión acuerda otra vez antes de publicar la lista."),
        )
    who = candidates(call)
    points = {one.key: one.points for one in who}
    return [(line, points[line.key]) for line in rank(who, rules_of(call))]


def _demand_heard(call: Call) -> None:
    still = [one.case_id for one in entrants(call) if one.state in LISTED]
    closed = Act.objects.filter(case_id__in=still, kind=ActKind.CLOSE_HEARING)
    heard = set(closed.values_list("case_id", flat=True))
    if any(case_id not in heard for case_id in still):
        raise OutOfOrder(
            _("El trámite de audiencia no ha terminado."),
            expected=_("Termina en cada expediente el día que dice su plazo."),
        )


def _last_list(call: Call) -> CallAct:
    return CallAct.objects.filter(call=call, kind=CallActKind.DEFINITIVE).latest("seq")


def _line(act: CallAct, one: Ranked, points: Mapping[str, int]) -> RankedLine:
    return RankedLine(
        office_id=act.office_id,
        act=act,
        case_id=UUID(one.key),
        place=one.place,
        points=dict(points),
        total=one.total,
        outcome=one.outcome.value,
        amount=one.amount,
        reason=one.reason,
        tie=one.tie,
    )


def _copy(act: CallAct, line: RankedLine) -> RankedLine:
    return RankedLine(
        office_id=act.office_id,
        act=act,
        case_id=line.case_id,
        place=line.place,
        points=line.points,
        total=line.total,
        outcome=line.outcome,
        amount=line.amount,
        reason=line.reason,
        tie=line.tie,
    )
