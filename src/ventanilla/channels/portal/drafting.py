"""A draft opened by its holder: the door to every page of the filling."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language

from ventanilla.channels.filling.opened import OpenDraft
from ventanilla.channels.filling.shut import SHUT, open_procedure, shut_page, texts_of
from ventanilla.channels.look.access import Who
from ventanilla.channels.portal.doors import (
    View,
    account_of,
    admit_look_up,
    draft_code,
    keep_case_secret,
    keep_draft_code,
    office_page,
)
from ventanilla.channels.portal.show.closed import closed_session
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices


def draft_page(view: Callable[..., HttpResponse]) -> View:
    """A page of a draft: `view(request, opened, ...)`, for whoever has its code or its account."""

    @wraps(view)
    def guarded(
        request: HttpRequest, office: offices.Office, draft: UUID, **rest: Any
    ) -> HttpResponse:
        held = _opened_by(request, office=office, draft_id=draft)
        if held is None:
            return closed_session(request, office=office, retried="code" in request.POST)
        if "code" in request.POST and "_seen" not in request.POST:
            return HttpResponseRedirect(_draft_url(office, draft))
        if held.entry_id is not None:
            return HttpResponseRedirect(_filed_url(request, office, held))
        try:
            opened = _with_procedure(request, office=office, draft=held)
            response = view(request, opened, **rest)
        except SHUT as problem:
            return shut_page(
                request,
                problem,
                office=office,
                side="portal",
                kept=texts_of(held.answers),
                draft=True,
            )
        response["Cache-Control"] = "no-store"
        return response

    return office_page(Who.DRAFT_HOLDER, nav="home")(guarded)


def _opened_by(
    request: HttpRequest, *, office: offices.Office, draft_id: UUID
) -> casefiles.Draft | None:
    """The draft, if this browser has shown its code, shows it now, or its account is signed in."""
    shown = request.POST.get("code", "")[:40]
    if shown:
        admit_look_up(request, office)
    for code in (draft_code(request, draft_id), shown):
        try:
            found = casefiles.draft_for(
                office=office, draft_id=draft_id, account_id=account_of(request), code=code
            )
        except casefiles.DraftUnknown:
            continue
        if shown:
            keep_draft_code(request, draft_id=draft_id, code=casefiles.draft_code(draft_id))
        return found
    return None


def _with_procedure(
    request: HttpRequest, *, office: offices.Office, draft: casefiles.Draft
) -> OpenDraft:
    procedure = open_procedure(office, draft.slug)
    casefiles.settle_draft(draft=draft, procedure=procedure)
    return OpenDraft(
        office=office,
        draft=draft,
        procedure=procedure,
        lang=get_language() or "es",
        account_id=account_of(request),
        side="portal",
        home=reverse("portal:procedure", args=[office.slug, draft.slug]),
        files=casefiles.files_of(draft),
    )


def _draft_url(office: offices.Office, draft_id: UUID) -> str:
    return reverse("portal:draft", args=[office.slug, draft_id])


def _filed_url(request: HttpRequest, office: offices.Office, draft: casefiles.Draft) -> str:
    assert draft.entry_id is not None
    case_id = casefiles.case_id_of_entry(draft.entry_id)
    keep_case_secret(request, case_id=case_id, secret=casefiles.follow_secret(draft.entry_id))
    return reverse("portal:filed", args=[office.slug, case_id])
