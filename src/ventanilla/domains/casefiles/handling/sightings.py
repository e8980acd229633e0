"""Which cases stand behind entries of the book, and which of many a post may see."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ventanilla.domains.casefiles.acting import within_reach
from ventanilla.domains.casefiles.handling.models import Task
from ventanilla.domains.casefiles.models import Act, Case, Filing
from ventanilla.domains.casefiles.rules.handling_steps import OPEN
from ventanilla.domains.casefiles.rules.life import MAY_SEE
from ventanilla.domains.offices.api import Post

MOST_ELSEWHERE = 200
_BETWEEN = int(timedelta(seconds=10).total_seconds() * 1000)  # an act and its entry, in ms
_TIME_BITS = 80  # of a UUIDv7 below its 48 bits of milliseconds


def case_ids_of_entries(*, office_id: UUID, entry_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """The case behind each entry: of its filing, or of the act registered under it.

    Two statements. No index leads from an entry to its act, which filing would pay for: both ids
    are made in the same transaction and begin with their moment, so the acts of those seconds are
    read by their key.
    """
    filed = Filing.objects.filter(office_id=office_id, entry_id__in=entry_ids)
    found: dict[UUID, UUID] = dict(filed.values_list("entry_id", "case_id"))
    if acted := [one for one in entry_ids if one not in found]:
        moments = [one.int >> _TIME_BITS for one in acted]
        rows = Act.objects.filter(
            office_id=office_id,
            id__gte=_first_id(min(moments) - _BETWEEN),
            id__lt=_first_id(max(moments) + _BETWEEN),
            entry_id__in=acted,
        )
        found |= {entry: case for entry, case in rows.values_list("entry_id", "case_id") if entry}
    return found


def cases_elsewhere(post: Post, *, most: int = MOST_ELSEWHERE) -> list[UUID]:
    """Cases of other units in which the post's has something to do, the most urgent first."""
    tasks = Task.objects.filter(office_id=post.office_id, unit_id=post.unit_id, state=OPEN).exclude(
        case__unit_id=post.unit_id
    )
    rows = tasks.order_by("ordered_by", "id").values_list("case_id", flat=True)[:most]
    return list(dict.fromkeys(rows))


def cases_within_reach(post: Post, case_ids: Sequence[UUID]) -> list[Case]:
    """Those that the post may see, in the order given, with office, applicant and entry: one
    statement."""
    if post.role not in MAY_SEE or not case_ids:
        return []
    rows = Case.objects.select_related("office", "applicant", "opened_by").filter(
        within_reach(post), office_id=post.office_id, id__in=case_ids
    )
    by_id = {row.id: row for row in rows}
    return [by_id[one] for one in case_ids if one in by_id]


def acts_within_reach(
    post: Post, *, case_ids: Collection[UUID] | QuerySet[Any], kinds: Collection[str]
) -> list[Act]:
    """The acts of those kinds in the cases among these that the post may see, with their case and
    its entry, in the order of each case: one statement, also where `case_ids` is a query."""
    if post.role not in MAY_SEE:
        return []
    rows = Act.objects.select_related("case__office", "case__opened_by").filter(
        within_reach(post, case="case__"),
        office_id=post.office_id,
        case_id__in=case_ids,
        kind__in=kinds,
    )
    return list(rows.order_by("case_id", "seq"))


def _first_id(ms: int) -> UUID:
    return UUID(int=max(ms, 0) << _TIME_BITS)
