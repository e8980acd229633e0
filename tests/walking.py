"""A person at the portal, through Django's test client: no browser, the same pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, Cast
from tests.filing import SLUG
from ventanilla.domains.notices import api as notices

PAGES: dict[str, dict[str, Any]] = {
    "request": {"information_wanted": "El presupuesto de áreas verdes de 2025"},
    "delivery": {},
    "applicant": {
        "names": "Ana Soto Rojas",
        "address-street": "Calle Larga 12",
        "address-place": "Puerto Claro",
        "has_representative": "no",
    },
    "notices": {},
    "signing": {"signature": "yes"},
}
_SEEN = re.compile(r'name="_seen" value="([0-9a-f]*)"')
_DRAFT = re.compile(r"/drafts/([0-9a-f-]{36})/")


@dataclass
class Walker:
    """Somebody at the portal of the cast's office, in a language, with a browser of their own."""

    cast: Cast
    lang: str = "es"
    client: Client = field(default_factory=lambda: Client(raise_request_exception=True))
    draft: str = ""

    def __post_init__(self) -> None:
        self.client.cookies["language"] = self.lang

    def url(self, name: str, **given: Any) -> str:
        return reverse(name, kwargs={"office": self.cast.office.slug, **given})

    def get(self, name: str, **given: Any) -> HttpResponse:
        return self.client.get(self.url(name, **given))

    def post(self, name: str, data: dict[str, Any], **given: Any) -> HttpResponse:
        return self.client.post(self.url(name, **given), data)

    def start(self) -> HttpResponse:
        answer = self.post("portal:start", {}, slug=SLUG)
        found = _DRAFT.search(answer["Location"])
        assert found
        self.draft = found.group(1)
        return answer

    def seen(self, page: str) -> str:
        """What a page carries to notice another tab."""
        return mark_in(self.get("portal:page", draft=self.draft, page=page))

    def fill(self, page: str, **changed: Any) -> HttpResponse:
        data = {**PAGES[page], "_seen": self.seen(page), "go": "on", **changed}
        return self.post("portal:page", data, draft=self.draft, page=page)

    def fill_all(self) -> None:
        self.start()
        for page in PAGES:
            answer = self.fill(page)
            assert answer.status_code == 302, answer.content.decode()

    def file(self, **changed: Any) -> HttpResponse:
        seen = mark_in(self.get("portal:check", draft=self.draft))
        return self.post("portal:file", {"_seen": seen, **changed}, draft=self.draft)

    def file_one(self) -> str:
        """The id of the case of a whole filing."""
        self.fill_all()
        answer = self.file()
        assert answer.status_code == 302, answer.content.decode()
        return case_in(answer)

    def open_notices(self, case: str) -> None:
        """Open whatever waits in the box of the case, by its pages."""
        for one in notices.notices_of_matter(UUID(case)):
            if one.pending:
                self.post("portal:notice", {"do": "open"}, case=case, item=one.item)

    def sign_in(self, name: str, *, where: str = "portal:sign-in") -> HttpResponse:
        return self.post(where, {"login": name, "password": PASSWORD})


def mark_in(answer: HttpResponse) -> str:
    found = _SEEN.search(answer.content.decode())
    return found.group(1) if found else ""


def case_in(answer: HttpResponse) -> str:
    found = re.search(r"/cases/([0-9a-f-]{36})/", answer["Location"])
    assert found, answer["Location"]
    return found.group(1)


def text_of(answer: HttpResponse) -> str:
    """The page's words, without markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))
