"""A fast loader: so many whole filings with true numbers, commitments, keys and signed tree.

    python -m bench.prefill COUNT      (in the deployment of the environment)

One filing is made as `lodge` makes it; the others are its rows under new identifiers, with their
own data key, salt and digests. The register's own batch writer numbers them, 2,000 at a time. The
search over cases is left to the worker: it has them before it when the load begins.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from typing import Any

BATCH = 2_000


def main() -> None:
    import django

    django.setup()
    from ventanilla.kernel import office_scope

    office_scope.process_acts_for(office_scope.EVERY)

    from django.db import connection

    from ventanilla.domains.register.rows import ready

    count = int(sys.argv[1])
    entry, rows, answers, own = _one_filing()
    model = _Model(entry, answers, own, [ready(row, connection) for row in rows])
    for start in range(0, count, BATCH):
        _write([_copy(model) for _ in range(min(BATCH, count - start))])
    _as_the_worker_would()


def _as_the_worker_would() -> None:
    """Published and in the journal, as entries are that came one after the other."""
    from ventanilla.domains.register import journal, publication

    publication.publish_due()
    journal.write_journals()


@dataclass(frozen=True, slots=True)
class _Model:
    """The filing that the others are copies of; `own` are the identifiers that are its own."""

    entry: Any
    answers: dict[str, Any]
    own: set[Any]
    rows: list[Any]


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


def _copy(model: _Model) -> Any:
    """The same filing of another person: everything that names the first one is new."""
    from django.db import connection

    from ventanilla.domains.forms.api import answers_digest
    from ventanilla.domains.privacy.api import new_data_key
    from ventanilla.domains.register.actions.append import waiting_for
    from ventanilla.domains.register.rows import ready
    from ventanilla.kernel.identifiers import uuid7

    entry = model.entry
    names = {old: uuid7() for old in model.own}
    entry_id, subject, salt = names[entry.id], names[entry.subject_id], os.urandom(32)
    key_row, key = new_data_key(office_id=entry.office_id, subject_id=subject)
    copied = replace(
        entry,
        id=entry_id,
        subject_id=subject,
        answers_digest=answers_digest(model.answers, salt),
        salt=salt,
        sealed_salt=key.encrypt(salt, entry_id.bytes),
        data_key_id=key.id,
        idempotency_key=entry_id.hex,
        request_digest=os.urandom(32),
    )
    names |= {old.hex: new.hex for old, new in names.items()}  # as SQLite holds them
    rows = [
        replace(row, values=tuple([names.get(value, value) for value in row.values]))
        for row in model.rows
    ]
    return waiting_for(copied, [ready(key_row, connection), *rows])


def _write(waiting: list[Any]) -> None:
    from django.db import transaction

    from ventanilla.domains.register.appender.batch import lock_heads, write_batch
    from ventanilla.domains.register.appender.signing import sign

    office_id = waiting[0].log.office_id
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
