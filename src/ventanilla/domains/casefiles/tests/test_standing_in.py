"""Who may sign now: by their own post, by delegation, by substitution; nobody else, ever."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from tests.cast import Cast
from tests.filing import lodged

from ventanilla.domains.casefiles import api
from ventanilla.domains.casefiles.handling.task_rows import least_loaded
from ventanilla.domains.casefiles.tests.test_acts import Desk, desk
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Order, Role
from ventanilla.kernel import clock

__all__ = ["desk"]  # the fixture
pytestmark = pytest.mark.django_db(transaction=True)
ORDER = Order(
    text="Decreto alcaldicio n.º 12", on=clock.now().date(), norm="",
    published_in="Diario Oficial, 2 de marzo",
)  # fmt: skip
SLUG = "acceso-informacion"
WHY = "Los hechos y la norma."


def delegated(desk: Desk, to: offices.Post, **changed: Any) -> list[offices.StandIn]:
    asked: dict[str, Any] = {
        "by": desk.head, "from_post": desk.head, "to_post": to, "acts": ["reject"],
        "procedures": [SLUG], "order": ORDER, "from_at": clock.now() - timedelta(days=1),
        **changed,
    }  # fmt: skip
    return api.delegate(**asked)


def absent(desk: Desk, to: offices.Post, **changed: Any) -> offices.StandIn:
    asked: dict[str, Any] = {
        "by": desk.head, "from_post": desk.head, "to_post": to, "order": ORDER,
        "from_at": clock.now() - timedelta(days=1), **changed,
    }  # fmt: skip
    return api.substitute(**asked)


def test_whoever_has_it_by_delegation_signs_and_the_act_prints_the_formula(desk: Desk, cast: Cast):
    with pytest.raises(api.NotYours):
        desk.by_post(api.reject, why=WHY)
    delegated(desk, cast.officer_post)
    act = desk.by_post(api.reject, why=WHY)
    said = act.content["signed_as"]
    assert said["formula"].startswith("Por delegación de Jefatura, Transparencia (Decreto alcald")
    assert "Diario Oficial, 2 de marzo" in said["formula"]
    assert (said["name"], said["for"]) == ("Óscar", "Jefatura, Transparencia")
    assert act.post_id == cast.officer_post.id
    assert act.actor == api.Actor.HEAD, "the competence is the head's"
    assert not list(api.mismatches())


def test_what_was_delegated_is_not_done_beside_until_it_is_revoked(desk: Desk, cast: Cast):
    [row] = delegated(desk, cast.officer_post)
    with pytest.raises(api.OutOfOrder, match=r"Ley 18.575, art. 41"):
        desk.by_post(api.reject, desk.head, why=WHY)
    offices.end_stand_in(by=desk.head, stand_in_id=row.id, order="Decreto n.º 13")
    with pytest.raises(api.NotYours):
        desk.by_post(api.reject, why=WHY)
    act = desk.by_post(api.reject, desk.head, why=WHY)
    assert "signed_as" not in act.content


def test_by_order_the_holder_goes_on_signing(desk: Desk, cast: Cast):
    delegated(desk, cast.officer_post, signature=True)
    act = desk.by_post(api.reject, desk.head, why=WHY)
    assert "signed_as" not in act.content
    assert desk.case.state == api.State.INADMISSIBLE


def test_by_order_the_formula_is_that_of_the_country(desk: Desk, cast: Cast):
    delegated(desk, cast.officer_post, signature=True)
    act = desk.by_post(api.reject, why=WHY)
    assert act.content["signed_as"]["formula"].startswith("Por orden de Jefatura")


def test_whoever_is_absent_does_nothing_and_the_substitute_all_in_its_unit(desk: Desk, cast: Cast):
    other = offices.fill_post(unit=cast.other_unit, role=Role.HEAD, account_id=cast.stranger.id)
    with pytest.raises(api.CaseUnknown):
        api.case_for_official(post=other, case_id=desk.id)
    row = absent(desk, other)
    with pytest.raises(api.OutOfOrder, match="ausente"):
        desk.by_post(api.reject, desk.head, why=WHY)
    assert api.case_for_official(post=other, case_id=desk.id).id == desk.id
    act = desk.by_post(api.reject, other, why=WHY)
    said = act.content["signed_as"]["formula"]
    assert said.startswith("En subrogación de Jefatura, Transparencia, Helena (Decreto")
    offices.end_stand_in(by=desk.head, stand_in_id=row.id, order="Vuelta")
    with pytest.raises(api.CaseUnknown):
        api.case_for_official(post=other, case_id=desk.id)


def test_the_law_of_the_country_says_what_is_not_delegated(desk: Desk, cast: Cast):
    with pytest.raises(api.NotDelegable, match=r"materias determinadas: Ley 18.575, art. 41"):
        delegated(desk, cast.officer_post, procedures=[])
    bare = Order(text="Decreto", on=ORDER.on, norm="")
    with pytest.raises(api.NotDelegable, match=r"sin publicarse: Ley 18.575"):
        delegated(desk, cast.officer_post, order=bare)
    with pytest.raises(api.NotDelegable, match="no le corresponde"):
        delegated(desk, cast.clerk_post, from_post=cast.officer_post)
    desk.head.office.country = "BR"
    with pytest.raises(api.NotDelegable, match=r"Lei 9.784/1999, art. 13, II"):
        delegated(desk, cast.officer_post, acts=["decide_appeal"])


def test_tasks_of_whoever_is_absent_are_their_substitutes(desk: Desk, cast: Cast):
    other = offices.fill_post(unit=cast.other_unit, role=Role.OFFICER, account_id=cast.stranger.id)
    [line] = api.tasks_of(office=cast.office, post=cast.officer_post).lines
    assert api.tasks_of(office=cast.office, post=other).lines == []
    absent(desk, other, from_post=cast.officer_post)
    assert [one.id for one in api.tasks_of(office=cast.office, post=other).lines] == [line.id]
    assert {one.account_id for one in api.may_do(desk.head, "officer")} == {
        cast.head.id, cast.stranger.id,
    }  # fmt: skip
    asked = {"office": cast.office, "post": desk.head, "task_id": line.id}
    with pytest.raises(api.NotYours):
        api.give_task(**asked, account_id=cast.officer.id)
    api.give_task(**asked, account_id=cast.stranger.id)
    assert least_loaded(unit_id=cast.unit.id, role="officer") == cast.stranger.id


def test_four_eyes_hold_for_whoever_stands_in(desk: Desk, cast: Cast):
    """What the office's other rule is about is the person, not the post they sign for."""
    absent(desk, cast.officer_post)
    desk.by_post(api.abstain, why=WHY)
    with pytest.raises(api.OutOfOrder, match="abstuvo"):
        desk.by_post(api.reject, why=WHY)


