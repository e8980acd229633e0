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
    successor: str = "",
) -> None:
    """From `at` the procedure takes no filings, for `reason`, until a later version is in force.

    `successor` names the procedure of the office that takes its place: whoever comes for the old
    one is led there. Other processes follow within five seconds. Raises ProcedureUnknown, of either
    name; a procedure does not succeed itself.
    """
    with transaction.atomic():
        for name in (slug, successor) if successor else (slug,):
            known = ProcedureVersion.objects.filter(office_id=office_id, slug=name).exists()
            if not known or successor == slug:
                raise ProcedureUnknown(name)
        Withdrawal.objects.create(
            office_id=office_id,
            slug=slug,
            at=at,
            reason=stored_text(reason, max_length=300),
            successor=successor,
            withdrawn_by=by,
            recorded_at=clock.now(),
        )
        if at <= clock.now():
            forget_entry(office_id=office_id, kind="procedure", slug=slug)
    forget_procedures()
