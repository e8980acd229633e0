"""The one way in which the desk opens what is a person's: looked up for the post, and journalled.

No other module of the desk looks up a case; `tests/architecture/test_staff_views_are_journalled.py`
holds it to that.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest

from ventanilla.domains.case_search import api as case_search
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.datarights import api as datarights
from ventanilla.domains.notices import api as notices
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties import api as parties
from ventanilla.domains.privacy import api as privacy
from ventanilla.domains.privacy.api import AccessPurpose
from ventanilla.domains.register import api as register
from ventanilla.kernel.identifiers import uuid7


def open_case(
    request: HttpRequest,
    *,
    post: offices.Post,
    case_id: UUID,
    document_id: UUID | None = None,
    purpose: AccessPurpose | None = None,
) -> casefiles.CaseView:
    """The case, once the access journal holds who opens it and what for.

    Where the page says no `purpose` it follows from the post: the counter attends, others handle.
    Raises `CaseUnknown`, `NotYours`, `AccessNotRecorded`.
    """
    case = casefiles.case_for_official(post=post, case_id=case_id)
    _journal(
        request,
        post=post,
        matter_id=case.id,
        item_id=document_id,
        purpose=purpose or _purpose_of(post),
    )
    return case


def open_entry(request: HttpRequest, *, post: offices.Post, entry_id: UUID) -> register.Entry:
    """An entry of the post's office, for whoever keeps the register, once the journal of its case
    holds who opens it. Raises `EntryUnknown`, `AccessNotRecorded`."""
    entry = register.entry(entry_id)
    if entry.office_id != post.office_id:
        raise register.EntryUnknown
    try:
        case_id = casefiles.case_id_of_entry(entry.id)
    except casefiles.CaseUnknown:
        case_id = entry.id  # an act of the office: of nobody's file
    _journal(request, post=post, matter_id=case_id, purpose=AccessPurpose.ATTEND)
    return entry


def open_person(
    request: HttpRequest, *, post: offices.Post, person_id: UUID
) -> tuple[parties.PersonFound, dict[str, str]] | None:
    """What the office knows of somebody, with the address they gave in its parts, once the journal
    of their case holds who asked."""
    found = parties.person_found(office_id=post.office_id, person_id=person_id)
    if found is None:
        return None
    case_id = casefiles.case_id_of_applicant(office_id=post.office_id, person_id=person_id)
    _journal(request, post=post, matter_id=case_id, purpose=AccessPurpose.ATTEND)
    return found, casefiles.address_given(case_id)


def open_data(
    request: HttpRequest, *, post: offices.Post, case_id: UUID, with_alike: bool = False
) -> datarights.AboutPerson:
    """What the office holds of the person of a case over their data, once the journal of each of
    their cases holds who looked. Raises `NoDataRight`, and what `open_case` raises."""
    purpose = AccessPurpose.DATA_RIGHT
    case = open_case(request, post=post, case_id=case_id, purpose=purpose)
    person = datarights.about(case, with_alike=with_alike)
    for other in person.cases:
        if other.id != case.id:
            _journal(request, post=post, matter_id=other.id, purpose=purpose)
    return person


def open_letters(
    request: HttpRequest, *, post: offices.Post, letters: Sequence[notices.Notice]
) -> dict[tuple[UUID, int], casefiles.LetterContent]:
    """What letters say, once the journal holds who prints each: its matter's person sees it there.

    Raises `AccessNotRecorded`: nothing is shown then.
    """
    for matter_id in dict.fromkeys(letter.matter_id for letter in letters):
        _journal(request, post=post, matter_id=matter_id, purpose=AccessPurpose.ANSWER)
    items = [(letter.matter_id, letter.item) for letter in letters]
    return casefiles.letter_contents(office_id=post.office_id, items=items)


def search_cases(
    request: HttpRequest,
    *,
    office: offices.Office,
    post: offices.Post,
    text: str,
    slug: str = "",
    first: int = 0,
) -> case_search.CasesFound:
    """The cases that answer, once the journal of each that was found by its person's data holds who
    searched; a search by an identifier that found nobody leaves a line of its own.

    Raises `AccessNotRecorded`: nothing is shown then.
    """
    found = case_search.find_cases(office=office, post=post, text=text, slug=slug, first=first)
    looked_up = [one.id for one in found.cases if one.by_person]
    if found.person and not looked_up:
        looked_up = [uuid7()]  # of no case: the search itself
    _journal_each(request, post=post, matter_ids=looked_up, purpose=AccessPurpose.SEARCH)
    return found


def open_precedents(
    request: HttpRequest, *, post: offices.Post, case_id: UUID
) -> tuple[casefiles.CaseNow, list[case_search.Precedent]]:
    """A case and what was decided in earlier ones, once the journal of each holds, in one
    transaction, who reads it there. Raises as `open_case`."""
    now = casefiles.case_now(casefiles.case_for_official(post=post, case_id=case_id))
    found = case_search.precedents_of(post=post, now=now)
    own = _line(request, post, case_id, _purpose_of(post))
    others = [_line(request, post, one.case_id, AccessPurpose.COMPARE) for one in found]
    privacy.record_accesses([own, *others])
    return now, found


def open_several(request: HttpRequest, *, post: offices.Post, case_ids: Sequence[UUID]) -> None:
    """Before the same act is done in several cases: the journal of each holds who does it."""
    _journal_each(request, post=post, matter_ids=case_ids, purpose=AccessPurpose.HANDLE)


def _purpose_of(post: offices.Post) -> AccessPurpose:
    return AccessPurpose.ATTEND if post.role in offices.AT_COUNTER else AccessPurpose.HANDLE


def _journal_each(
    request: HttpRequest,
    *,
    post: offices.Post,
    matter_ids: Sequence[UUID],
    purpose: AccessPurpose,
) -> None:
    privacy.record_accesses([_line(request, post, one, purpose) for one in matter_ids])


def _journal(
    request: HttpRequest,
    *,
    post: offices.Post,
    matter_id: UUID,
    purpose: AccessPurpose,
    item_id: UUID | None = None,
) -> None:
    privacy.record_access(_line(request, post, matter_id, purpose, item_id))


def _line(
    request: HttpRequest,
    post: offices.Post,
    matter_id: UUID,
    purpose: AccessPurpose,
    item_id: UUID | None = None,
) -> privacy.Access:
    return privacy.Access(
        office_id=post.office_id,
        matter_id=matter_id,
        item_id=item_id,
        purpose=purpose,
        unit_id=post.unit_id,
        post_id=post.id,
        account_id=post.account_id,
        by_name=str(request.user),
        unit_name=post.unit.name,
    )
