"""Standing in: appended, of another, once for each power and moment, in both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.cast import Cast, found

from ventanilla.domains.offices import api
from ventanilla.domains.offices.api import Order, Role, StandInKind
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)
ORDER = Order(
    text="Decreto n.º 12/2026",
    on=clock.now().date(),
    norm="Ley de prueba, art. 41",
    published_in="Diario, 3 de marzo",
)


@pytest.fixture
def head(cast: Cast) -> api.Post:
    return api.fill_post(unit=cast.unit, role=Role.HEAD, account_id=cast.head.id)


def given(head: api.Post, to: api.Post, **changed: Any) -> list[api.StandIn]:
    asked: dict[str, Any] = {
        "by": head,
        "kind": StandInKind.DELEGATION,
        "from_post": head,
        "to_post": to,
        "powers": [("resolve", "")],
        "order": ORDER,
        "from_at": clock.now() - timedelta(days=1),
        **changed,
    }
    return api.record_stand_in(**asked)


def test_one_power_is_given_once_at_a_time(cast: Cast, head: api.Post):
    given(head, cast.officer_post, powers=[("resolve", "licencia"), ("reject", "")])
    for again in [("resolve", "licencia")], [("resolve", "")], [("x", ""), ("reject", "otro")]:
        with pytest.raises(api.StandInRefused, match="ya tiene"):
            given(head, cast.clerk_post, powers=again)
    given(head, cast.clerk_post, powers=[("resolve", "otro")])
    absent = {"kind": StandInKind.SUBSTITUTION, "powers": [("", "")]}
    given(head, cast.officer_post, **absent, until_at=clock.now() + timedelta(days=3))
    with pytest.raises(api.StandInRefused, match="ya tiene"):
        given(head, cast.clerk_post, **absent)
    given(head, cast.clerk_post, **absent, from_at=clock.now() + timedelta(days=3))
    assert len(api.stand_ins_now(office_id=cast.office.id)) == 4


def test_what_ended_is_given_again(cast: Cast, head: api.Post):
    [first] = given(head, cast.officer_post)
    api.end_stand_in(by=head, stand_in_id=first.id, order="Decreto n.º 13/2026")
    assert api.stand_ins_of(post_id=head.id) == []
    with pytest.raises(api.StandInRefused, match="terminado"):
        api.end_stand_in(by=head, stand_in_id=first.id, order="Decreto n.º 14/2026")
    given(head, cast.clerk_post, from_at=clock.now())
    [now] = api.stand_ins_of(post_id=head.id)
    assert now.to_post_id == cast.clerk_post.id


def test_nobody_stands_in_for_themselves(cast: Cast, head: api.Post):
    other = api.fill_post(unit=cast.other_unit, role=Role.HEAD, account_id=cast.head.id)
    with pytest.raises(api.StandInRefused, match="sí mismo"):
        given(head, other)
    raw = {
        "office": cast.office, "kind": "delegation", "from_post": head, "act": "resolve",
        "order": "x", "ordered_on": ORDER.on, "norm": "x", "from_at": clock.now(),
        "recorded_at": clock.now(), "recorded_by_id": head.id,
    }  # fmt: skip
    for post in head, other:
        with pytest.raises(DatabaseError), transaction.atomic():
            api.StandIn.objects.create(**raw, to_post=post)


def test_what_is_held_by_delegation_goes_no_further_without_a_law(cast: Cast, head: api.Post):
    [first] = given(head, cast.officer_post)
    admin = api.fill_post(unit=cast.unit, role=Role.ADMIN, account_id=cast.stranger.id)
    further = {"by": admin, "of": first, "powers": [("resolve", "")]}
    with pytest.raises(api.StandInRefused, match="no se delega de nuevo"):
        given(cast.officer_post, cast.clerk_post, **further)
    with pytest.raises(api.StandInRefused, match="no se delega de nuevo"):
        given(cast.clerk_post, cast.officer_post, **further, further_by="Ley de prueba, art. 2")
    given(cast.officer_post, cast.clerk_post, **further, further_by="Ley de prueba, art. 2")
    assert len(api.stand_ins_of(post_id=cast.clerk_post.id)) == 1
    api.end_stand_in(by=head, stand_in_id=first.id, order="Decreto n.º 13/2026")
    assert api.stand_ins_of(post_id=cast.clerk_post.id) == [], "it rests on the first"


def test_rows_are_never_changed(cast: Cast, head: api.Post):
    [row] = given(head, cast.officer_post)
    with pytest.raises(DatabaseError), transaction.atomic():
        api.StandIn.objects.filter(id=row.id).update(act="reject")
    with pytest.raises(DatabaseError), transaction.atomic():
        api.StandIn.objects.filter(id=row.id).delete()


def test_a_head_records_for_their_unit_only_and_an_officer_for_nobody(cast: Cast, head: api.Post):
    with pytest.raises(api.StandInRefused, match="Su puesto"):
        given(head, cast.clerk_post, by=cast.officer_post)
    boss = api.fill_post(unit=cast.other_unit, role=Role.HEAD, account_id=cast.stranger.id)
    with pytest.raises(api.StandInRefused, match="Su puesto"):
        given(head, cast.clerk_post, by=boss)
    there = found("valle-alto")
    unit = api.add_unit(office=there, code="a", name="A")
    far = api.fill_post(unit=unit, role=Role.HEAD, account_id=cast.applicant.id)
    with pytest.raises(api.StandInRefused):
        given(head, far)
