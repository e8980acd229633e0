"""Judging a proposal: by an editor who is not its author. Accepted, it is the next version."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.observatory.actions.name_keepers import is_editor
from ventanilla.domains.observatory.errors import NotYours, ProposalRefused
from ventanilla.domains.observatory.models import Fact, Proposal
from ventanilla.kernel import clock
from ventanilla.kernel.plaintext import stored_text


def waiting() -> list[Proposal]:
    """The proposals that nobody has judged, oldest first."""
    return list(Proposal.objects.filter(verdict="").order_by("made_at"))


def review(*, proposal_id: UUID, accept: bool, note: str, by: UUID) -> Proposal:
    """Accept or refuse a proposal. Raises `NotYours`, `ProposalRefused`."""
    if not is_editor(by):
        raise NotYours(_("Solo una persona editora juzga las propuestas."))
    with transaction.atomic():
        proposal = _to_be_judged(proposal_id, by)
        proposal.verdict = "accepted" if accept else "refused"
        proposal.reviewed_by, proposal.reviewed_at = by, clock.now()
        proposal.review_note = stored_text(note, max_length=600, multiline=True)
        proposal.save(update_fields=["verdict", "reviewed_by", "reviewed_at", "review_note"])
        if accept:
            _next_version(proposal)
    return proposal


def _to_be_judged(proposal_id: UUID, by: UUID) -> Proposal:
    proposal = Proposal.objects.select_for_update().filter(id=proposal_id, verdict="").first()
    if proposal is None:
        raise ProposalRefused(
            _("Esa propuesta no existe o ya está juzgada."),
            expected=_("Vuelva a la lista de propuestas."),
        )
    if proposal.by == by:
        raise NotYours(
            _("Quien propone no juzga su propuesta."), expected=_("La juzga otra persona editora.")
        )
    return proposal


def _next_version(proposal: Proposal) -> None:
    last = Fact.objects.select_for_update().filter(key=proposal.key).order_by("-number").first()
    now = clock.now()
    if last is not None:
        Fact.objects.filter(id=last.id).update(replaced_at=now)
    version = Fact(
        key=proposal.key,
        number=last.number + 1 if last else 1,
        recorded_at=now,
        withdrawn=proposal.change == "withdraw",
        **proposal.content,
    )
    Fact.objects.bulk_create([version])
