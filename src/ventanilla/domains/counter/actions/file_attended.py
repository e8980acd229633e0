"""File what a person present has agreed with: the same `lodge`, by the desk."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.counter.actions.consent import read_back_digest
from ventanilla.domains.counter.errors import ConsentNeeded
from ventanilla.domains.counter.models import Attendance, CounterRecord
from ventanilla.domains.counter.rules.words import CHANNELS, Proof, Way
from ventanilla.domains.counter.statement import with_record
from ventanilla.domains.offices.api import Office, Post


def file_attended(
    *,
    attendance: Attendance,
    draft: casefiles.Draft,
    office: Office,
    procedure: PublishedProcedure,
    post: Post,
    by_name: str,
    received_at: datetime,
    lang: str,
) -> casefiles.Lodged:
    """The receipt. The person files; `post` types, and both are on record.

    1. What is filed is what was read back. 2. An oral statement becomes a document of the entry.
    3. The same `lodge` as on every other road. Raises `ConsentNeeded`, and as `lodge_draft`.
    """
    way = Way.ORAL if attendance.oral else Way.ATTENDED
    if draft.entry_id is None:
        if not attendance.consent or attendance.read_back != _digest(draft, procedure):
            raise ConsentNeeded
        if attendance.oral:
            with_record(
                draft, attendance=attendance, office=office, procedure=procedure, by_name=by_name
            )
    return casefiles.lodge_draft(
        draft=draft,
        office=office,
        procedure=procedure,
        received_at=received_at,
        lang=lang,
        channel=CHANNELS[way],
        clerk_post=post,
        counter=casefiles.AtCounter(
            typed_by_id=attendance.post_id,
            beside=lambda entry_id: [_record(entry_id, attendance, post, by_name, way)],
        ),
    )


def _digest(draft: casefiles.Draft, procedure: PublishedProcedure) -> str:
    draft.refresh_from_db()
    return read_back_digest(draft, procedure)


def _record(
    entry_id: UUID, attendance: Attendance, post: Post, by_name: str, way: Way
) -> CounterRecord:
    return CounterRecord(
        entry_id=entry_id,
        office_id=attendance.office_id,
        way=way,
        post_id=attendance.post_id,
        account_id=attendance.account_id,
        by_name=by_name[:160],
        unit_name=post.unit.name,
        identified=attendance.identified,
        consent=attendance.consent,
        consented_at=attendance.consented_at,
        read_back=attendance.read_back,
        proof=Proof.HERE,
    )
