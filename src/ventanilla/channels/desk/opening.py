"""The one way in which the desk opens a case: looked up for the post, and journalled.

No other module of the desk looks up a case; `tests/architecture/test_staff_views_are_journalled.py`
holds it to that.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.notices import api as notices
from ventanilla.domains.offices import api as offices
from ventanilla.domains.privacy import api as privacy
from ventanilla.domains.privacy.api import AccessPurpose


def open_case(
    request: HttpRequest,
    *,
    post: offices.Post,
    case_id: UUID,
    document_id: UUID | None = None,
    purpose: AccessPurpose | None = None,
) -> casefiles.CaseView:
    """The case, once the access journal holds who opens it and what for.

    Where the page says no `purpose` it follows from the post: clerks attend, others handle.
    Raises `CaseUnknown`, `NotYours`, `AccessNotRecorded`.
    """
    case = casefiles.case_for_official(post=post, case_id=case_id)
    clerk = post.role == offices.Role.CLERK
    _journal(
        request,
        post,
        matter_id=case.id,
        document_id=document_id,
        purpose=purpose or (AccessPurpose.ATTEND if clerk else AccessPurpose.HANDLE),
    )
    return case


def open_letters(
    request: HttpRequest, *, post: offices.Post, letters: Sequence[notices.Notice]
) -> dict[tuple[UUID, int], casefiles.LetterContent]:
    """What letters say, once the journal holds who prints each: its matter's person sees it there.

    Raises `AccessNotRecorded`: nothing is shown then.
    """
    for matter_id in dict.fromkeys(letter.matter_id for letter in letters):
        _journal(request, post, matter_id=matter_id, purpose=AccessPurpose.ANSWER)
    items = [(letter.matter_id, letter.item) for letter in letters]
    return casefiles.letter_contents(office_id=post.office_id, items=items)


def _journal(
    request: HttpRequest,
    post: offices.Post,
    *,
    matter_id: UUID,
    purpose: AccessPurpose,
    document_id: UUID | None = None,
) -> None:
    privacy.record_access(
        privacy.Access(
            office_id=post.office_id,
            matter_id=matter_id,
            item_id=document_id,
            purpose=purpose,
            unit_id=post.unit_id,
            post_id=post.id,
            account_id=post.account_id,
            by_name=str(request.user),
            unit_name=post.unit.name,
        )
    )
