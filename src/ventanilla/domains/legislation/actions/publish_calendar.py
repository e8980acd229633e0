"""Publishing a version of an office's calendar of non-working days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from legal_deadlines import Calendar, DeadlineError
from ventanilla.domains.legislation.calendars import forget_calendars
from ventanilla.domains.legislation.errors import CalendarInvalid, CalendarUnchanged
from ventanilla.domains.legislation.models import CalendarVersion
from ventanilla.kernel import clock


def publish_calendar(
    *, office_id: UUID, content: Mapping[str, Any], reason: str, by: UUID | None
) -> CalendarVersion:
    """The next version, in force at once for dates computed from now on.

    `content`: `non_working` (dates, or {day, name, kind}), and `working`, `covers`,
    `weekly_rest` where they apply. Dates computed before keep the version they used until
    `casefiles` recomputes them. Raises `CalendarInvalid`, `CalendarUnchanged`.
    """
    with transaction.atomic():
        last = _last(office_id)
        number = last.number + 1 if last else 1
        calendar = _read({**content, "version": f"{number}"})
        if last and _days(calendar.to_json()) == _days(last.content):
            raise CalendarUnchanged(
                _("El calendario tiene los mismos días que la versión %(number)d.")
                % {"number": last.number},
                expected=_("Al menos un día distinto."),
            )
        version = CalendarVersion.objects.create(
            office_id=office_id,
            number=number,
            content=calendar.to_json(),
            digest=bytes.fromhex(calendar.digest),
            reason=reason,
            published_at=clock.now(),
            published_by=by,
        )
    forget_calendars()
    return version


def _last(office_id: UUID) -> CalendarVersion | None:
    versions = CalendarVersion.objects.filter(office_id=office_id)
    return versions.select_for_update().order_by("-number").first()


def _read(content: Mapping[str, Any]) -> Calendar:
    try:
        return Calendar.from_json(content)
    except DeadlineError as error:
        raise CalendarInvalid(
            _("El calendario no se puede leer: %(cause)s.") % {"cause": error},
            expected=_("Una lista de fechas, cada una con su nombre."),
            example='{"non_working": [{"day": "2026-09-18", "name": "Independencia"}]}',
        ) from error


def _days(content: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if key != "version"}
