"""Tell others whose rights the case may touch, so that they may be heard (ES: Ley 39/2015, art. 8,
and Ley 19/2013, art. 19.3; CL: Ley 20.285, art. 20)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.errors import ActIncomplete
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.offices.api import Post


def notify_third_parties(
    *,
    post: Post,
    case_id: UUID,
    expected_seq: int,
    people: Sequence[str],
    text: str,
    suspends_by: str = "",
) -> Act:
    """`people` are those told; `suspends_by` the norm by which the time to decide stands still
    meanwhile (ES: Ley 19/2013, art. 19.3), until `resume`.

    Raises `ActIncomplete` and what `acting.perform` raises.
    """
    told = [needed(name, _("Falta decir a quién se avisa.")) for name in people]
    if not told:
        raise ActIncomplete(_("Falta decir a quién se avisa."))
    content = {
        "people": told,
        "text": needed(text, _("Falta decir de qué se avisa.")),
        "suspends": bool(suspends_by),
        "basis": suspends_by,
    }
    return perform(
        case_id=case_id,
        kind=ActKind.NOTIFY_THIRD_PARTIES,
        hand=hand_of(post),
        content=content,
        expected_seq=expected_seq,
        book="S",
    )
