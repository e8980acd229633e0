"""Give a filing of a call its points, criterion by criterion, with reasons (ES: Ley 38/2003, arts
22.1 and 24.3 b)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import reasons
from ventanilla.domains.casefiles.acting import hand_of, life_of
from ventanilla.domains.casefiles.call_models import Call, CallState, Candidacy, Evaluation
from ventanilla.domains.casefiles.calls import LISTED, call_for_official, rules_of
from ventanilla.domains.casefiles.errors import ActIncomplete, CaseUnknown, NotYours, OutOfOrder
from ventanilla.domains.casefiles.models import Case
from ventanilla.domains.casefiles.rules.act_kinds import Actor
from ventanilla.domains.casefiles.rules.ranking import wrong_points
from ventanilla.domains.offices.api import Post
from ventanilla.kernel import clock

#: Points are given, and given again, until the definitive proposal.
GIVEN_WHILE = frozenset({CallState.EVALUATING, CallState.AGREED, CallState.PROVISIONAL})


def evaluate(
    *, post: Post, call_id: UUID, case_id: UUID, points: Mapping[str, int], why: str
) -> Evaluation:
    """The points replace those given before, which stay on record. What the committee agreed on is
    then agreed again before it is published.

    Raises `CallUnknown`, `CaseUnknown`, `NotYours` (a clerk, or who abstained), `OutOfOrder` and
    `ActIncomplete` (points missing, unknown or out of bounds; no reasons).
    """
    if hand_of(post).actor == Actor.CLERK:
        raise NotYours
    call = call_for_official(post=post, call_id=call_id)
    if call.state not in GIVEN_WHILE:
        raise OutOfOrder(_("En este punto de la convocatoria ya no se valora, o todavía no."))
    case = _case_of(call, case_id)
    life = life_of(case)
    if str(post.account_id) in life.standing.barred:
        raise NotYours
    if life.standing.state not in LISTED:
        raise OutOfOrder(_("Esta solicitud no se valora: no está en tramitación."))
    _check(call, points)
    made = Evaluation(
        office_id=call.office_id,
        call_id=call.id,
        case_id=case.id,
        points=dict(points),
        reasons=reasons(why),
        at=clock.now(),
        post_id=post.id,
        account_id=post.account_id,
    )
    with transaction.atomic():
        made.save(force_insert=True)
    return made


def _case_of(call: Call, case_id: UUID) -> Case:
    if not Candidacy.objects.filter(call=call, case_id=case_id).exists():
        raise CaseUnknown
    return Case.objects.get(id=case_id)


def _check(call: Call, points: Mapping[str, int]) -> None:
    rules = rules_of(call)
    wrong = wrong_points(points, rules)
    if wrong:
        name = next(iter(wrong))
        raise ActIncomplete(
            _("Falta un criterio, o sus puntos no caben."),
            expected=_("De 0 a %(most)d puntos.") % {"most": rules.criteria.get(name, 0)},
            criterion=name,
        )
