"""The queue asked for what one wants, and views that are kept with how many cases are in them."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from tests.cast import Cast
from tests.statements import counted_statements
from tests.walking import Walker, text_of

from ventanilla.domains.casefiles.models import SavedView
from ventanilla.domains.catalogue.api import PublishedProcedure

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
VIEW = {"state": "received", "waiting_on": "body", "left": "later", "name": "Con tiempo"}


@pytest.fixture(name="official")
def an_official(cast: Cast, procedure: PublishedProcedure) -> Walker:
    cache.clear()
    Walker(cast).file_one()
    walker = Walker(cast)
    walker.sign_in("óscar@example.org", where="desk:sign-in")
    return walker


def asked(official: Walker, **what: str) -> str:
    return text_of(official.client.get(official.url("desk:queue"), what))


def test_what_is_asked_says_how_many_there_are(official: Walker):
    assert "Hay 1 expediente así." in asked(official)
    assert "Hay 1 expediente así." in asked(official, left="later", words="acceso")
    assert "Hay 0 expedientes así." in asked(official, left="late")
    assert "No hay expedientes así." in asked(official, waiting_on="party")
    assert "Hay 0 expedientes así." in asked(official, words="zanahorias")


def test_a_filter_that_cannot_be_read_asks_nothing(official: Walker):
    assert "Hay 1 expediente así." in asked(official, state="x", left="y", waiting_on="z")


def test_a_view_is_kept_shown_with_its_count_and_dropped(official: Walker):
    assert official.post("desk:views", VIEW).status_code == 302
    assert "Con tiempo (1)" in asked(official)
    view = SavedView.objects.get()
    official.post("desk:views", {"drop": str(view.id)})
    assert "Con tiempo" not in asked(official)


def test_a_view_without_a_name_or_with_one_taken_is_not_kept(official: Walker):
    for name in ("", "x" * 61):
        answer = official.post("desk:views", {**VIEW, "name": name})
        assert answer.status_code == 422
        assert "Falta un nombre" in text_of(answer)
    official.post("desk:views", VIEW)
    again = official.post("desk:views", VIEW)
    assert again.status_code == 422
    assert "Ya tiene una vista con ese nombre" in text_of(again)
    assert SavedView.objects.count() == 1


def test_a_view_is_its_posts_own(official: Walker, cast: Cast):
    official.post("desk:views", VIEW)
    clerk = Walker(cast)
    clerk.sign_in("clara@example.org", where="desk:sign-in")
    assert "Con tiempo" not in asked(clerk)
    clerk.post("desk:views", {"drop": str(SavedView.objects.get().id)})
    assert SavedView.objects.count() == 1
    assert clerk.post("desk:views", {"drop": "x"}).status_code == 404


def test_the_queue_with_views_takes_at_most_twelve_statements(official: Walker):
    for n in range(5):
        official.post("desk:views", {**VIEW, "name": f"Vista {n}"})
    with counted_statements() as spent:
        official.get("desk:queue")
    assert spent.count <= 12
