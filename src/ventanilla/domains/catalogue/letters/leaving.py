"""Letters that are gone from their source: withdrawn, with the day, and found no more.

A letter is gone when a whole source (a folder or a packed folder, never a single file) was read to
its end and no file of it brought the letter. A file that was refused takes nothing away: the letter
that came from it stays. Where half of a source or more would go, nothing goes: a path that holds
another source, or a part of it, is likelier than a body that gave up most of its services.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from ventanilla.domains.catalogue.finding.index import forget_entry
from ventanilla.domains.catalogue.models import LetterVersion, LetterWithdrawal
from ventanilla.domains.offices.api import Office
from ventanilla.kernel import clock


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest version of a letter, and whether it was withdrawn."""

    slug: str
    number: int
    digest: bytes
    source: str
    file: str
    withdrawn: bool


def standing_letters(office_id: uuid.UUID) -> dict[str, Standing]:
    """Slug → the newest version of every letter of an office. Two statements."""
    gone = set(LetterWithdrawal.objects.filter(office_id=office_id).values_list("slug", "number"))
    rows = LetterVersion.objects.filter(office_id=office_id).order_by("number")
    return {
        slug: Standing(slug, number, bytes(digest), source, file, (slug, number) in gone)
        for slug, number, digest, source, file in rows.values_list(
            "slug", "number", "digest", "source", "file"
        )
    }


def gone_from(
    standing: Iterable[Standing], *, source: str, brought: set[str], refused: set[str]
) -> tuple[list[Standing], bool]:
    """Those of `source` that no file brought, and whether they are half of it or more."""
    of_it = [one for one in standing if one.source == source and not one.withdrawn]
    gone = [one for one in of_it if one.slug not in brought and one.file not in refused]
    return gone, 2 * len(gone) >= len(of_it) > 0


def withdraw_letters(
    *, office_id: uuid.UUID, gone: Iterable[Standing], at: datetime.datetime | None = None
) -> None:
    """Write that they are gone and take them out of the search, in one transaction."""
    moment = at or clock.now()
    with transaction.atomic():
        Office.objects.select_for_update().get(id=office_id)
        LetterWithdrawal.objects.bulk_create(
            LetterWithdrawal(office_id=office_id, slug=one.slug, number=one.number, at=moment)
            for one in gone
        )
        for one in gone:
            forget_entry(office_id=office_id, kind="letter", slug=one.slug)


def withdrawn_at(*, office_id: uuid.UUID, slug: str, number: int) -> datetime.datetime | None:
    """When that version was withdrawn, if it was."""
    rows = LetterWithdrawal.objects.filter(office_id=office_id, slug=slug, number=number)
    return rows.values_list("at", flat=True).first()
