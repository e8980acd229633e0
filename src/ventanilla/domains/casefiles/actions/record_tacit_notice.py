"""The person acted knowing of an act that was not rightly notified: that is notice enough (CL: Ley
19.880, art. 47; ES: Ley 39/2015, art. 40.3; PE: TUO Ley 27444, art. 27)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.errors import ActIncomplete
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.notices import api as notices
from ventanilla.domains.offices.api import Post


def record_tacit_notice(
    *, post: Post, case_id: UUID, expected_seq: int, known: int, known_on: date, by: str
) -> Act:
    """`known` is the seq of what was known, `known_on` the day, `by` what shows it.

    Raises `ActIncomplete` and what `acting.perform` raises.
    """
    found = (
        Act.objects.select_related("office")
        .filter(case_id=case_id, seq=known, case__unit_id=post.unit_id)
        .first()
    )
    if found is None:
        raise ActIncomplete(_("El expediente no tiene ese acto."))
    if known_on < found.at.astimezone(found.office.zone).date():
        raise ActIncomplete(_("Nadie conoce un acto antes de que exista."))
    with transaction.atomic():
        act = _recorded(post, case_id, expected_seq, found, known_on, by)
        notices.known_otherwise(matter_id=case_id, item=known, on=known_on)
    return act


def _recorded(
    post: Post, case_id: UUID, expected_seq: int, found: Act, known_on: date, by: str
) -> Act:
    return perform(
        case_id=case_id,
        kind=ActKind.RECORD_TACIT_NOTICE,
        hand=hand_of(post),
        content={
            "act": found.seq,
            "act_kind": found.kind,
            "known_on": known_on.isoformat(),
            "by": needed(by, _("Falta decir qué muestra que la persona lo conocía.")),
        },
        expected_seq=expected_seq,
    )
