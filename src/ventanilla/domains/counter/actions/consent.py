"""The person agrees with what was read back to them: by signing the sheet, or by an own code."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.counter.models import Attendance, SignedSheet
from ventanilla.domains.counter.rules.words import Consent
from ventanilla.domains.counter.statement import without_record
from ventanilla.domains.documents.api import Document
from ventanilla.domains.forms.api import canonical
from ventanilla.domains.parties import api as parties
from ventanilla.kernel import clock


def read_back_digest(draft: casefiles.Draft, procedure: PublishedProcedure) -> str:
    """What is read back, as 64 hexadecimal digits: answers and files, in their order, without the
    record that the office makes of them afterwards."""
    files = without_record(casefiles.files_of(draft), procedure)
    named = {name: [bytes(f.sha256).hex() for f in held] for name, held in files.items()}
    said: dict[str, Any] = {"slug": draft.slug, "answers": draft.answers, "files": named}
    return hashlib.sha256(b"ventanilla/read-back/v1\0" + canonical(said)).hexdigest()


def consent_by_signature(
    attendance: Attendance, *, read_back: str, sheet: Document | None = None
) -> None:
    """The person signed the printed sheet that bears this digest. `sheet` is its scan, from
    `documents.keep`: it stays beside the entry."""
    with transaction.atomic():
        if sheet is not None:
            sheet.save(force_insert=True)
            SignedSheet.objects.create(
                office_id=attendance.office_id,
                read_back=read_back,
                document=sheet,
                post_id=attendance.post_id,
                added_at=clock.now(),
            )
        _write(attendance, Consent.SIGNATURE, read_back)


def consent_by_code(attendance: Attendance, *, code: str, read_back: str) -> None:
    """The person says the code that came to a contact of their own. Raises as
    `parties.confirm_contact`."""
    parties.confirm_contact(matter_id=attendance.draft_id, code=code)
    _write(attendance, Consent.CODE, read_back)


def _write(attendance: Attendance, consent: Consent, read_back: str) -> None:
    attendance.consent, attendance.read_back = consent, read_back
    attendance.consented_at = clock.now()
    with transaction.atomic():
        attendance.save(update_fields=["consent", "read_back", "consented_at"])
