"""Begin a filing for a person at the counter: a draft that one of the staff types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.counter.errors import NotOral, PersonMissing
from ventanilla.domains.counter.models import Attendance
from ventanilla.domains.counter.rules.words import Identified
from ventanilla.domains.offices.api import Office, Post
from ventanilla.kernel import clock
from ventanilla.kernel.plaintext import stored_text

_PREFILLED = ("text", "email", "phone", "identifier")


def attend(
    *,
    office: Office,
    procedure: PublishedProcedure,
    post: Post,
    person: Mapping[str, Any],
    identified: Identified,
    lang: str,
    oral: bool = False,
) -> Attendance:
    """The attendance with its draft. `person` says name, identifier, email, phone, and the parts of
    the address, as far as known: what the procedure asks of them is filled in, and judged page by
    page like any answer.

    Raises `PersonMissing`, and `NotOral` where no norm read lets it be stated by word of mouth.
    """
    name = stored_text(person.get("name", "").strip(), max_length=200)
    if not name:
        raise PersonMissing
    if oral and not (procedure.counter or {}).get("oral"):
        raise NotOral
    draft = casefiles.start_draft(
        office=office,
        slug=procedure.slug,
        lang=lang,
        typed_by_id=post.id,
        answers=_known(procedure, {**person, "name": name}),
    )
    attendance = Attendance(
        office=office,
        draft_id=draft.id,
        post_id=post.id,
        account_id=post.account_id,
        person_name=name,
        identified=identified,
        oral=oral,
        opened_at=clock.now(),
    )
    with transaction.atomic():
        attendance.save(force_insert=True)
    return attendance


def _known(procedure: PublishedProcedure, person: Mapping[str, Any]) -> dict[str, Any]:
    fields = {field.id: field for field in procedure.form.fields}
    known: dict[str, Any] = {}
    for particular, field_id in procedure.applicant.items():
        field, said = fields.get(field_id), person.get(particular) or ""
        if field is None or not said:
            continue
        if field.type == "address" and isinstance(said, Mapping):
            known[field_id] = dict(said)
        elif field.type in _PREFILLED and isinstance(said, str) and said.strip():
            known[field_id] = said.strip()
    return known


def take_up(
    *, draft: casefiles.Draft, procedure: PublishedProcedure, office: Office, post: Post
) -> Attendance:
    """A draft that a person wrote elsewhere and brings by its code: from now on it is attended by
    this post. Raises `DraftLodged`."""
    if draft.entry_id is not None:
        raise casefiles.DraftLodged
    name = str(draft.answers.get(procedure.applicant.get("name", "")) or "")[:200]
    with transaction.atomic():
        attendance, _created = Attendance.objects.update_or_create(
            office_id=office.id,
            draft_id=draft.id,
            defaults={
                "post_id": post.id,
                "account_id": post.account_id,
                "person_name": name or "—",
                "identified": Identified.NOT,
                "consent": "",
                "consented_at": None,
                "read_back": "",
                "opened_at": clock.now(),
            },
        )
    return attendance
