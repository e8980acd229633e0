"""The door of the notes domain."""

from ventanilla.domains.notes.errors import NoteFixed, NoteRefused
from ventanilla.domains.notes.keeping import (
    MAY_WRITE,
    NoteSeen,
    forget_notes,
    forget_old_notes,
    mend_note,
    note_on_case,
    note_on_procedure,
    notes_beside,
    notes_of_cases,
    withdraw_note,
)
from ventanilla.domains.notes.models import LONGEST, Note

__all__ = [
    "LONGEST",
    "MAY_WRITE",
    "Note",
    "NoteFixed",
    "NoteRefused",
    "NoteSeen",
    "forget_notes",
    "forget_old_notes",
    "mend_note",
    "note_on_case",
    "note_on_procedure",
    "notes_beside",
    "notes_of_cases",
    "withdraw_note",
]
