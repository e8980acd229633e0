"""Finding drafts, and what a draft holds."""

from __future__ import annotations

from uuid import UUID

from ventanilla.domains.casefiles.codes import draft_code_digest
from ventanilla.domains.casefiles.errors import DraftUnknown
from ventanilla.domains.casefiles.models import Draft
from ventanilla.domains.documents.api import Document
from ventanilla.domains.offices.api import Office
from ventanilla.kernel import clock
from ventanilla.kernel.identifiers import read_short_code


def draft_for(
    *, office: Office, draft_id: UUID, account_id: UUID | None = None, code: str = ""
) -> Draft:
    """That draft, for the account that began it or whoever has its code. Raises `DraftUnknown`."""
    draft = Draft.objects.filter(
        id=draft_id, office_id=office.id, expires_at__gt=clock.now()
    ).first()
    if draft is None or not _may_open(draft, account_id, code):
        raise DraftUnknown
    return draft


def draft_by_code(*, office: Office, code: str) -> Draft:
    """The draft that a code opens on any device. Raises `DraftUnknown`."""
    if not read_short_code(code):
        raise DraftUnknown
    draft = Draft.objects.filter(
        office_id=office.id, code_digest=draft_code_digest(code), expires_at__gt=clock.now()
    ).first()
    if draft is None:
        raise DraftUnknown
    return draft


def drafts_of(account_id: UUID) -> list[Draft]:
    """An account's unfiled drafts in every office, the last saved first."""
    mine = Draft.objects.filter(
        account_id=account_id, entry_id__isnull=True, expires_at__gt=clock.now()
    )
    return list(mine.select_related("office").order_by("-saved_at")[:100])


def drafts_filed_as(entry_id: UUID) -> list[UUID]:
    """The drafts that became that entry: one, or none where it was not filed from a draft."""
    return list(Draft.objects.filter(entry_id=entry_id).values_list("id", flat=True))


def files_of(draft: Draft) -> dict[str, list[Document]]:
    """The draft's documents by field, in order."""
    files: dict[str, list[Document]] = {}
    for place in draft.documents.select_related("document"):
        files.setdefault(place.field, []).append(place.document)
    return files


def _may_open(draft: Draft, account_id: UUID | None, code: str) -> bool:
    if draft.account_id is not None and draft.account_id == account_id:
        return True
    return bool(code) and bytes(draft.code_digest) == draft_code_digest(code)
