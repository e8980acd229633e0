"""The draft of a person at the counter, opened by the post that attends them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language

from ventanilla.channels.desk.doors import View, desk_page
from ventanilla.channels.filling.opened import OpenDraft
from ventanilla.channels.filling.shut import SHUT, open_procedure, shut_page, texts_of
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.counter import api as counter
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role


@dataclass
class Attended:
    """What every page of an attended filing needs."""

    opened: OpenDraft
    attendance: counter.Attendance
    post: offices.Post

    @property
    def read_back(self) -> str:
        """The digest of what would be filed now."""
        return counter.read_back_digest(self.opened.draft, self.opened.procedure)

    @property
    def agreed(self) -> bool:
        """Whether the person agreed with just what would be filed now."""
        return bool(self.attendance.consent) and self.attendance.read_back == self.read_back


def attended_page(view: Callable[..., HttpResponse]) -> View:
    """A page of an attended filing: `view(request, attended, ...)`, for the account that attends.
    Anybody else is told that there is none."""

    @wraps(view)
    def guarded(
        request: HttpRequest, office: offices.Office, post: offices.Post, draft: UUID, **rest: Any
    ) -> HttpResponse:
        attendance = counter.attendance_of(office=office, draft_id=draft)
        if attendance is None or attendance.account_id != post.account_id:
            raise Http404
        held = casefiles.draft_for(office=office, draft_id=draft, code=casefiles.draft_code(draft))
        if held.entry_id is not None:
            return HttpResponseRedirect(entry_url(office, held.entry_id))
        try:
            opened = _opened(office, post, held)
            return view(request, Attended(opened=opened, attendance=attendance, post=post), **rest)
        except SHUT as problem:
            kept = texts_of(held.answers)
            return shut_page(request, problem, office=office, side="desk", kept=kept, draft=True)

    return desk_page(Role.CLERK, Role.REGISTRAR, nav="counter")(guarded)


def entry_url(office: offices.Office, entry_id: UUID) -> str:
    """The page of an entry, with its receipt."""
    return reverse("desk:entry", args=[office.slug, entry_id])


def _opened(office: offices.Office, post: offices.Post, draft: casefiles.Draft) -> OpenDraft:
    return OpenDraft(
        office=office,
        draft=draft,
        procedure=open_procedure(office, draft.slug),
        lang=get_language() or "es",
        account_id=None,
        side="desk",
        home=reverse("desk:counter", args=[office.slug]),
        typist_id=post.account_id,
        files=casefiles.files_of(draft),
    )
