"""The office's published calendar of non-working days: public, without a token."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from ninja import Router

from ventanilla.channels.public_api.moments import moment
from ventanilla.channels.public_api.schemas import CalendarInForce, CalendarWhole, OfficeSlug
from ventanilla.domains.legislation import api as legislation
from ventanilla.domains.offices.api import Office, office_by_slug

router = Router(tags=["calendar"])


@router.get("/offices/{slug:office}/calendar", response=CalendarInForce, auth=None)
def get_calendar(request: HttpRequest, office: OfficeSlug) -> Mapping[str, Any]:
    """The version in force, and number, digest and reason of every version.

    Where the office has published none the answer is 404: dates are then computed with a proposal
    that nobody has adopted, and say so.
    """
    where = office_by_slug(office)
    every = legislation.published_calendars(office_id=where.id)
    if not every:
        legislation.published_calendar(office_id=where.id)
    return {**_whole(where, every[0]), "versions": [_line(where, one) for one in every]}


@router.get("/offices/{slug:office}/calendar/{int:version}", response=CalendarWhole, auth=None)
def get_calendar_version(
    request: HttpRequest, office: OfficeSlug, version: int
) -> Mapping[str, Any]:
    """One published version, as it was: a published version never changes."""
    where = office_by_slug(office)
    return _whole(where, legislation.published_calendar(office_id=where.id, number=version))


def _whole(office: Office, one: legislation.PublishedCalendar) -> dict[str, Any]:
    content = legislation.as_json(one)
    return {**content, "published_at": moment(content["published_at"], office.zone)}


def _line(office: Office, one: legislation.PublishedCalendar) -> dict[str, Any]:
    whole = _whole(office, one)
    return {name: whole[name] for name in ("version", "digest", "published_at", "reason")}
