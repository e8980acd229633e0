"""An opened draft: what every page of the filling needs, at the portal and at the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.documents.api import Document
from ventanilla.domains.forms import api as forms
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties import api as parties
from ventanilla.kernel.text_choice import pick


@dataclass
class OpenDraft:
    """A draft with its procedure, in the reader's language, and the addresses around it.

    `side` is the channel whose pages these are (portal, desk); `home` is where «back» leads from
    the first page; `account_id` is the account of who files, `typist_id` of who types for them.
    """

    office: offices.Office
    draft: casefiles.Draft
    procedure: catalogue.PublishedProcedure
    lang: str
    account_id: UUID | None
    side: str
    home: str
    typist_id: UUID | None = None
    files: dict[str, list[Document]] = field(default_factory=dict)

    def address(self, name: str, *more: Any) -> str:
        """Where that page of the draft is, on this side of the counter."""
        return reverse(f"{self.side}:{name}", args=[self.office.slug, self.draft.id, *more])

    @property
    def form(self) -> forms.Form:
        return self.procedure.form

    @property
    def code(self) -> str:
        """What opens the draft on another device."""
        return casefiles.draft_code(self.draft.id)

    @property
    def url(self) -> str:
        return self.address("draft")

    @property
    def check_url(self) -> str:
        return self.address("check")

    @property
    def contact_url(self) -> str:
        """Where a contact is confirmed."""
        return self.address("contact")

    @property
    def asks_contact(self) -> bool:
        """Whether a contact is confirmed before this person files."""
        known = self.account_id or self.typist_id
        return self.procedure.asks_contact and not known

    def contact(self) -> parties.ContactState | None:
        """Where its confirmation stands; None where none is asked, or no code was sent."""
        return parties.contact_state(self.draft.id) if self.asks_contact else None

    @property
    def later_url(self) -> str:
        return self.address("later")

    def page_url(self, page: str) -> str:
        """Where a page of the form is filled in."""
        return self.address("page", page)

    def item_url(self, field_id: str, place: int) -> str:
        """Where an item of a repeated group is filled in; places count from 1."""
        page = self.form.field(field_id).page
        return self.address("item", page, field_id, place)

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
        return self.home

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
