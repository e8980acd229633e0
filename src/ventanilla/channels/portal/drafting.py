"""A draft opened by its holder: what every page of the filling needs, and the door to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.problems import of_problem, typed_answers
from ventanilla.channels.portal.doors import (
    View,
    account_of,
    admit_look_up,
    draft_code,
    keep_case_secret,
    keep_draft_code,
    office_page,
)
from ventanilla.channels.portal.show.closed import closed_session, texts_of
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.documents.api import Document
from ventanilla.domains.forms import api as forms
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties import api as parties
from ventanilla.kernel import clock
from ventanilla.kernel.errors import Problem
from ventanilla.kernel.text_choice import pick


@dataclass
class OpenDraft:
    """A draft with its procedure, in the reader's language, and the addresses around it."""

    office: offices.Office
    draft: casefiles.Draft
    procedure: catalogue.PublishedProcedure
    lang: str
    account_id: UUID | None
    files: dict[str, list[Document]] = field(default_factory=dict)

    @property
    def form(self) -> forms.Form:
        return self.procedure.form

    @property
    def code(self) -> str:
        """What opens the draft on another device."""
        return casefiles.draft_code(self.draft.id)

    @property
    def url(self) -> str:
        return reverse("portal:draft", args=[self.office.slug, self.draft.id])

    @property
    def check_url(self) -> str:
        return reverse("portal:check", args=[self.office.slug, self.draft.id])

    @property
    def contact_url(self) -> str:
        """Where a contact is confirmed."""
        return reverse("portal:contact", args=[self.office.slug, self.draft.id])

    @property
    def asks_contact(self) -> bool:
        """Whether a contact is confirmed before this person files."""
        return self.procedure.asks_contact and self.account_id is None

    def contact(self) -> parties.ContactState | None:
        """Where its confirmation stands; None where none is asked, or no code was sent."""
        return parties.contact_state(self.draft.id) if self.asks_contact else None

    @property
    def support_url(self) -> str:
        """Where the person states how to attend them."""
        return reverse("portal:support", args=[self.office.slug, self.draft.id])

    @property
    def later_url(self) -> str:
        return reverse("portal:later", args=[self.office.slug, self.draft.id])

    def page_url(self, page: str) -> str:
        """Where a page of the form is filled in."""
        return reverse("portal:page", args=[self.office.slug, self.draft.id, page])

    def item_url(self, field_id: str, place: int) -> str:
        """Where an item of a repeated group is filled in; places count from 1."""
        page = self.form.field(field_id).page
        return reverse("portal:item", args=[self.office.slug, self.draft.id, page, field_id, place])

    def where(self, field_id: str) -> str:
        """Where a field is answered (`partners[1].share` too); nothing for what is no field."""
        name, _bracket, rest = field_id.partition("[")
        try:
            page = self.form.field(name).page
        except KeyError:
            return ""
        place = rest.partition("]")[0]
        if place.isdecimal():
            return self.item_url(name, int(place) + 1)
        return f"{self.page_url(page)}#{name}"

    def pages(self) -> list[forms.Page]:
        """The pages of which something is asked, given the answers so far."""
        asked = self.form.asked(self.draft.answers, self.files)
        return [p for p in self.form.pages if any(asked[f.id] for f in p.fields)]

    def before(self, page: str) -> str:
        """Where «back» leads from a page."""
        ids = [p.id for p in self.pages()]
        place = ids.index(page)
        if place:
            return self.page_url(ids[place - 1])
        return reverse("portal:procedure", args=[self.office.slug, self.draft.slug])

    def after(self, page: str) -> str:
        """Where a page leads once it is well answered."""
        ids = [p.id for p in self.pages()]
        following = ids[ids.index(page) + 1 :] if page in ids else []
        return self.page_url(following[0]) if following else self.check_url

    def answers_of(self, page: forms.Page) -> dict[str, Any]:
        """What the draft holds for a page."""
        return {f.id: self.draft.answers.get(f.id) for f in page.fields}

    def check(self, *, page: str | None = None) -> forms.Checked:
        """The form's judgement of what is saved."""
        return self.form.check(
            answers=self.draft.answers, files=self.files, lang=self.lang, page=page
        )

    def save(
        self,
        *,
        page: str,
        answers: Mapping[str, Any],
        files: Mapping[str, Sequence[Document]],
    ) -> forms.Checked:
        """Keep a page; afterwards `draft` and `files` are what was kept."""
        checked = casefiles.save_page(
            draft=self.draft,
            procedure=self.procedure,
            page=page,
            answers=answers,
            files=files,
            lang=self.lang,
        )
        self.files.update({name: list(held) for name, held in files.items()})
        return checked

    def page_heading(self, page: forms.Page) -> dict[str, Any]:
        """Title, introduction and place of a page."""
        ids = [p.id for p in self.pages()]
        return {
            "title": pick(page.title, self.lang),
            "intro": pick(page.intro, self.lang),
            "why": pick(page.why, self.lang),
            "place": ids.index(page.id) + 1,
            "count": len(ids) + 1,
        }

    def context(self) -> dict[str, Any]:
        """What every page of the filling shows."""
        return {
            "procedure_title": pick(self.procedure.title, self.lang),
            "code": self.code,
            "saved_at": self.draft.saved_at,
            "expires_at": self.draft.expires_at,
        }


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
        except (catalogue.ProcedureWithdrawn, catalogue.ProcedureNotOpen) as problem:
            return _no_longer_open(request, held, problem)
        response = view(request, opened, **rest)
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
    procedure = catalogue.in_force(office_id=office.id, slug=draft.slug, at=clock.now())
    return OpenDraft(
        office=office,
        draft=draft,
        procedure=procedure,
        lang=get_language() or "es",
        account_id=account_of(request),
        files=casefiles.files_of(draft),
    )


def _draft_url(office: offices.Office, draft_id: UUID) -> str:
    return reverse("portal:draft", args=[office.slug, draft_id])


def _filed_url(request: HttpRequest, office: offices.Office, draft: casefiles.Draft) -> str:
    assert draft.entry_id is not None
    case_id = casefiles.case_id_of_entry(draft.entry_id)
    keep_case_secret(request, case_id=case_id, secret=casefiles.follow_secret(draft.entry_id))
    return reverse("portal:filed", args=[office.slug, case_id])


def _no_longer_open(request: HttpRequest, draft: casefiles.Draft, problem: Problem) -> HttpResponse:
    context = {
        "trouble": of_problem(problem),
        "kept": texts_of(draft.answers),
        "typed": typed_answers(request),
    }
    return render(request, "portal/withdrawn.html", context, status=problem.status)
