"""Room for files in a draft: a stranger does not fill the disk through it."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import F

from ventanilla.domains.casefiles.errors import DraftFull
from ventanilla.domains.casefiles.models import Draft


def take_room(*, draft: Draft, size: int) -> None:
    """Count `size` bytes towards what the draft may ever receive, before they are kept.

    Files removed since count too: their bytes may still be on the disk. Raises `DraftFull`; then
    nothing was counted.
    """
    most: int = settings.MAX_DRAFT_BYTES
    room = Draft.objects.filter(id=draft.id, uploaded_bytes__lte=most - size)
    with transaction.atomic():
        taken = room.update(uploaded_bytes=F("uploaded_bytes") + size) if size <= most else 0
    if not taken:
        raise DraftFull(most=most)
