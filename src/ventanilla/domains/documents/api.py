"""The door of the documents domain."""

from ventanilla.domains.documents.actions.drop_unused import drop_unused_files, drop_unused_rows
from ventanilla.domains.documents.actions.judge import judge_quarantined
from ventanilla.domains.documents.actions.keep import is_accepted, keep
from ventanilla.domains.documents.errors import (
    ArchiveBomb,
    ContentDamaged,
    EmptyFile,
    FileNameRefused,
    FileTooLarge,
    Quarantined,
    TypeRefused,
)
from ventanilla.domains.documents.models import Document, DocumentState
from ventanilla.domains.documents.photos import gather_photos
from ventanilla.domains.documents.queries import (
    content,
    content_chunks,
    documents_kept,
    why_closed,
)
from ventanilla.domains.documents.rendering import render_pdf

__all__ = [
    "ArchiveBomb",
    "ContentDamaged",
    "Document",
    "DocumentState",
    "EmptyFile",
    "FileNameRefused",
    "FileTooLarge",
    "Quarantined",
    "TypeRefused",
    "content",
    "content_chunks",
    "documents_kept",
    "drop_unused_files",
    "drop_unused_rows",
    "gather_photos",
    "is_accepted",
    "judge_quarantined",
    "keep",
    "render_pdf",
    "why_closed",
]
