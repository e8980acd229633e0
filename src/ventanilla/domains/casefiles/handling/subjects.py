"""Which subjects of a unit's cases hold some words, without reading the cases.

A subject is the title of a procedure: a unit has few, and many cases of each. The database goes
from one to the next in the index `case_by_subject`, so that words are looked for once in each
subject, and not once in each case.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import CharField
from django.db.models.expressions import RawSQL

_OF_UNIT = "SELECT subject FROM casefiles_case WHERE office_id = %s AND unit_id = %s AND state = %s"
_EACH = f"""WITH RECURSIVE each_one(subject) AS (
    SELECT * FROM ({_OF_UNIT} ORDER BY subject LIMIT 1) AS earliest
    UNION ALL
    SELECT ({_OF_UNIT} AND subject > each_one.subject ORDER BY subject LIMIT 1)
    FROM each_one WHERE each_one.subject IS NOT NULL
) SELECT subject FROM each_one WHERE """  # noqa: S608 - put together from the constant above


def subjects_with(words: str, *, office: UUID, unit: UUID, state: str) -> RawSQL:
    """For `subject__in`: those in that state that hold `words`, as `icontains` understands it."""
    cases = [_stored(office), _stored(unit), state]
    holds = f"{_lookup('subject')} {connection.operators['icontains']}"  # type: ignore[attr-defined]
    like = f"%{connection.ops.prep_for_like_query(words)}%"
    given = [*cases, *cases, like]
    return RawSQL(_EACH + holds, given, output_field=CharField())  # noqa: S611 - all of it given


def _lookup(column: str) -> str:
    return connection.ops.lookup_cast("icontains") % column


def _stored(id_: UUID) -> UUID | str:
    return id_ if connection.features.has_native_uuid_field else id_.hex
