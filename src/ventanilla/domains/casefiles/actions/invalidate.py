"""Undo an unlawful decision, after hearing whom it favours (CL: Ley 19.880, art. 53; ES: Ley
39/2015, arts 106-107; PE: TUO Ley 27444, art. 213; BR: Lei 9.784, arts 53-54)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import reasons
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.errors import OutOfOrder
from ventanilla.domains.casefiles.models import Act, CaseClock
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.casefiles.rules.clocks import HEARING
from ventanilla.domains.casefiles.telling import not_yet_told
from ventanilla.domains.offices.api import Post
from ventanilla.kernel import clock


def open_invalidation(*, post: Post, case_id: UUID, expected_seq: int, why: str) -> Act:
    """Tell the person what is thought to be unlawful, and hear them. Raises `ActIncomplete` and
    what `acting.perform` raises.
    """
    return _done(ActKind.OPEN_INVALIDATION, post, case_id, expected_seq, why)


def invalidate(*, post: Post, case_id: UUID, expected_seq: int, why: str) -> Act:
    """The decision has no effect any more: never before the person's time to be heard has passed,
    unless they have spoken. Raises `OutOfOrder` before, and what `acting.perform` raises.
    """
    _must_have_been_heard(case_id)
    return _done(ActKind.INVALIDATE, post, case_id, expected_seq, why)


def _must_have_been_heard(case_id: UUID) -> None:
    row = (
        CaseClock.objects.filter(case_id=case_id, name=HEARING, ended_on=None)
        .select_related("office")
        .first()
    )
    if row is None and not_yet_told(case_id, ActKind.OPEN_INVALIDATION):
        raise OutOfOrder(
            _("La persona todavía no ha recibido la apertura de la audiencia."),
            expected=_("Su plazo empieza cuando se le notifique."),
        )
    if row is None or row.due_on is None or row.due_on < clock.today(row.office.zone):
        return
    heard = Act.objects.filter(case_id=case_id, kind=ActKind.ALLEGE, seq__gt=row.opened_by)
    if not heard.exists():
        raise OutOfOrder(
            _("La persona todavía está a tiempo de ser oída."),
            expected=_("Su plazo vence el %(day)s.") % {"day": row.due_on.strftime("%d/%m/%Y")},
        )


def _done(kind: ActKind, post: Post, case_id: UUID, expected_seq: int, why: str) -> Act:
    return perform(
        case_id=case_id,
        kind=kind,
        hand=hand_of(post),
        content={"reasons": reasons(why)},
        expected_seq=expected_seq,
        book="S",
    )
