"""Publishing a procedure folder: immutable version, two people, digest in the public log."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from ventanilla.domains.catalogue.api import PublishedProcedure, publish_folder
from ventanilla.domains.offices.api import Office
from ventanilla.domains.register.api import append_record


def publish_and_record(
    *,
    office: Office,
    folder: Path,
    in_force_from: datetime,
    by: UUID | None = None,
    approved_by: UUID | None = None,
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
    )
    append_record(
        office_id=office.id,
        kind="procedure",
        id=f"{version.slug}/{version.version}",
        digest=bytes.fromhex(version.digest),
    )
    return version
