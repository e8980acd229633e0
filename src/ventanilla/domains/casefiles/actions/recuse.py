"""Who must not act in a case: an official abstains, or is challenged by the party (ES: Ley 40/2015,
arts 23 and 24; CL: Ley 19.880, art. 12; BR: Lei 9.784, arts 18-21)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import reasons
from ventanilla.domains.casefiles.acting import Hand, hand_of, perform
from ventanilla.domains.casefiles.errors import ActIncomplete
from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.offices.api import Post


def abstain(*, post: Post, case_id: UUID, expected_seq: int, why: str) -> Act:
    """The official of the post takes no further part. Raises `ActIncomplete` and what `perform`
    raises.
    """
    return perform(
        case_id=case_id,
        kind=ActKind.ABSTAIN,
        hand=hand_of(post),
        content={"account": str(post.account_id), "reasons": reasons(why)},
        expected_seq=expected_seq,
    )


def recuse(*, hand: Hand, case_id: UUID, expected_seq: int, account_id: UUID, why: str) -> Act:
    """The party says why that official must not act; it is for the head to say so."""
    return _recused(hand, case_id, expected_seq, account_id, why, book="E")


def decide_recusal(
    *, post: Post, case_id: UUID, expected_seq: int, account_id: UUID, accepted: bool, why: str
) -> Act:
    """The head accepts the challenge, and the official acts no more in the case, or does not.

    Nobody decides on their own. Raises `ActIncomplete` and what `acting.perform` raises.
    """
    if account_id == post.account_id:
        raise ActIncomplete(
            _("Nadie decide sobre su propia recusación."), expected=_("La decide otra persona.")
        )
    return _recused(hand_of(post), case_id, expected_seq, account_id, why, accepted, book="S")


def _recused(
    hand: Hand,
    case_id: UUID,
    expected_seq: int,
    account_id: UUID,
    why: str,
    accepted: bool | None = None,
    *,
    book: str,
) -> Act:
    content: dict[str, str | bool] = {"account": str(account_id), "reasons": reasons(why)}
    if accepted is not None:
        content |= {"accepted": accepted}
    return perform(
        case_id=case_id,
        kind=ActKind.RECUSE,
        hand=hand,
        content=content,
        expected_seq=expected_seq,
        book=book,
    )
