"""Publishing what binds: procedures and calendars, immutable, their digests in the public log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from ventanilla.domains.catalogue.api import PublishedProcedure, publish_folder
from ventanilla.domains.legislation.api import (
    CalendarVersion,
    RegimeChoice,
    choose_regime,
    publish_calendar,
)
from ventanilla.domains.offices.api import Office
from ventanilla.domains.register.api import append_record


def publish_and_record(
    *,
    office: Office,
    folder: Path,
    in_force_from: datetime,
    by: UUID | None = None,
    approved_by: UUID | None = None,
    local: Path | None = None,
    editorial: bool = False,
) -> PublishedProcedure:
    """Publish a folder and commit its digest to the office's log, so that no rule changes unseen.

    Repeating it records nothing twice. Raises what `catalogue.publish_folder` raises.
    """
    version = publish_folder(
        office_id=office.id,
        folder=folder,
        in_force_from=in_force_from,
        by=by,
        approved_by=approved_by,
        local=local,
        editorial=editorial,
    )
    append_record(
        office_id=office.id,
        kind="procedure",
        id=f"{version.slug}/{version.version}",
        digest=bytes.fromhex(version.digest),
    )
    return version


def publish_calendar_and_record(
    *, office: Office, content: Mapping[str, Any], reason: str, by: UUID | None = None
) -> CalendarVersion:
    """Publish the next version of a calendar and commit its digest to the office's log.

    Both in one transaction: there is no published calendar that the log does not know. Raises what
    `legislation.publish_calendar` raises.
    """
    with transaction.atomic():
        version = publish_calendar(office_id=office.id, content=content, reason=reason, by=by)
        append_record(
            office_id=office.id,
            kind="calendar",
            id=str(version.number),
            digest=bytes(version.digest),
        )
    return version


def choose_regime_and_record(
    *,
    office: Office,
    in_force_from: date,
    reason: str,
    fallback: bool = False,
    overlays: Sequence[Mapping[str, Any]] = (),
    told_dates_move: bool = False,
    by: UUID | None = None,
) -> RegimeChoice:
    """Declare by which law an office counts, and commit the declaration's digest to its log.

    Raises what `legislation.choose_regime` raises.
    """
    with transaction.atomic():
        choice = choose_regime(
            office=office,
            in_force_from=in_force_from,
            reason=reason,
            fallback=fallback,
            overlays=overlays,
            told_dates_move=told_dates_move,
            by=by,
        )
        append_record(
            office_id=office.id,
            kind="regime",
            id=str(choice.number),
            digest=bytes(choice.digest),
        )
    return choice
