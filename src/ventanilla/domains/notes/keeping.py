"""Writing notes, mending them for a while, and forgetting them in time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.notes.errors import NoteFixed, NoteRefused
from ventanilla.domains.notes.models import LONGEST, Note
from ventanilla.domains.offices.api import Post, Role
from ventanilla.kernel import clock
from ventanilla.kernel.office_scope import every_office
from ventanilla.kernel.plaintext import stored_text

MENDABLE = timedelta(minutes=15)
KEPT_AFTER_CLOSING = timedelta(days=2 * 365)
MOST_SHOWN = 50
_SAME_AGAIN = timedelta(minutes=1)  # a second click is no second note
MAY_WRITE = frozenset({Role.CLERK, Role.OFFICER, Role.HEAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSeen:
    """A note as the post reads it. `may_mend` and `may_withdraw` say what it may do with it."""

    id: UUID
    on_procedure: bool
    text: str
    by_name: str
    written_at: datetime
    edited_at: datetime | None
    may_mend: bool
    may_withdraw: bool


def notes_beside(*, post: Post, case_id: UUID, slug: str) -> list[NoteSeen]:
    """The notes of the post's unit on the case and on its procedure, at most fifty, those on the
    procedure first, then as they were written. One statement."""
    rows = Note.objects.filter(
        Q(case_id=case_id) | Q(case__isnull=True, slug=slug, withdrawn_at__isnull=True),
        office_id=post.office_id,
        unit_id=post.unit_id,
    ).order_by("written_at", "id")[:MOST_SHOWN]
    now = clock.now()
    return sorted((_seen(row, post, now) for row in rows), key=lambda one: not one.on_procedure)


def note_on_case(*, post: Post, case_id: UUID, text: str, by_name: str) -> Note:
    """A note of the post's unit on a case that it may see. Raises `NoteRefused`, `CaseUnknown`,
    `NotYours`, `UnstorableText`."""
    if not casefiles.cases_within_reach(post, [case_id]):
        raise casefiles.CaseUnknown
    return _kept(post=post, text=text, by_name=by_name, case_id=case_id, slug="")


def note_on_procedure(*, post: Post, slug: str, text: str, by_name: str) -> Note:
    """How the post's unit does it, to be read beside every case of the procedure. Raises
    `NoteRefused`, `NotYours`, `UnstorableText`."""
    return _kept(post=post, text=text, by_name=by_name, case_id=None, slug=slug)


def mend_note(*, post: Post, note_id: UUID, text: str) -> None:
    """The author writes it anew, within fifteen minutes. Raises `NoteFixed`, `NoteRefused`."""
    said, now = _said(text), clock.now()
    with transaction.atomic():  # one statement decides: nobody mends what stopped being theirs
        mended = Note.objects.filter(
            id=note_id,
            office_id=post.office_id,
            account_id=post.account_id,
            written_at__gt=now - MENDABLE,
            withdrawn_at__isnull=True,
        ).update(text=said, edited_at=now)
    if not mended:
        raise NoteFixed(
            _("Una nota solo la cambia quien la escribió, durante quince minutos."),
            expected=_("Escriba otra nota que la aclare."),
        )


def withdraw_note(*, post: Post, note_id: UUID) -> None:
    """Whoever wrote a note on a procedure, or the head of the unit, takes it back. Raises
    `NoteFixed`."""
    with transaction.atomic():
        mine = Note.objects.filter(
            id=note_id,
            office_id=post.office_id,
            unit_id=post.unit_id,
            case__isnull=True,
            withdrawn_at__isnull=True,
        )
        if post.role != Role.HEAD:
            mine = mine.filter(account_id=post.account_id)
        gone = mine.update(withdrawn_at=clock.now())
    if not gone:
        raise NoteFixed(
            _("La quita quien la escribió o la jefatura de la unidad."),
            expected=_("Pídalo a cualquiera de las dos."),
        )


def notes_of_cases(*, office_id: UUID, case_ids: Collection[UUID]) -> list[Note]:
    """Every note on those cases, of any unit: for whoever asks what is kept about them."""
    rows = Note.objects.filter(office_id=office_id, case_id__in=case_ids)
    return list(rows.order_by("case_id", "written_at"))


def forget_notes(*, office_id: UUID, case_ids: Collection[UUID]) -> int:
    """Delete every note on those cases; returns how many there were."""
    with transaction.atomic():
        gone, _rows = Note.objects.filter(office_id=office_id, case_id__in=case_ids).delete()
    return gone


def forget_old_notes(*, most: int = 500) -> int:
    """Delete notes on cases that were closed two years ago, at most so many; returns how many."""
    with every_office(), transaction.atomic():
        old = Note.objects.filter(case__closed_at__lt=clock.now() - KEPT_AFTER_CLOSING)
        gone, _rows = Note.objects.filter(
            id__in=list(old.values_list("id", flat=True)[:most])
        ).delete()
    return gone


def _kept(*, post: Post, text: str, by_name: str, case_id: UUID | None, slug: str) -> Note:
    if post.role not in MAY_WRITE:
        raise casefiles.NotYours
    said, now = _said(text), clock.now()
    with transaction.atomic():
        same = Note.objects.filter(
            office_id=post.office_id,
            unit_id=post.unit_id,
            account_id=post.account_id,
            slug=slug,
            text=said,
            written_at__gt=now - _SAME_AGAIN,
            **({"case_id": case_id} if case_id else {"case__isnull": True}),
        ).first()
        return same or Note.objects.create(
            office_id=post.office_id,
            unit_id=post.unit_id,
            case_id=case_id,
            slug=slug,
            post_id=post.id,
            account_id=post.account_id,
            by_name=by_name[:160],
            text=said,
            written_at=now,
        )


def _said(text: str) -> str:
    said = stored_text(text.strip(), max_length=100_000, multiline=True)
    if not said:
        raise NoteRefused(
            _("La nota no dice nada."),
            expected=_("Escriba lo que quien lleve el expediente debe saber."),
            example=_("Por ejemplo: «Llamó el martes; trae el plano el viernes»."),
        )
    if len(said) > LONGEST:
        raise NoteRefused(
            _("La nota tiene %(length)d letras y caben %(limit)d.")
            % {"length": len(said), "limit": LONGEST},
            expected=_("Acórtela: lo que es parte del expediente va en un acto o un documento."),
        )
    return said


def _seen(row: Note, post: Post, now: datetime) -> NoteSeen:
    mine, on_procedure = row.account_id == post.account_id, row.case_id is None
    return NoteSeen(
        id=row.id,
        on_procedure=on_procedure,
        text=row.text,
        by_name=row.by_name,
        written_at=row.written_at,
        edited_at=row.edited_at,
        may_mend=mine and now - row.written_at < MENDABLE,
        may_withdraw=on_procedure and (mine or post.role == Role.HEAD),
    )
