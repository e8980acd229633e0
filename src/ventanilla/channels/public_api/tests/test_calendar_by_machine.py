"""The published calendar for machines: in force, by version, or none."""

from __future__ import annotations

from typing import Any

from django.test import Client
from tests.cast import Cast

from ventanilla.domains.legislation import api as legislation

URL = "/api/v1/offices/puerto-claro/calendar"


def publish(cast: Cast, day: str) -> legislation.CalendarVersion:
    content = {
        "non_working": [{"day": day, "name": "Fiesta"}],
        "covers": ["2025-01-01", "2028-12-31"],
    }
    return legislation.publish_calendar(
        office_id=cast.office.id, content=content, reason="acuerdo", by=None
    )


def test_an_office_without_a_calendar_is_answered_with_a_problem(
    cast: Cast, client: Client
) -> None:
    answer = client.get(URL)
    assert answer.status_code == 404
    assert answer.json()["code"] == "calendar-unknown"


def test_the_version_in_force_comes_with_the_list_of_versions(cast: Cast, client: Client) -> None:
    publish(cast, "2026-12-30")
    second = publish(cast, "2026-12-29")
    body: dict[str, Any] = client.get(URL).json()
    assert body["version"] == 2
    assert body["digest"] == bytes(second.digest).hex()
    assert [d["day"] for d in body["non_working"]] == ["2026-12-29"]
    assert [line["version"] for line in body["versions"]] == [2, 1]
    assert body["published_at"].endswith(("-03:00", "-04:00"))


def test_an_older_version_is_given_as_it_was(cast: Cast, client: Client) -> None:
    publish(cast, "2026-12-30")
    publish(cast, "2026-12-29")
    body = client.get(f"{URL}/1").json()
    assert [d["day"] for d in body["non_working"]] == ["2026-12-30"]
    for unknown in ("3", "99999999999999999999"):
        assert client.get(f"{URL}/{unknown}").status_code == 404


def test_what_is_given_reads_back_into_the_same_calendar(cast: Cast, client: Client) -> None:
    from legal_deadlines import Calendar

    version = publish(cast, "2026-12-30")
    body = client.get(URL).json()
    again = Calendar.from_json({**body, "version": str(body["version"])})
    assert again.digest == bytes(version.digest).hex()
