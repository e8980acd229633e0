"""A collegiate body agrees, by votes that its secretary certifies (ES: Ley 40/2015, arts 16
and 17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.errors import ActIncomplete, NotYours
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.offices.api import Post

VOTES = ("for", "against", "abstained")


@dataclass(frozen=True, slots=True)
class Vote:
    """How a member voted: for, against or abstained. `casting` marks who presides (ES art. 19)."""

    member: str
    vote: str
    casting: bool = False


def agree(
    *,
    post: Post,
    case_id: UUID,
    expected_seq: int,
    session: date,
    members: int,
    votes: Sequence[Vote],
    certificate: str,
    text: str,
) -> Act:
    """What the body agreed in a session held with at least half of its `members`, by majority of
    those who voted; a tie is settled by whoever presides. `post` is the secretary's, who certifies.

    Raises `ActIncomplete` (no quorum, no majority, no certificate) and what `perform` raises.
    """
    secretary = hand_of(post)
    if secretary.actor == Actor.CLERK:
        raise NotYours
    counted = counted_votes(votes, members)
    content = {
        "session": session.isoformat(),
        "members": members,
        "votes": [
            {"member": one.member, "vote": one.vote, "casting": one.casting} for one in votes
        ],
        "counted": counted,
        "certificate": needed(certificate, _("Falta el certificado de la secretaría.")),
        "text": needed(text, _("El acuerdo no tiene texto.")),
    }
    return perform(
        case_id=case_id,
        kind=ActKind.AGREE,
        hand=replace(secretary, actor=Actor.BODY),
        content=content,
        expected_seq=expected_seq,
    )


def counted_votes(votes: Sequence[Vote], members: int) -> dict[str, int]:
    """How many of each, where there was a quorum and a majority. Raises `ActIncomplete`."""
    if any(one.vote not in VOTES or not one.member.strip() for one in votes):
        raise ActIncomplete(
            _("Falta decir quién votó o qué votó."), expected=", ".join(VOTES), example="for"
        )
    if len({one.member for one in votes}) < len(votes):
        raise ActIncomplete(_("Alguien vota dos veces."))
    if len(votes) > members or 2 * len(votes) < members:
        raise ActIncomplete(
            _("No hubo quórum: asisten %(present)d de %(members)d.")
            % {"present": len(votes), "members": members},
            expected=_("Asiste al menos la mitad."),
        )
    counted = {name: sum(one.vote == name for one in votes) for name in VOTES}
    tie = counted["for"] == counted["against"]
    carried = (
        any(one.casting and one.vote == "for" for one in votes)
        if tie
        else (counted["for"] > counted["against"])
    )
    if not carried:
        raise ActIncomplete(_("La propuesta no reunió mayoría: no hay acuerdo."))
    return counted
