"""File a draft: once, however often it is asked."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ventanilla.domains.casefiles.actions.lodge import AtCounter, Lodged, first_answer, lodge
from ventanilla.domains.casefiles.actions.settle_draft import settle_draft
from ventanilla.domains.casefiles.drafts import files_of
from ventanilla.domains.casefiles.errors import ContactNeeded
from ventanilla.domains.casefiles.models import Draft
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.offices.api import Office, Post
from ventanilla.domains.parties import api as parties
from ventanilla.domains.register import api as register


def lodge_draft(
    *,
    draft: Draft,
    office: Office,
    procedure: PublishedProcedure,
    received_at: datetime,
    lang: str,
    channel: str = "portal",
    presented_at: datetime | None = None,
    account_id: UUID | None = None,
    clerk_post: Post | None = None,
    physical_items: str = "",
    counter: AtCounter | None = None,
) -> Lodged:
    """The receipt of what the draft becomes; asking again gives the first answer.

    The register holds the key, so a second click, a second tab and a lost answer end in one entry
    even when the draft could not be marked as filed. `draft` is read again under its key: what is
    filed is what is saved. Raises as `lodge` does, and `ContactNeeded` where the procedure has who
    files at the portal without an account confirm a contact first.
    """
    if draft.entry_id is not None:
        return first_answer(register.registered(draft.entry_id))
    draft.refresh_from_db()
    settle_draft(draft=draft, procedure=procedure)
    unknown = account_id is None and clerk_post is None
    contact = confirmed_contact(draft, procedure) if unknown else None
    lodged = lodge(
        office=office,
        procedure=procedure,
        answers=draft.answers,
        documents=files_of(draft),
        contact=contact,
        support=parties.Support.read(draft.support),
        channel=channel,
        idempotency_scope=f"draft:{draft.id.hex}",
        idempotency_key=draft.key,
        received_at=received_at,
        presented_at=presented_at,
        lang=lang,
        account_id=account_id,
        clerk_post=clerk_post,
        request=hashlib.sha256(b"ventanilla/draft/v1\0" + draft.id.bytes).digest(),
        physical_items=physical_items,
        counter=counter or AtCounter(typed_by_id=draft.typed_by_id),
    )
    _mark(draft, lodged.registered.entry_id)
    return lodged


def confirmed_contact(draft: Draft, procedure: PublishedProcedure) -> parties.Contact | None:
    """The contact confirmed for the draft, where the procedure asks one. Raises `ContactNeeded`."""
    if not procedure.asks_contact:
        return None
    state = parties.contact_state(draft.id)
    if state is None or state.confirmed is None:
        raise ContactNeeded
    return state.confirmed


def _mark(draft: Draft, entry_id: UUID) -> None:
    """From now on the draft does not change. If this is lost, the next try comes here again."""
    with transaction.atomic():
        Draft.objects.filter(id=draft.id).update(entry_id=entry_id)
    draft.entry_id = entry_id
