"""Begin a filing that may take several sittings."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from ventanilla.domains.casefiles.codes import draft_code, draft_code_digest
from ventanilla.domains.casefiles.models import Draft
from ventanilla.domains.offices.api import Office
from ventanilla.domains.parties.api import support_of
from ventanilla.kernel import clock
from ventanilla.kernel.identifiers import uuid7

KEPT = timedelta(days=30)


def start_draft(
    *,
    office: Office,
    slug: str,
    lang: str,
    account_id: UUID | None = None,
    typed_by_id: UUID | None = None,
    answers: Mapping[str, Any] | None = None,
) -> Draft:
    """A draft of that procedure, saved. `codes.draft_code(draft.id)` opens it again.

    It carries the idempotency key of the one filing it can become, and what the account stated of
    how to attend them. `typed_by_id` is the post that
    types it for a person; `answers` what is known of them already, judged page by page as ever.
    """
    now, draft_id = clock.now(), uuid7()
    draft = Draft(
        id=draft_id,
        office=office,
        slug=slug,
        account_id=account_id,
        code_digest=draft_code_digest(draft_code(draft_id)),
        key=secrets.token_hex(16),
        language=lang,
        support=support_of(account_id).kept() if account_id else {},
        typed_by_id=typed_by_id,
        answers=dict(answers or {}),
        started_at=now,
        saved_at=now,
        expires_at=now + KEPT,
    )
    with transaction.atomic():
        draft.save(force_insert=True)
    return draft
