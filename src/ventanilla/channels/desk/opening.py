"""The one way in which the desk opens a case: looked up for the post, and journalled.

No other module of the desk looks up a case; `tests/architecture/test_staff_views_are_journalled.py`
holds it to that.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from ventanilla.domains.casefiles import api as casefiles
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
    privacy.record_access(
        privacy.Access(
            office_id=case.office.id,
            matter_id=case.id,
            item_id=document_id,
            purpose=purpose or (AccessPurpose.ATTEND if clerk else AccessPurpose.HANDLE),
            unit_id=post.unit_id,
            post_id=post.id,
            account_id=post.account_id,
            by_name=str(request.user),
            unit_name=post.unit.name,
        )
    )
    return case
