"""Publishing a folder: it is checked, kept whole, numbered, and comes into force on a date."""

from __future__ import annotations

import datetime
import uuid
from pathlib import Path

from django.db import transaction

from ventanilla.domains.catalogue.errors import (
    FolderInvalid,
    NotEditorial,
    SecondPersonNeeded,
)
from ventanilla.domains.catalogue.finding.entries import of_procedure
from ventanilla.domains.catalogue.finding.index import index_entries
from ventanilla.domains.catalogue.models import ProcedureVersion, Publication
from ventanilla.domains.catalogue.queries import forget_procedures, version
from ventanilla.domains.catalogue.rules.check import errors_of
from ventanilla.domains.catalogue.rules.differences import differences
from ventanilla.domains.catalogue.rules.folder import Folder, folder_of, read_folder
from ventanilla.domains.catalogue.rules.published import PublishedProcedure
from ventanilla.domains.offices.api import Office
from ventanilla.kernel import clock


def publish_folder(
    *,
    office_id: uuid.UUID,
    folder: Path,
    in_force_from: datetime.datetime,
    by: uuid.UUID | None,
    approved_by: uuid.UUID | None = None,
    local: Path | None = None,
    editorial: bool = False,
) -> PublishedProcedure:
    """The folder as a new immutable version of the office's procedure, in force from a moment.

    `by` prepared it and `approved_by`, another person, approves it; without `by` it is published
    by the operator of the installation. The same folder published again gives the version that
    is already there. `local` is the office's own office.yaml, over what the procedure marks so.
    An `editorial` version changes words only: nothing that is asked, counted or decided, so open
    drafts notice nothing. The caller appends the digest to the office's log.
    Raises FolderInvalid with every error, SecondPersonNeeded, NotEditorial.
    """
    # 1. The folder is whole and lawful
    read = read_folder(folder, local=local)
    errors = errors_of(read)
    if errors:
        raise FolderInvalid(errors)
    # 2. Two people, unless it is only practice
    if by is not None:
        _demand_two(office_id, by, approved_by)
    # 3. One version more, unless nothing changed
    with transaction.atomic():
        row = _keep(office_id, read, in_force_from, by, approved_by, editorial=editorial)
        forget_procedures()
        # 4. It can be found
        index_entries(office_id=office_id, entries=[of_procedure(version(row.id))])
    return version(row.id)


def _demand_two(office_id: uuid.UUID, by: uuid.UUID, approved_by: uuid.UUID | None) -> None:
    if by == approved_by:
        raise SecondPersonNeeded
    office = Office.objects.only("practice", "demonstration").get(id=office_id)
    if approved_by is None and not (office.practice or office.demonstration):
        raise SecondPersonNeeded


def _keep(
    office_id: uuid.UUID,
    folder: Folder,
    in_force_from: datetime.datetime,
    by: uuid.UUID | None,
    approved_by: uuid.UUID | None,
    *,
    editorial: bool,
) -> ProcedureVersion:
    slug = folder.document("procedure.yaml")["slug"]
    Office.objects.select_for_update().get(id=office_id)  # versions of one office, one by one
    last = (
        ProcedureVersion.objects.filter(office_id=office_id, slug=slug).order_by("-number").first()
    )
    if last and bytes(last.digest) == folder.digest:
        return last
    if editorial:
        _demand_words_only(last, folder)
    row = ProcedureVersion.objects.create(
        office_id=office_id,
        slug=slug,
        number=last.number + 1 if last else 1,
        digest=folder.digest,
        files=folder.texts,
        in_force_from=in_force_from,
        editorial=editorial,
    )
    Publication.objects.create(
        office_id=office_id,
        version=row,
        prepared_by=by,
        approved_by=approved_by,
        published_at=clock.now(),
    )
    return row


def _demand_words_only(last: ProcedureVersion | None, folder: Folder) -> None:
    before = folder_of(last.files if last else {})
    more = [one for one in differences(before, folder) if not one.editorial]
    if more:
        raise NotEditorial(more)
