"""Withdrawing a procedure: nobody begins it any more; what was filed goes on."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction

from ventanilla.domains.catalogue.errors import ProcedureUnknown
from ventanilla.domains.catalogue.finding.index import forget_entry
from ventanilla.domains.catalogue.models import ProcedureVersion, Withdrawal
from ventanilla.domains.catalogue.queries import forget_procedures
from ventanilla.kernel import clock
from ventanilla.kernel.plaintext import stored_text


def withdraw(
    *,
    office_id: uuid.UUID,
    slug: str,
    at: datetime.datetime,
    reason: str,
    by: uuid.UUID | None,
) -> None:
    """From `at` the procedure takes no filings, for `reason`, until a later version is in force.

    Other processes follow within five seconds. Raises ProcedureUnknown.
    """
    with transaction.atomic():
        if not ProcedureVersion.objects.filter(office_id=office_id, slug=slug).exists():
            raise ProcedureUnknown(slug)
        Withdrawal.objects.create(
            office_id=office_id,
            slug=slug,
            at=at,
            reason=stored_text(reason, max_length=300),
            withdrawn_by=by,
            recorded_at=clock.now(),
        )
        if at <= clock.now():
            forget_entry(office_id=office_id, kind="procedure", slug=slug)
    forget_procedures()
