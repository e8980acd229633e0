"""The same act in several cases: told before, done in each by itself, and never twice."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from tests.cast import Cast
from tests.filing import lodged
from tests.statements import counted_statements
from tests.walking import Walker, text_of

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.models import Act, Case, Task
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.offices import api as offices
from ventanilla.domains.privacy.models import AccessLine
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
_HIDDEN = re.compile(r'type="hidden" name="([^"]+)" value="([^"]*)"')
WHY = {"why": "Son muchas carpetas. Ley 20.285, art. 14, inciso segundo."}


@pytest.fixture(name="ids")
def three_cases(cast: Cast, procedure: PublishedProcedure) -> list[Any]:
    cache.clear()
    offices.fill_post(unit=cast.unit, role=offices.Role.HEAD, account_id=cast.head.id)
    return [lodged(cast, procedure).case_id for _ in range(3)]


def at(cast: Cast, name: str = "helena") -> Walker:
    walker = Walker(cast)
    walker.sign_in(f"{name}@example.org", where="desk:sign-in")
    return walker


def previewed(official: Walker, act: str, ids: Any, **more: str) -> tuple[Any, dict[str, Any]]:
    """The preview, and what its form would send."""
    answer = official.post("desk:bulk", {"act": act, "case": [str(i) for i in ids], **more})
    sent: dict[str, Any] = {"act": act, "case": [], "go": "1"}
    for name, value in _HIDDEN.findall(answer.content.decode().split("</header>")[1]):
        if name == "case":
            sent["case"].append(value)
        elif name != "csrfmiddlewaretoken":
            sent[name] = value
    return answer, sent


def test_an_extension_says_each_new_date_before_and_is_done_in_each(cast: Cast, ids: list[Any]):
    official = at(cast)
    answer, sent = previewed(official, "extend", ids)
    assert "En 3 se hará" in text_of(answer)
    told = re.findall(r"Vence el ([^<]+) en lugar del", answer.content.decode())
    assert len(told) == 3
    assert Act.objects.filter(kind="extend").count() == 0, "nothing is done by looking"
    done = official.post("desk:bulk", {**sent, **WHY})
    assert "Hecho en 3" in text_of(done)
    assert Act.objects.filter(kind="extend").count() == 3
    from ventanilla.channels.look.templatetags.look import full_day

    assert {full_day(case.due_on) for case in Case.objects.all() if case.due_on} == set(told)


def test_a_second_click_tells_what_was_done_and_does_nothing(cast: Cast, ids: list[Any]):
    official = at(cast)
    _answer, sent = previewed(official, "extend", ids)
    for _ in range(2):
        assert "Hecho en 3" in text_of(official.post("desk:bulk", {**sent, **WHY}))
    assert Act.objects.filter(kind="extend").count() == 3


def test_one_that_changed_since_is_refused_alone(cast: Cast, ids: list[Any]):
    official = at(cast)
    _answer, sent = previewed(official, "extend", ids)
    casefiles.ask_report(
        post=cast.officer_post, case_id=ids[0], expected_seq=1, report="r", of="O", question="¿?"
    )
    page = text_of(official.post("desk:bulk", {**sent, **WHY}))
    assert "Hecho en 2" in page
    assert "No se ha hecho en 1" in page
    assert not Act.objects.filter(case_id=ids[0], kind="extend").exists()


def test_what_cannot_be_is_said_in_the_preview_and_not_sent(cast: Cast, ids: list[Any]):
    with transaction.atomic():
        Case.objects.filter(id=ids[0]).update(due_on=clock.now().date() - timedelta(days=3))
    answer, sent = previewed(at(cast), "extend", ids)
    page = text_of(answer)
    assert "En 1 no se puede" in page
    assert "El plazo ya venció" in page
    assert str(ids[0]) not in sent["case"]


def test_reasons_are_asked_for_once_and_nothing_is_done_without(cast: Cast, ids: list[Any]):
    official = at(cast)
    _answer, sent = previewed(official, "extend", ids)
    refused = official.post("desk:bulk", sent)
    assert refused.status_code == 422
    assert "Escriba los hechos y la norma" in text_of(refused)
    assert not Act.objects.filter(kind="extend").exists()


def test_all_that_are_asked_for_is_the_filter_of_the_queue(cast: Cast, ids: list[Any]):
    official = at(cast)
    _answer, sent = previewed(official, "extend", [], all="1", state="received")
    assert set(sent["case"]) == {str(one) for one in ids}
    _answer, none = previewed(official, "extend", [], all="1", state="received", words="patente")
    assert none["case"] == []


def test_without_an_act_or_a_case_the_queue_says_what_is_missing(cast: Cast, ids: list[Any]):
    official = at(cast)
    nothing = official.post("desk:bulk", {"act": "extend"})
    assert nothing.status_code == 422
    assert "Marque al menos un expediente." in text_of(nothing)
    no_act = official.post("desk:bulk", {"case": [str(ids[0])]})
    assert "Elija qué hacer." in text_of(no_act)
    assert " checked>" in no_act.content.decode(), "what was marked stays marked"


def test_who_may_not_do_it_reads_why(cast: Cast, ids: list[Any]):
    answer, sent = previewed(at(cast, "óscar"), "extend", ids)
    assert "En 3 no se puede" in text_of(answer)
    assert "Este acto no le corresponde a usted." in text_of(answer)
    assert sent["case"] == []


def test_cases_of_another_unit_are_never_touched(cast: Cast, ids: list[Any]):
    head = offices.fill_post(
        unit=cast.other_unit, role=offices.Role.HEAD, account_id=cast.stranger.id
    )
    other = at(cast, "esteban")
    _answer, sent = previewed(other, "extend", ids)
    assert sent["case"] == []
    forged = {"act": "extend", "go": "1", "case": [str(ids[0])], f"seq-{ids[0]}": "1", **WHY}
    assert "Hecho en 0" in text_of(other.post("desk:bulk", forged))
    assert casefiles.outlooks(post=head, case_ids=ids) == []
    assert not Act.objects.filter(kind="extend").exists()


def test_tasks_are_taken_by_an_officer_and_given_by_the_head(cast: Cast, ids: list[Any]):
    official = at(cast, "óscar")
    _answer, sent = previewed(official, "take", ids)
    assert "Hecho en 3" in text_of(official.post("desk:bulk", sent))
    assert set(Task.objects.values_list("account_id", flat=True)) == {cast.officer.id}
    assert "Elija qué hacer." in text_of(official.post("desk:bulk", {**sent, "act": "give"}))
    head = at(cast)
    answer, sent = previewed(head, "give", ids)
    assert "La lleva Óscar." in text_of(answer)
    assert "Hecho en 3" in text_of(head.post("desk:bulk", {**sent, "to": str(cast.head.id)}))
    assert set(Task.objects.values_list("account_id", flat=True)) == {cast.head.id}


def test_they_are_sent_to_another_unit_together(cast: Cast, ids: list[Any]):
    official = at(cast)
    _answer, sent = previewed(official, "forward", ids)
    page = text_of(official.post("desk:bulk", {**sent, **WHY, "unit": "obras"}))
    assert "Hecho en 3" in page
    assert set(Case.objects.values_list("unit_id", flat=True)) == {cast.other_unit.id}


def test_a_report_is_asked_for_in_each(cast: Cast, ids: list[Any]):
    official = at(cast)
    _answer, sent = previewed(official, "ask_report", ids)
    said = {"of": "Asesoría jurídica", "question": "¿Es pública?"}
    assert "Hecho en 3" in text_of(official.post("desk:bulk", {**sent, **said}))
    assert Act.objects.filter(kind="ask_report").count() == 3


def test_every_case_in_which_it_is_done_leaves_a_line_first(cast: Cast, ids: list[Any]):
    official = at(cast)
    _answer, sent = previewed(official, "extend", ids)
    assert not AccessLine.objects.exists()
    official.post("desk:bulk", {**sent, **WHY})
    assert set(AccessLine.objects.values_list("matter_id", flat=True)) == set(ids)


@pytest.mark.parametrize("act", ["take", "extend", "forward", "ask_report", "propose", "close"])
def test_the_preview_takes_at_most_twelve_statements_for_any_number(
    cast: Cast, ids: list[Any], act: str
):
    official = at(cast)
    previewed(official, act, ids)
    with counted_statements() as spent:
        answer, _sent = previewed(official, act, ids)
    assert answer.status_code == 200
    assert spent.count <= 12, spent.count
