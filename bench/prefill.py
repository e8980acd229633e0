"""A fast loader: so many whole filings with true numbers, commitments, keys and signed tree.

    python -m bench.prefill COUNT      (in the deployment of the environment)

One filing is made as `lodge` makes it; the others are its rows under new identifiers, with their
own data key, salt and digests. The register's own batch writer numbers them, 2,000 at a time.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import Any

BATCH = 2_000


def main() -> None:
    import django

    django.setup()
    from ventanilla.kernel import office_scope

    office_scope.process_acts_for(office_scope.EVERY)
    count = int(sys.argv[1])
    model = _one_filing()
    for start in range(0, count, BATCH):
        _write([_copy(*model) for _ in range(min(BATCH, count - start))])


def _one_filing() -> tuple[Any, ...]:
    """A filing's entry and rows; its answers, and the identifiers that are its own."""
    import json

    from bench.clients import _body
    from ventanilla.domains.casefiles.filing_set import Accepted, filing_set
    from ventanilla.domains.casefiles.rules.applicants import applicant_from
    from ventanilla.domains.catalogue.api import in_force
    from ventanilla.domains.offices.api import office_by_slug
    from ventanilla.kernel import clock

    office, now = office_by_slug("banco"), clock.now()
    procedure = in_force(office_id=office.id, slug="acceso-informacion", at=now)
    answers = json.loads(_body(0, 0))["answers"]
    made = filing_set(
        Accepted(
            office=office,
            procedure=procedure,
            answers=answers,
            documents={},
            applicant=applicant_from(answers, mapping=procedure.applicant, language="es"),
            channel="api",
            idempotency_scope="prefill",
            idempotency_key="0",
            request_digest=bytes(32),
            received_at=now,
            presented_at=now,
            lang="es",
            filer_id=None,
            origin_register="",
            origin_number="",
            physical_items="",
        )
    )
    own = {made.entry.id, made.case_id, *(row.pk for row in made.rows)}
    return made.entry, made.rows[1:], answers, own


def _copy(entry: Any, rows: list[Any], answers: Any, own: set[Any]) -> tuple[Any, list[Any]]:
    """The same filing of another person: everything that names the first one is new."""
    from ventanilla.domains.forms.api import answers_digest
    from ventanilla.domains.privacy.api import new_data_key
    from ventanilla.kernel.identifiers import uuid7

    names = {old: uuid7() for old in own}
    copies = []
    for row in rows:
        copy = type(row)(**{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields})
        for field in row._meta.concrete_fields:
            value = getattr(copy, field.attname)
            if isinstance(value, type(entry.id)) and value in names:
                setattr(copy, field.attname, names[value])
        copies.append(copy)
    subject = copies[0].subject_id
    key_row, key = new_data_key(office_id=entry.office_id, subject_id=subject)
    entry_id, salt = names[entry.id], os.urandom(32)
    copied = replace(
        entry,
        id=entry_id,
        subject_id=subject,
        answers_digest=answers_digest(answers, salt),
        salt=salt,
        sealed_salt=key.encrypt(salt, entry_id.bytes),
        data_key_id=key.id,
        idempotency_key=entry_id.hex,
        request_digest=os.urandom(32),
    )
    return copied, [key_row, *copies]


def _write(filings: list[tuple[Any, list[Any]]]) -> None:
    from django.db import transaction

    from ventanilla.domains.register.actions.append import _waiting
    from ventanilla.domains.register.appender.batch import lock_heads, write_batch
    from ventanilla.domains.register.appender.signing import sign

    waiting = [_waiting(entry, rows) for entry, rows in filings]
    office_id = filings[0][0].office_id
    with transaction.atomic():
        connection = transaction.get_connection()
        heads = lock_heads(waiting, connection)
        appended = write_batch(waiting, connection, heads=heads, trusted={office_id})
    for one in waiting:
        if one.error:
            raise one.error
    for gained in appended:
        sign(gained)


if __name__ == "__main__":
    main()
