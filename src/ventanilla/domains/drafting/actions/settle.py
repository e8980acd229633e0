"""Propose a draft to whoever signs, give it back with a remark, sign it.

ES: Ley 39/2015, art. 88.7 (the instructor proposes, another body resolves); each signature is an
act of its own, in a transaction of its own.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import ActKind, Hand
from ventanilla.domains.documents import api as documents
from ventanilla.domains.drafting.actions.write import EDITED, locked, parts_said, stepped
from ventanilla.domains.drafting.composing import Composed, as_pdf, composed
from ventanilla.domains.drafting.errors import DraftRefused, SignatureRefused
from ventanilla.domains.drafting.models import DecisionDraft, DraftState
from ventanilla.domains.drafting.rules.paragraphs import text_of
from ventanilla.domains.offices.api import Post
from ventanilla.kernel.plaintext import stored_text

WITHOUT_REASONS = "granted"
MOST_REMARK = 2_000
PDF_LIMIT = 10_000_000


def propose(*, post: Post, now: casefiles.CaseNow, draft_id: UUID, version: int) -> DecisionDraft:
    """To the next level. Where the procedure has a proposal of its own it is an act of the case,
    done here too. Raises `DraftStale`, `DraftRefused`, and what `casefiles.propose` raises."""
    with transaction.atomic():
        draft = locked(post, draft_id, version)
        if draft.state not in EDITED:
            raise DraftRefused(_("Este borrador ya espera su firma."))
        _must_be_whole(draft)
        draft.proposer_account = post.account_id
        stepped(draft, post, DraftState.PROPOSED)
        if now.course.proposal:
            casefiles.propose(
                post=post,
                case_id=draft.case_id,
                expected_seq=now.view.last_seq,
                sense=draft.decision,
                text=text_of(draft.paragraphs, "operative"),
                why=text_of(draft.paragraphs, "grounds", "antecedents"),
            )
    return draft


def give_back(*, post: Post, draft_id: UUID, version: int, remark: str) -> DecisionDraft:
    """To whoever drafted it, saying why. Raises `DraftStale`, `DraftRefused`."""
    said = stored_text(remark, max_length=MOST_REMARK, multiline=True).strip()
    if not said:
        raise DraftRefused(
            _("Falta decir qué hay que cambiar."),
            expected=_("Escriba la observación para quien lo redactó."),
        )
    with transaction.atomic():
        draft = locked(post, draft_id, version)
        if draft.state != DraftState.PROPOSED:
            raise DraftRefused(_("Este borrador ya no espera su firma."))
        stepped(draft, post, DraftState.RETURNED, remark=said)
    return draft


def signer(*, post: Post, now: casefiles.CaseNow, draft: DecisionDraft) -> Hand:
    """In what capacity that post may sign it now: its own, or another's. Raises
    `SignatureRefused`: who proposed does not sign; why the case does not let it be done."""
    if post.account_id == draft.proposer_account:
        raise SignatureRefused(
            _("Quien propuso no firma."), expected=_("Lo firma otra persona."), reason="four-eyes"
        )
    hand = casefiles.hand_of(post)
    rows = casefiles.rows_of(hand)
    why = now.offers(hand, rows).get(ActKind(draft.act), _NOT_OFFERED)
    if why is not None:
        raise SignatureRefused(why.cause, expected=why.instead, reason=why.code)
    acting, _away = casefiles.acting_hand(
        hand,
        rows,
        kind=ActKind(draft.act),
        unit_id=now.view.unit_id,
        slug=now.view.procedure.slug,
        country=now.view.office.country,
    )
    if not _is_next_level(acting, post):
        raise SignatureRefused(
            _("Lo firma la jefatura, o quien la supla o tenga su delegación."), reason="next-level"
        )
    return acting


def to_be_signed(
    *, post: Post, now: casefiles.CaseNow, draft: DecisionDraft, name: str = ""
) -> Composed:
    """The text with the formula of that hand, as it would be signed now; `name` is that of the
    post's account, where it is known. Raises `SignatureRefused`."""
    hand = signer(post=post, now=now, draft=draft)
    return composed(draft, now, casefiles.signed_as(hand, now.view.office, name=name))


def sign(*, post: Post, now: casefiles.CaseNow, draft_id: UUID, version: int) -> casefiles.Act:
    """1. The text with its formula is made, and its PDF kept. 2. In one transaction the draft ends
    and the act is appended, registered and notified. Whoever no longer may sign by what was printed
    is refused, and nothing is signed.

    Raises `DraftStale`, `DraftRefused`, `SignatureRefused`, and what the act raises.
    """
    # 1.
    draft = DecisionDraft.objects.get(id=draft_id, office_id=post.office_id)
    text = to_be_signed(post=post, now=now, draft=draft)
    kept = documents.keep(
        office_id=post.office_id,
        name=f"{_file_name(draft)}.pdf",
        content=as_pdf(text),
        declared_type="application/pdf",
        limit=PDF_LIMIT,
    )
    # 2.
    with transaction.atomic():
        draft = locked(post, draft_id, version)
        if draft.state != DraftState.PROPOSED:
            raise DraftRefused(_("Este borrador ya no espera su firma."))
        said = _act_of(draft, text, now)
        draft.paragraphs, draft.decision = [], ""
        stepped(draft, post, DraftState.SIGNED)
        return _door(draft.act)(
            post=post,
            case_id=draft.case_id,
            expected_seq=now.view.last_seq,
            documents=[kept],
            **said,
        )


_NOT_OFFERED = casefiles.Refusal(
    "not-offered", _("Su puesto no puede firmarlo, o el expediente ya no está en ese punto.")
)


def _is_next_level(acting: Hand, post: Post) -> bool:
    return acting.stands_for is not None or post.role == "head"


def _must_be_whole(draft: DecisionDraft) -> None:
    said = parts_said(draft.paragraphs)
    if "operative" not in said:
        raise DraftRefused(
            _("La decisión no dice qué se decide."),
            expected=_("Escriba al menos un párrafo en «Decisión»."),
            part="operative",
        )
    if not draft.decision:
        raise DraftRefused(_("Falta elegir qué se decide."), part="decision")
    if draft.decision != WITHOUT_REASONS and "grounds" not in said:
        raise DraftRefused(
            _("No se puede denegar sin decir por qué."),
            expected=_("Escriba los fundamentos: los hechos y la norma."),
            part="grounds",
        )


def _act_of(draft: DecisionDraft, text: Composed, now: casefiles.CaseNow) -> dict[str, Any]:
    operative = text_of(draft.paragraphs, "operative")
    grounds = text_of(draft.paragraphs, "grounds")
    written = {
        "title": text.title,
        "paragraphs": [dict(one) for one in text.paragraphs],
        "language": text.language,
        "signed_as": dict(text.signed),
        "drafted_by": str(draft.post_id),
    }
    if draft.act == ActKind.ANSWER:
        decided = {"decision": draft.decision, "reasons": grounds}
    else:
        decided = {"sense": draft.decision, "why": grounds}
    return {"text": operative, "written": written, **decided}


def _door(act: str) -> Any:
    return casefiles.answer if act == ActKind.ANSWER else casefiles.resolve


def _file_name(draft: DecisionDraft) -> str:
    return " ".join(draft.title.replace("/", "-").split())[:80] or "decision"