def test_nobody_signs_without_competence_at_that_moment(cast: Cast, procedure: PublishedProcedure):
    """Random delegations, absences and ends; at each step the door agrees with a plain reading of
    the rows, for every post."""
    dice = random.Random(20_285)
    desk = Desk(cast, lodged(cast, procedure))
    other = offices.fill_post(unit=cast.other_unit, role=Role.OFFICER, account_id=cast.stranger.id)
    posts = [desk.head, cast.officer_post, cast.clerk_post, other]
    live: list[offices.StandIn] = []
    seen = {"signed": 0, "refused": 0}
    for _step in range(120):
        _one_change(dice, desk, posts, live)
        if desk.case.state != api.State.RECEIVED:
            desk = Desk(cast, lodged(cast, procedure))
            offices.Post.objects.filter(id=desk.head.id).delete()
            desk.head = posts[0]
        post = dice.choice(posts)
        expected = _may_reject(post, posts[0], live)
        try:
            act = desk.by_post(api.reject, post, why=WHY)
        except (api.NotYours, api.OutOfOrder, api.CaseUnknown):
            assert not expected
            seen["refused"] += 1
        else:
            assert expected
            assert ("signed_as" in act.content) == (post.id != posts[0].id)
            seen["signed"] += 1
    assert min(seen.values()) > 15, seen


def _one_change(
    dice: random.Random, desk: Desk, posts: list[offices.Post], live: list[offices.StandIn]
) -> None:
    to = dice.choice(posts[1:])
    do = dice.choice(["delegate", "absent", "end", "end", "nothing"])
    try:
        if do == "delegate":
            live += delegated(desk, to, signature=dice.random() < 0.4)
        elif do == "absent":
            live.append(absent(desk, to))
        elif do == "end" and live:
            row = live.pop(dice.randrange(len(live)))
            offices.end_stand_in(by=desk.head, stand_in_id=row.id, order="Fin")
    except offices.StandInRefused:
        pass


def _may_reject(post: offices.Post, head: offices.Post, live: list[offices.StandIn]) -> bool:
    if post.id == head.id:
        return not any(row.kind in ("substitution", "delegation") for row in live)
    return any(row.to_post_id == post.id for row in live)
