"""What was done with a person's data: written with each measure, read by both sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.datarights.errors import IdentityUnchecked, NoDataRight
from ventanilla.domains.datarights.models import Measure, MeasureKind
from ventanilla.domains.datarights.subjects import AboutPerson, right_of
from ventanilla.domains.offices.api import Post
from ventanilla.kernel import clock
from ventanilla.kernel.plaintext import stored_text


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureSeen:
    """One measure as it is read. `content` is what the measure's kind says it holds."""

    kind: MeasureKind
    at: datetime
    by_name: str
    content: Mapping[str, Any]


def measures_of(*, office_id: UUID, case_id: UUID) -> list[MeasureSeen]:
    """What was done in that case, in order."""
    rows = Measure.objects.filter(office_id=office_id, case_id=case_id).order_by("at", "id")
    return [
        MeasureSeen(kind=MeasureKind(r.kind), at=r.at, by_name=r.by_name, content=r.content)
        for r in rows
    ]


def write_measure(
    *, kind: MeasureKind, post: Post, case_id: UUID, by_name: str, content: Mapping[str, Any]
) -> Measure:
    """In the transaction of what it tells, or in one of its own."""
    measure = Measure(
        office_id=post.office_id,
        case_id=case_id,
        kind=kind,
        at=clock.now(),
        post_id=post.id,
        account_id=post.account_id,
        by_name=by_name[:160],
        content=dict(content),
    )
    with transaction.atomic():
        measure.save(force_insert=True)
    return measure


def must_be_open(case: casefiles.CaseView, post: Post) -> None:
    """Raises `NoDataRight` where it is not over data or is answered, `NotYours` for who may not."""
    if not right_of(case) or case.closed_at is not None or case.answer is not None:
        raise NoDataRight
    if post.unit_id != case.unit_id or post.role not in ("officer", "head"):
        raise casefiles.NotYours


def identity_said(person: AboutPerson, text: str) -> str:
    """How it is known who asks: by their account, or as somebody says. Raises
    `IdentityUnchecked`."""
    said = stored_text(text, max_length=300).strip()
    if not said and (not person.has_account or person.with_alike):
        raise IdentityUnchecked
    return said or "account"
