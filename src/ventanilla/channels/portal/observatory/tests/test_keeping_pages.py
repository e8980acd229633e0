"""Keeping on screen: who proposes, who judges, who speaks; nobody else may."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import PASSWORD, Cast

from ventanilla.domains.observatory import api as observatory
from ventanilla.domains.observatory.models import Disagreement, Fact, Figure, Proposal

pytestmark = pytest.mark.django_db(databases="__all__")
CHANGED = {
    "name": "Sistema Nacional de Archivos",
    "identifier": "Ley 18.220",
    "year": "2007",
    "status": "repealed",
    "url": "",
    "source": "Diario https://example.org/ley",
    "confidence": "high",
    "reason": "Se derogó.",
}


@pytest.fixture(name="fact")
def a_fact(db: None) -> Fact:
    observatory.load_shipped()
    return Fact.objects.get(country="UY", kind="archive_law")


def signed_in(login: str) -> Client:
    client = Client()
    answer = client.post(
        reverse("portal:observatory:sign-in"), {"login": login, "password": PASSWORD}
    )
    assert answer.status_code == 302
    return client


def test_a_stranger_is_led_to_sign_in_and_back(fact: Fact) -> None:
    url = reverse("portal:observatory:propose", args=[fact.key])
    answer = Client().get(url)
    assert answer.status_code == 302
    assert (
        answer["Location"]
        == f"{reverse('portal:observatory:sign-in')}?next={url.replace('/', '%2F')}"
    )


def test_a_person_proposes_an_editor_accepts_and_the_history_shows_both(
    cast: Cast, fact: Fact
) -> None:
    person, editor = signed_in("ana@example.org"), signed_in("helena@example.org")
    observatory.name_editor(cast.head.id)
    propose = reverse("portal:observatory:propose", args=[fact.key])
    assert 'value="Ley 18.220"' in person.get(propose).content.decode()
    assert person.post(propose, CHANGED).status_code == 302
    proposal = Proposal.objects.get()
    listed = editor.get(reverse("portal:observatory:proposals")).content.decode()
    assert "Se derogó." in listed
    assert "Aceptar" in listed
    assert "Aceptar" not in person.get(reverse("portal:observatory:proposals")).content.decode()
    review = reverse("portal:observatory:review", args=[proposal.id])
    assert person.post(review, {"verdict": "accept"}).status_code == 403
    assert editor.post(review, {"verdict": "accept", "note": "Visto."}).status_code == 302
    html = person.get(reverse("portal:observatory:fact", args=[fact.key])).content.decode()
    assert "Versión 2" in html
    assert "Versión 1" in html
    assert "Visto." in html


def test_a_proposal_without_address_comes_back_with_what_was_typed(cast: Cast, fact: Fact) -> None:
    person = signed_in("ana@example.org")
    url = reverse("portal:observatory:propose-new", args=["UY"])
    answer = person.post(url, {**CHANGED, "kind": "egov_law", "source": "me lo dijeron"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "me lo dijeron" in html
    assert "Error:" in html
    assert not Proposal.objects.exists()


def test_the_focal_point_has_a_voice_in_its_country_only(cast: Cast, fact: Fact) -> None:
    observatory.name_focal_point(account_id=cast.officer.id, code="UY", institution="AGESIC")
    point = signed_in("óscar@example.org")
    url = reverse("portal:observatory:fact", args=[fact.key])
    assert "Como punto focal" in point.get(url).content.decode()
    assert "Como punto focal" not in Client().get(url).content.decode()
    remark = reverse("portal:observatory:remark", args=[fact.key])
    assert point.post(remark, {"stance": "disputes", "text": "Rige otra."}).status_code == 302
    assert "Rige otra." in Client().get(url).content.decode()
    page = Client().get(reverse("portal:observatory:country", args=["UY"])).content.decode()
    assert "discutido por el punto focal" in page
    other = Fact.objects.filter(country="CL").first()
    assert other
    elsewhere = reverse("portal:observatory:remark", args=[other.key])
    assert point.post(elsewhere, {"stance": "confirms"}).status_code == 403


def test_two_values_are_shown_and_settled_on_screen(cast: Cast, fact: Fact) -> None:
    observatory.name_editor(cast.head.id)
    held = Figure.objects.get(country="UY", indicator="EGDI", year=2024)
    Disagreement.objects.bulk_create(
        [
            Disagreement(
                country="UY", indicator="EGDI", year=2024, value="0.5", confidence="found",
                source="Otra https://example.org", seen_at=held.recorded_at,
            )
        ]
    )  # fmt: skip
    page = reverse("portal:observatory:country", args=["UY"])
    html = Client().get(page).content.decode()
    assert "Dos valores para el mismo dato" in html
    assert 'value="0.90059"' in html
    editor = signed_in("helena@example.org")
    settle = reverse("portal:observatory:settle", args=[Disagreement.objects.get().id])
    assert editor.post(settle, {"keep": "held", "reason": "fe de erratas"}).status_code == 302
    assert "Dos valores" not in Client().get(page).content.decode()


def test_what_was_refused_comes_back_as_typed_with_the_error_at_its_field(
    cast: Cast, fact: Fact
) -> None:
    observatory.name_editor(cast.head.id)
    observatory.name_focal_point(account_id=cast.head.id, code="UY", institution="AGESIC")
    keeper = signed_in("helena@example.org")
    propose = reverse("portal:observatory:propose", args=[fact.key])
    for column, typed in (("year", "ayer"), ("reason", " "), ("url", "ftp://x"), ("name", "")):
        html = keeper.post(propose, {**CHANGED, column: typed}).content.decode()
        assert f'id="{column}-error"' in html, column
        assert f'href="#{column}"' in html, column
    remark = reverse("portal:observatory:remark", args=[fact.key])
    answer = keeper.post(remark, {"stance": "disputes", "text": " "})
    assert answer.status_code == 422
    assert 'value="disputes" checked' in answer.content.decode()
    assert 'id="text-error"' in answer.content.decode()


def test_settling_without_a_reason_or_twice_says_so_and_changes_nothing(
    cast: Cast, fact: Fact
) -> None:
    observatory.name_editor(cast.head.id)
    held = Figure.objects.get(country="UY", indicator="EGDI", year=2024)
    Disagreement.objects.bulk_create(
        [
            Disagreement(
                country="UY", indicator="EGDI", year=2024, value="0.5", confidence="found",
                source="Otra https://example.org", seen_at=held.recorded_at,
            )
        ]
    )  # fmt: skip
    found = Disagreement.objects.get()
    editor = signed_in("helena@example.org")
    settle = reverse("portal:observatory:settle", args=[found.id])
    refused = editor.post(settle, {"keep": "new", "reason": " "})
    assert refused.status_code == 422
    assert f'href="#reason-{found.id}"' in refused.content.decode()
    assert Figure.objects.get(country="UY", indicator="EGDI", year=2024).value == held.value
    assert editor.post(settle, {"keep": "held", "reason": "fe de erratas"}).status_code == 302
    assert (
        "ya está resuelto" in editor.post(settle, {"keep": "new", "reason": "x"}).content.decode()
    )


def test_a_proposal_judged_twice_says_so(cast: Cast, fact: Fact) -> None:
    observatory.name_editor(cast.head.id)
    signed_in("ana@example.org").post(
        reverse("portal:observatory:propose", args=[fact.key]), CHANGED
    )
    editor = signed_in("helena@example.org")
    review = reverse("portal:observatory:review", args=[Proposal.objects.get().id])
    assert editor.post(review, {"verdict": "refuse", "note": "No."}).status_code == 302
    again = editor.post(review, {"verdict": "accept"})
    assert again.status_code == 422
    assert "ya está juzgada" in again.content.decode()
    assert Fact.objects.filter(key=fact.key).count() == 1


def test_nothing_is_changed_by_a_get(cast: Cast, fact: Fact) -> None:
    person = signed_in("ana@example.org")
    for name, argument in (("remark", fact.key), ("sign-out", None)):
        args = [argument] if argument else []
        assert person.get(reverse(f"portal:observatory:{name}", args=args)).status_code == 405


@pytest.mark.parametrize(
    ("wrong", "lang", "words"),
    [
        ({"source": "de oídas"}, "es", "la fuente no lleva ninguna dirección"),
        ({"source": "de oídas"}, "pt", "a fonte não traz nenhum endereço"),
        ({"name": ""}, "es", "falta el nombre"),
        ({"year": "ayer"}, "en", "the year is written with four digits"),
        ({"url": "ftp://x"}, "es", "no empieza por https://"),
        ({"status": "resting"}, "es", "falta elegir el estado"),
    ],
)
def test_a_refused_proposal_says_why_in_the_readers_language(
    cast: Cast, fact: Fact, wrong: dict[str, str], lang: str, words: str
) -> None:
    person = signed_in("ana@example.org")
    propose = reverse("portal:observatory:propose", args=[fact.key])
    answer = person.post(propose, {**CHANGED, **wrong}, headers={"accept-language": lang})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Proposal.objects.count() == 0
