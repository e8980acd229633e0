"""The calculator: public, whole in its address, with reasons; a refusal says what to mend."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from tests.cast import Cast

from ventanilla.channels.look.access import Who
from ventanilla.channels.portal.views.time_limits import time_limits
from ventanilla.domains.legislation import api as legislation

PAGE = "/puerto-claro/time-limits/"
CHILEAN = {"rule": "access", "start": "2025-09-08"}
WRITTEN = {"amount": "10", "unit": "working_days", "start": "2025-04-10"}
DOUBTFUL = {
    "amount": "10",
    "unit": "working_days",
    "start": "2025-04-08",
    "country": "PA",
    "level": "national",
}


def text_of(answer: object) -> str:
    found = re.sub(r"<[^>]+>", " ", answer.content.decode())  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", found.replace("&nbsp;", " "))


def test_anyone_opens_it_without_signing_in(cast: Cast, client: Client) -> None:
    assert time_limits.who_may is Who.ANYONE
    assert client.get(PAGE).status_code == 200
    assert not client.cookies.get("sessionid")


def test_the_chilean_example_ends_on_the_date_the_law_gives(cast: Cast, client: Client) -> None:
    answer = client.get(PAGE, CHILEAN)
    assert answer.status_code == 200
    shown = text_of(answer)
    assert "miércoles 8 de octubre" in shown
    assert "Día 20: el último" in shown
    assert "(art. 25 Ley 19.880)" in shown
    assert "calendario propuesto, no publicado" in shown


def test_a_result_from_a_published_calendar_names_its_version(cast: Cast, client: Client) -> None:
    proposed = legislation.proposal_for(cast.office, around=date(2025, 9, 8)).to_json()
    local = {"day": "2025-10-06", "name": "Fiesta del puerto", "kind": "local"}
    content = {**proposed, "non_working": [*proposed["non_working"], local]}
    legislation.publish_calendar(
        office_id=cast.office.id, content=content, reason="acuerdo", by=None
    )
    shown = text_of(client.get(PAGE, CHILEAN))
    assert "jueves 9 de octubre" in shown
    assert "Fiesta del puerto" in shown
    assert "Calendario publicado por la sede: versión 1" in shown
    assert "calendario propuesto" not in shown


def test_a_count_beyond_the_published_calendar_says_that_it_rests_on_a_proposal(
    cast: Cast, client: Client
) -> None:
    content = {"non_working": ["2025-01-01"], "covers": ["2025-01-01", "2025-09-30"]}
    legislation.publish_calendar(office_id=cast.office.id, content=content, reason="x", by=None)
    assert "calendario propuesto, no publicado" in text_of(client.get(PAGE, CHILEAN))


def test_local_holidays_and_suspensions_move_the_date(cast: Cast, client: Client) -> None:
    plain = text_of(client.get(PAGE, {**WRITTEN, "country": "ES", "level": "municipal"}))
    moved = text_of(
        client.get(
            PAGE,
            {
                **WRITTEN,
                "country": "ES",
                "level": "municipal",
                "days_off": "25/04/2025",
                "suspended": "14/04/2025 a 16/04/2025",
                "basis": "requerimiento de subsanación",
            },
        )
    )
    assert "viernes 25 de abril" in plain
    assert "viernes 2 de mayo" in moved


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"start": "2025-02-30", "amount": "10", "unit": "days"}, "Escriba un día que exista"),
        ({"start": "2025-02-03", "amount": "-3", "unit": "days"}, "número entero entre 1"),
        ({"start": "2025-02-03", "amount": "0", "unit": "days"}, "número entero entre 1"),
        ({"start": "2025-02-03", "amount": "١٠", "unit": "days"}, "número entero entre 1"),
        ({"start": "2025-02-03", "amount": "10", "unit": "eons"}, "días hábiles, corridos"),
        ({"start": "2025-02-03"}, "Elija una regla, o escriba cuánto dura"),
        ({"start": "1492-10-12", "amount": "1", "unit": "days"}, "un año entre"),
        ({**CHILEAN, "amount": "10"}, "Una regla ya trae su duración"),
        ({**CHILEAN, "rule": "no.such"}, "no tiene esa regla"),
        ({**CHILEAN, "country": "FR"}, "Elija un país de la lista"),
        ({**CHILEAN, "level": "galactic"}, "Elija un nivel"),
        ({**CHILEAN, "place": "ES-MD"}, "Ese lugar no es de ese país"),
        ({**WRITTEN, "suspended": "28/05/2025 a 14/05/2025"}, "acaba antes de empezar"),
        (
            {**WRITTEN, "suspended": "1/5/2025 a 9/5/2025\n8/5/2025 a 12/5/2025"},
            "comparten días",
        ),
        ({**WRITTEN, "days_off": "31/02/2025"}, "no es un día que exista"),
        ({**WRITTEN, "country": "BR", "level": "municipal"}, "no obliga a ese nivel"),
        ({**DOUBTFUL}, "lectura dudosa"),
        ({"amount": "3", "unit": "hours", "start": "2025-02-03", "country": "UY",
          "level": "national"}, ""),
    ],
)  # fmt: skip
def test_a_refusal_says_what_to_write_and_where(
    cast: Cast, client: Client, asked: dict[str, str], said: str
) -> None:
    answer = client.get(PAGE, asked)
    assert answer.status_code == 422
    assert said in text_of(answer)
    body = answer.content.decode()
    anchors = re.findall(r'<a href="#([^"]+)">', body)
    assert anchors
    assert [a for a in anchors if f'id="{a}"' not in body] == []


def test_doubtful_readings_give_the_safe_date_first_when_asked_for(
    cast: Cast, client: Client
) -> None:
    asked = {**DOUBTFUL, "doubtful": "yes"}
    answer = client.get(PAGE, asked)
    assert answer.status_code == 200
    shown = text_of(answer)
    assert "La norma se lee de más de una manera" in shown
    assert "Fuente" in shown


def test_a_declared_fall_back_is_said(cast: Cast, client: Client) -> None:
    asked = {**WRITTEN, "country": "BR", "level": "municipal", "fallback": "yes"}
    assert "supletoria" in text_of(client.get(PAGE, asked))


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
def test_every_rule_of_every_country_gives_a_date_or_its_refusal(
    cast: Cast, client: Client, lang: str
) -> None:
    client.cookies["language"] = lang
    for country, _name in legislation.countries("es"):
        rules = legislation.rules_for(
            office=cast.office, country=country, level="national", on=date(2026, 4, 1), lang=lang
        )
        for rule in rules[::5]:
            asked = {"country": country, "level": "national", "rule": rule.name}
            answer = client.get(PAGE, {**asked, "start": "2026-04-01"})
            assert answer.status_code in (200, 422), (country, rule.name)


def test_the_form_keeps_what_was_written_and_offers_the_countrys_rules(
    cast: Cast, client: Client
) -> None:
    asked = {"country": "PE", "level": "national", "start": "2025-04-10", "rules": "1"}
    body = client.get(PAGE, asked).content.decode()
    assert 'value="PE" selected' in body
    assert "TUO Ley 27444" in body
    assert 'name="start-year" inputmode="numeric" value="2025"' in body


@pytest.mark.parametrize("asked", [{}, CHILEAN, {**CHILEAN, "start": ""}])
def test_it_costs_few_statements(
    cast: Cast, client: Client, asked: dict[str, str], django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(PAGE, asked)


def test_a_kept_address_counts_with_the_version_of_that_day(cast: Cast, client: Client) -> None:
    proposed = legislation.proposal_for(cast.office, around=date(2025, 9, 8)).to_json()
    legislation.publish_calendar(office_id=cast.office.id, content=proposed, reason="uno", by=None)
    first = client.get(PAGE, CHILEAN)
    kept = first.context["kept"]
    assert "calendar=1" in kept
    local = {"day": "2025-10-06", "name": "Fiesta del puerto", "kind": "local"}
    content = {**proposed, "non_working": [*proposed["non_working"], local]}
    legislation.publish_calendar(office_id=cast.office.id, content=content, reason="dos", by=None)
    legislation.forget_calendars()
    assert "jueves 9 de octubre" in text_of(client.get(PAGE, CHILEAN))
    assert "miércoles 8 de octubre" in text_of(client.get(kept))


def test_a_kept_address_of_a_calendar_never_published_says_so(cast: Cast, client: Client) -> None:
    answer = client.get(PAGE, {**CHILEAN, "calendar": "7"})
    assert answer.status_code == 422
    assert "no ha publicado" in text_of(answer)
