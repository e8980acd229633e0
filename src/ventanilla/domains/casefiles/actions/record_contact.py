"""Record a call, a visit or a message about the case: what was said belongs to the file."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.errors import ActIncomplete
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.offices.api import Post

HOW = ("call", "visit", "message")


def record_contact(
    *, post: Post, case_id: UUID, expected_seq: int, how: str, who: str, text: str
) -> Act:
    """`how` is call, visit or message; `who` spoke with the office. It has no effect of its own.

    Raises `ActIncomplete` and what `acting.perform` raises.
    """
    if how not in HOW:
        raise ActIncomplete(_("Falta decir cómo fue el contacto."), expected=", ".join(HOW))
    content = {
        "how": how,
        "who": needed(who, _("Falta decir con quién se habló.")),
        "text": needed(text, _("Falta decir qué se trató.")),
    }
    return perform(
        case_id=case_id,
        kind=ActKind.RECORD_CONTACT,
        hand=hand_of(post),
        content=content,
        expected_seq=expected_seq,
    )
