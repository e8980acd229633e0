"""Delete drafts thirty days after their last change."""

from __future__ import annotations

from django.db import transaction

from ventanilla.domains.casefiles.models import Draft
from ventanilla.kernel import clock


def forget_drafts(*, most: int = 500) -> int:
    """Delete at most so many expired drafts; returns how many.

    Their files' rows stay with the documents domain, which drops what nothing refers to.
    """
    expired = Draft.objects.filter(expires_at__lte=clock.now()).order_by("expires_at")
    ids = list(expired.values_list("id", flat=True)[:most])
    with transaction.atomic():
        Draft.objects.filter(id__in=ids).delete()
    return len(ids)
