"""Reading the service letters of an office."""

from __future__ import annotations

import uuid
from dataclasses import replace

from ventanilla.domains.catalogue.errors import ProcedureUnknown
from ventanilla.domains.catalogue.letters.leaving import withdrawn_at
from ventanilla.domains.catalogue.letters.letter import PublishedLetter
from ventanilla.domains.catalogue.models import LetterVersion
from ventanilla.kernel.plain_language import LANGUAGES, Plainness, plainness


def letter(*, office_id: uuid.UUID, slug: str) -> PublishedLetter:
    """The newest version of a letter, also when it was withdrawn (`withdrawn_at`). Two statements.

    Raises ProcedureUnknown.
    """
    rows = LetterVersion.objects.filter(office_id=office_id, slug=slug).order_by("-number")
    row = rows.first()
    if row is None:
        raise ProcedureUnknown(slug)
    gone = withdrawn_at(office_id=office_id, slug=slug, number=row.number)
    return replace(published_letter(row), withdrawn_at=gone)


def gauge_of_letter(letter: PublishedLetter) -> Plainness | None:
    """How plain a letter is, in its language; None where it has no formula or no words."""
    if letter.language not in LANGUAGES:
        return None
    content = letter.content
    texts = [content["description"], content["contact"], content["treatment"]]
    for step in content["steps"]:
        texts += [step["title"], step["description"]]
    texts += [one["requirements"] for one in content["applicants"]]
    return plainness([text for text in texts if text], lang=letter.language)


def published_letter(row: LetterVersion) -> PublishedLetter:
    """A row as others read it."""
    return PublishedLetter(
        version_id=row.id,
        slug=row.slug,
        number=row.number,
        digest=bytes(row.digest).hex(),
        content=row.content,
        language=row.language,
        source=row.source,
        file=row.file,
        imported_at=row.imported_at,
    )
