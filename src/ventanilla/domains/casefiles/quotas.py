"""How many filings a procedure takes: where its window says so, and nowhere else.

Each filing of such a procedure is written with a place of its own, from 1 to the quota, in the same
durable transaction: the database gives a place once. Two people who want the last one at the same
moment cannot both have it: the second is refused by the database, looks again, and is told.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from uuid import UUID

from ventanilla.domains.casefiles.models import QuotaPlace
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.catalogue.api import BegunByTheBody, PublishedProcedure, QuotaFull
from ventanilla.domains.offices.api import Office
from ventanilla.domains.register.api import EntryRefused, Registered

MOST_TRIES = 20


def lodged_in_place(
    *,
    office: Office,
    procedure: PublishedProcedure,
    entry_id: UUID,
    append: Callable[[list[QuotaPlace]], Registered],
    repeated: Callable[[], Registered | None],
) -> Registered:
    """What `append` gives with a place in the window; without a quota it is called with none.

    `repeated` gives the first answer to the same request: who has a place already and asks again
    is not told that the places are gone. Raises `QuotaFull` when every place is taken, and what
    `append` raises.
    """
    quota = procedure.window.get("quota")
    if not quota:
        return append([])
    first = repeated()
    if first:
        return first
    for _try in range(MOST_TRIES):
        place = free_place(office=office, procedure=procedure, quota=quota)
        row = QuotaPlace(
            office_id=office.id,
            window=window_key(procedure),
            place=place,
            entry_id=entry_id,
        )
        try:
            return append([row])
        except EntryRefused:
            if not _is_taken(row):
                raise  # the filing itself breaks a rule: another place would not mend it
    raise _full(procedure, quota)


def why_not_begun(
    *, office: Office, procedure: PublishedProcedure
) -> BegunByTheBody | QuotaFull | None:
    """Why nobody begins what is in force: the body alone does, or every place is taken. None where
    there is room, or no quota: only where there is one does it take a statement."""
    if procedure.kind == CaseKind.OWN_MOTION:
        return BegunByTheBody(procedure)
    quota = procedure.window.get("quota")
    if not quota:
        return None
    rows = QuotaPlace.objects.filter(office_id=office.id, window=window_key(procedure))
    return _full(procedure, quota) if rows.count() >= quota else None


def _full(procedure: PublishedProcedure, quota: int) -> QuotaFull:
    full = QuotaFull(procedure.slug, quota=quota)
    full.procedure = procedure
    return full


def free_place(*, office: Office, procedure: PublishedProcedure, quota: int) -> int:
    """A place that nobody had a moment ago, any of those: neighbours in the queue rarely collide.

    Raises `QuotaFull`. One statement.
    """
    rows = QuotaPlace.objects.filter(office_id=office.id, window=window_key(procedure))
    taken = set(rows.values_list("place", flat=True))
    free = [place for place in range(1, quota + 1) if place not in taken]
    if not free:
        raise _full(procedure, quota)
    return secrets.choice(free)


def window_key(procedure: PublishedProcedure) -> str:
    """Which window the places are of: the procedure's name and when it opened, if it says."""
    opens = procedure.window["from"]
    return f"{procedure.slug} {opens.isoformat() if opens else 'always'}"


def _is_taken(row: QuotaPlace) -> bool:
    same = QuotaPlace.objects.filter(office_id=row.office_id, window=row.window, place=row.place)
    return same.exists()
