"""Headers of every page: nothing personal is kept, and the page's rules come with each answer."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from tests.architecture.addresses import views
from tests.cast import Cast
from tests.filing import SLUG
from tests.walking import Walker

from ventanilla.domains.catalogue.api import PublishedProcedure

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
NOBODYS = {
    "offices",
    "sign-out",
    "language",
    "colours",
    "calendar-ics",
    "document",
    "own-figures",
    "clip",
}
OF_A_DRAFT = (
    "draft",
    "draft-changes",
    "check",
    "support",
    "later",
    "file",
    "contact",
    "contact-code",
)
OF_A_CASE = (
    "case",
    "case-close",
    "case-file",
    "case-due",
    "filed",
    "receipt-proof",
    "receipt-json",
    "receipt-pdf",
)
PARTS = {
    **dict.fromkeys(OF_A_DRAFT, ("draft",)),
    **dict.fromkeys(OF_A_CASE, ("case",)),
    "page": ("draft", "page"),
    "item": ("draft", "page", "field", "place"),
    "case-clock": ("case", "seq", "limit"),
    "act": ("case", "act"),
    "notice": ("case", "item"),
    "about-title": ("case", "other"),
    "title": ("code",),
    **dict.fromkeys(("act-receipt", "act-pdf", "act-proof"), ("case", "seq")),
}
ALWAYS = (
    "Content-Security-Policy",
    "X-Frame-Options",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Permissions-Policy",
)


@pytest.fixture(name="person")
def a_person(cast: Cast, procedure: PublishedProcedure) -> Walker:
    cache.clear()
    return Walker(cast)


def test_no_page_of_somebody_signed_in_is_kept(person: Walker) -> None:
    person.sign_in("ana@example.org")
    case = person.file_one()
    person.start()
    given = {
        "case": case,
        "draft": person.draft,
        "page": "request",
        "field": "information_wanted",
        "place": 1,
        "slug": SLUG,
        "event": "knowing",
        "subject": "x",
        "call": "x",
    }
    given |= {"seq": 1, "limit": "decide", "act": "allege", "item": 1, "other": case, "code": "x"}
    shown = set()
    for channel, name, pattern in views():
        if channel != "portal" or name in NOBODYS:
            continue
        parts = {part: given[part] for part in PARTS.get(name, ()) or pattern.pattern.converters}
        answer = person.get(f"portal:{name}", **parts)
        if answer.status_code == 200:
            shown.add(name)
            assert answer.get("Cache-Control") == "no-store", name
    assert {
        "home",
        "cases",
        "resume",
        "case",
        "filed",
        "receipt-pdf",
        "page",
        "later",
        "act",
    } <= shown


def test_the_answer_to_a_post_is_not_kept(person: Walker) -> None:
    answer = person.post("portal:follow", {"number": "2026/E/000001", "code": "7K4Q2-M2XD9"})
    assert answer["Cache-Control"] == "no-store"


def test_public_pages_may_be_kept(person: Walker) -> None:
    assert not person.get("portal:about").has_header("Cache-Control")


@pytest.mark.parametrize(
    ("address", "host"),
    [("/puerto-claro/", "testserver"), ("/no/", "testserver"), ("/puerto-claro/", "evil.example")],
)
def test_every_answer_carries_the_rules_of_the_page(
    person: Walker, address: str, host: str
) -> None:
    answer = person.client.get(address, headers={"host": host})
    assert [name for name in ALWAYS if not answer.has_header(name)] == []


def test_closing_the_browser_closes_what_it_could_open(person: Walker) -> None:
    person.start()
    assert person.client.cookies["sessionid"]["max-age"] == ""
