"""The office's calendar: days, versions, what changed; a proposal is never shown as published."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast

from ventanilla.domains.legislation import api as legislation

PAGE = "/puerto-claro/calendar/"


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def publish(cast: Cast, *extra: tuple[str, str], without: str = "") -> legislation.CalendarVersion:
    content = legislation.proposed_content(cast.office, years=range(2025, 2029))
    days = [day for day in content["non_working"] if day["day"] != without]
    days += [{"day": day, "name": name, "kind": "local"} for day, name in extra]
    return legislation.publish_calendar(
        office_id=cast.office.id,
        content={**content, "non_working": days},
        reason="acuerdo",
        by=None,
    )


def test_without_a_publication_the_page_shows_a_proposal_and_says_so(
    cast: Cast, client: Client
) -> None:
    answer = client.get(PAGE)
    assert answer.status_code == 200
    assert "no ha publicado todavía su calendario" in text_of(answer)
    assert client.get("/puerto-claro/calendar.ics").status_code == 404


def test_each_version_says_what_it_changed(cast: Cast, client: Client) -> None:
    publish(cast)
    publish(cast, ("2026-12-30", "Fiesta del puerto"), without="2026-09-18")
    shown = text_of(client.get(PAGE, {"year": "2026"}))
    assert "Añade 30 de diciembre de 2026 (Fiesta del puerto)." in shown
    assert "Quita 18 de septiembre de 2026" in shown
    assert "miércoles 30 de diciembre de 2026" in shown


def test_an_old_version_can_be_seen_as_it_was(cast: Cast, client: Client) -> None:
    publish(cast)
    publish(cast, ("2026-12-30", "Fiesta del puerto"))
    shown = text_of(client.get(PAGE, {"version": "1", "year": "2026"}))
    assert "ya no rige" in shown
    assert "miércoles 30 de diciembre de 2026" not in shown


@pytest.mark.parametrize("asked", [{"version": "9"}, {"version": "99999"}])
def test_a_version_that_is_none_is_answered_with_those_there_are(
    cast: Cast, client: Client, asked: dict[str, str]
) -> None:
    publish(cast)
    answer = client.get(PAGE, asked)
    assert answer.status_code == 404
    assert "versiones publicadas: 1" in text_of(answer)


@pytest.mark.parametrize("year", ["1500", "9999", "x", "-1", "٢٠٢٥"])
def test_a_year_outside_the_calendar_shows_the_nearest(
    cast: Cast, client: Client, year: str
) -> None:
    publish(cast)
    assert client.get(PAGE, {"year": year}).status_code == 200


def test_the_calendar_can_be_subscribed_to(cast: Cast, client: Client) -> None:
    publish(cast, ("2026-12-30", "Fiesta; del puerto, grande"))
    answer = client.get("/puerto-claro/calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    text = answer.content.decode()
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "DTSTART;VALUE=DATE:20261230" in text
    assert "Fiesta\\; del puerto\\, grande" in text
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_it_costs_few_statements(
    cast: Cast, client: Client, django_assert_max_num_queries: Any
) -> None:
    for n in range(5):
        publish(cast, (f"2026-12-{10 + n}", "Fiesta"))
    with django_assert_max_num_queries(6):
        client.get(PAGE)


def test_days_are_those_of_the_calendar_that_dates_are_counted_with(cast: Cast) -> None:
    publish(cast, ("2025-10-06", "Fiesta del puerto"))
    due = legislation.due_date(
        office=cast.office, amount=20, unit="working_days", start=date(2025, 9, 8)
    )
    assert due.date == date(2025, 10, 9)


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_person_sees_how_the_date_is_counted_and_that_it_was_counted_again(
    cast: Cast, procedure: Any, client: Client
) -> None:
    from tests.filing import lodged

    from ventanilla.domains.casefiles import api as casefiles
    from ventanilla.kernel.jobs import run_due

    publish(cast)
    filed = lodged(cast, procedure)
    number = filed.registered.label
    client.post("/puerto-claro/follow/", {"number": number, "code": filed.secret})
    case = f"/puerto-claro/cases/{filed.case_id}/"
    assert f'href="{case}due/"' in client.get(case).content.decode()
    assert "Día 20: el último" in text_of(client.get(f"{case}due/"))
    assert filed.due is not None
    publish(cast, (filed.due.date.isoformat(), "Fiesta del puerto"))
    run_due(only="casefiles.recalculate")
    shown = text_of(client.get(case))
    assert "Su fecha no cambia" in shown
    assert "versión 2 de su calendario" in shown
    assert text_of(client.get(f"{case}due/")).count("versión 1")
    assert casefiles.ActKind.RECALCULATED.label
    stranger = Client()
    assert stranger.get(f"{case}due/").status_code == 302
