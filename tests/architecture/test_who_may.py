"""Every address of the portal and the desk says who may open it, and holds to it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from tests.architecture.addresses import views
from tests.cast import PASSWORD, Cast
from tests.filing import SLUG

from ventanilla.channels.look.access import Who

PUBLIC_AT_THE_DESK = {"sign-in", "sign-out", "language", "colours"}


def test_every_view_declares_who_may_open_it():
    silent = [
        f"{channel}:{name}"
        for channel, name, pattern in views()
        if not isinstance(getattr(pattern.callback, "who_may", None), Who)
    ]
    assert silent == []


def test_the_table_is_not_empty():
    found = {(channel, name) for channel, name, _ in views()}
    assert len([f for f in found if f[0] == "portal"]) >= 25
    assert len([f for f in found if f[0] == "desk"]) >= 9


def test_the_desk_is_for_officials_but_for_its_own_door():
    wide = {
        name
        for channel, name, pattern in views()
        if channel == "desk" and pattern.callback.who_may is not Who.OFFICIAL
    }
    assert wide == PUBLIC_AT_THE_DESK


KNOWN = {
    "seq": 1,
    "item": 1,
    "limit": "decide",
    "act": "allege",
    "code": "es",
    "page": "request",
    "slug": SLUG,
    "field": "partners",
    "kind": "substitution",
    "place": 1,
}


def address(cast: Cast, channel: str, name: str, pattern: URLPattern) -> str:
    """The address with something plausible in each place."""
    route = get_resolver().namespace_dict[channel][1].reverse_dict.getlist(name)[0][0][0][1]
    given = {part: KNOWN.get(part, uuid4()) for part in route if part != "office"}
    return reverse(f"{channel}:{name}", kwargs={"office": cast.office.slug, **given})


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_nobody_without_a_post_opens_a_page_of_the_desk(cast: Cast, procedure: Any):
    cache.clear()
    anyone, applicant = Client(), Client()
    applicant.post(
        reverse("portal:sign-in", args=[cast.office.slug]),
        {"login": "ana@example.org", "password": PASSWORD},
    )
    for channel, name, pattern in views():
        if channel == "desk" and name not in PUBLIC_AT_THE_DESK:
            url = address(cast, channel, name, pattern)
            for ask in ("get", "post"):
                out = getattr(anyone, ask)(url)
                assert out.status_code in {302, 405}, (name, ask)
                assert out.status_code == 405 or "/desk/sign-in/" in out["Location"], name
                assert getattr(applicant, ask)(url).status_code in {403, 405}, (name, ask)


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_nobody_opens_a_draft_or_a_case_that_is_not_theirs(cast: Cast, procedure: Any):
    stranger = Client()
    for channel, name, pattern in views():
        who = pattern.callback.who_may
        if who not in {Who.DRAFT_HOLDER, Who.CASE_HOLDER}:
            continue
        answer = stranger.get(address(cast, channel, name, pattern))
        assert answer.status_code == (403 if who is Who.DRAFT_HOLDER else 302), name
