"""An entry is never changed: a later one annuls or corrects it, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Model

from ventanilla.domains.register.actions.append import append
from ventanilla.domains.register.entries import NewEntry, Registered
from ventanilla.domains.register.errors import AlreadyAnnulled, EntryRefused, EntryUnknown
from ventanilla.domains.register.models import Amendment, Entry
from ventanilla.kernel.plaintext import stored_text

ANNULS, CORRECTS = Amendment.Kind.ANNULS, Amendment.Kind.CORRECTS
_REASON_LENGTH = 500


def annul(
    entry: NewEntry, *, annuls: UUID, reason: str, post_id: UUID, rows: Sequence[Model] = ()
) -> Registered:
    """Register `entry`, which annuls an earlier one of the same office: its number stays.

    Raises `EntryUnknown`, `AlreadyAnnulled`, and what `append` raises.
    """
    earlier = _earlier(entry, annuls)
    try:
        return append(entry, [_amendment(entry, earlier, ANNULS, reason, post_id), *rows])
    except EntryRefused:
        if annulled(annuls):
            raise AlreadyAnnulled from None
        raise


def correct(
    entry: NewEntry, *, corrects: UUID, reason: str, post_id: UUID, rows: Sequence[Model] = ()
) -> Registered:
    """Register `entry`, which corrects an earlier one of the same office."""
    earlier = _earlier(entry, corrects)
    return append(entry, [_amendment(entry, earlier, CORRECTS, reason, post_id), *rows])


def annulled(entry_id: UUID) -> bool:
    """Whether a later entry annuls this one."""
    return Amendment.objects.filter(amended_id=entry_id, kind=ANNULS).exists()


def annulments(entry_ids: Iterable[UUID]) -> dict[UUID, Amendment]:
    """By entry, the amendment that annuls it, with the later entry at hand; the others are left
    out."""
    rows = Amendment.objects.filter(amended_id__in=list(entry_ids), kind=ANNULS)
    return {row.amended_id: row for row in rows.select_related("entry")}


def amendments(entry_id: UUID) -> list[Amendment]:
    """What later entries did to this one, in the order of their registration."""
    later = Amendment.objects.filter(amended_id=entry_id).select_related("entry")
    return list(later.order_by("entry__registered_at", "entry__number"))


def _earlier(entry: NewEntry, amended: UUID) -> Entry:
    found = Entry.objects.filter(pk=amended, office_id=entry.office_id).first()
    if found is None:
        raise EntryUnknown
    return found


def _amendment(
    entry: NewEntry, earlier: Entry, kind: Amendment.Kind, reason: str, post_id: UUID
) -> Amendment:
    return Amendment(
        office_id=entry.office_id,
        entry_id=entry.id,
        amended_id=earlier.id,
        kind=kind,
        reason=stored_text(reason, max_length=_REASON_LENGTH),
        post_id=post_id,
    )
