"""Making the index of an office again from what is published."""

from __future__ import annotations

import uuid

from django.db import transaction

from ventanilla.domains.catalogue.finding.entries import of_letter, of_procedure
from ventanilla.domains.catalogue.finding.index import Entry, forget_office, index_entries
from ventanilla.domains.catalogue.letters.queries import published_letter
from ventanilla.domains.catalogue.models import (
    LetterVersion,
    LetterWithdrawal,
    ProcedureVersion,
    Withdrawal,
)
from ventanilla.domains.catalogue.queries import version
from ventanilla.domains.offices.api import Office

_AT_ONCE = 200


def reindex(*, office_id: uuid.UUID) -> int:
    """How many things are in the index now. One transaction: nobody searches a half of it."""
    with transaction.atomic():
        Office.objects.select_for_update().get(id=office_id)
        forget_office(office_id)
        entries = _procedures(office_id)
        index_entries(office_id=office_id, entries=entries)
        return len(entries) + _letters(office_id)


def _procedures(office_id: uuid.UUID) -> list[Entry]:
    newest: dict[str, tuple[uuid.UUID, object]] = {}
    rows = ProcedureVersion.objects.filter(office_id=office_id).order_by("number")
    for slug, id_, since in rows.values_list("slug", "id", "in_force_from"):
        newest[slug] = (id_, since)
    gone = Withdrawal.objects.filter(office_id=office_id).values_list("slug", "at")
    for slug, at in gone:
        if slug in newest and newest[slug][1] <= at:  # type: ignore[operator]
            del newest[slug]
    return [of_procedure(version(id_)) for id_, _since in newest.values()]


def _letters(office_id: uuid.UUID) -> int:
    rows = LetterVersion.objects.filter(office_id=office_id).order_by("number")
    newest = {slug: (number, id_) for slug, number, id_ in rows.values_list("slug", "number", "id")}
    withdrawn = LetterWithdrawal.objects.filter(office_id=office_id)
    gone = set(withdrawn.values_list("slug", "number"))
    ids = [id_ for slug, (number, id_) in newest.items() if (slug, number) not in gone]
    for start in range(0, len(ids), _AT_ONCE):
        some = LetterVersion.objects.filter(id__in=ids[start : start + _AT_ONCE])
        entries = [of_letter(published_letter(row)) for row in some.order_by("slug")]
        index_entries(office_id=office_id, entries=entries)
    return len(ids)
