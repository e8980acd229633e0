"""Mend a slip in what was decided, without changing its sense (ES: Ley 39/2015, art. 109.2; CL: Ley
19.880, art. 62; PE: TUO Ley 27444, art. 212)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed, reasons
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.errors import ActIncomplete
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.offices.api import Post


def correct_error(
    *, post: Post, case_id: UUID, expected_seq: int, mended: int, said: str, says: str, why: str
) -> Act:
    """`mended` is the seq of what had the slip: `said` there, it `says` this from now on. Both stay
    in the file. Raises `ActIncomplete` and what `acting.perform` raises.
    """
    if not Act.objects.filter(case_id=case_id, seq=mended, case__unit_id=post.unit_id).exists():
        raise ActIncomplete(_("El expediente no tiene ese acto."))
    content = {
        "act": mended,
        "said": needed(said, _("Falta decir dónde está el error.")),
        "says": needed(says, _("Falta decir cómo queda.")),
        "reasons": reasons(why),
    }
    return perform(
        case_id=case_id,
        kind=ActKind.CORRECT_ERROR,
        hand=hand_of(post),
        content=content,
        expected_seq=expected_seq,
        book="S",
    )
