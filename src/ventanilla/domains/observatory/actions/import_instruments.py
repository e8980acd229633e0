"""Importing facts: new ones are taken, changed ones become proposals that wait for a reviewer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import transaction

from ventanilla.domains.observatory.actions.import_indicators import Imported
from ventanilla.domains.observatory.actions.reading import ReadFile, read_csv
from ventanilla.domains.observatory.models import Fact, FileRead, Proposal
from ventanilla.domains.observatory.rules.rows import FACT_COLUMNS, FactRow, fact_row
from ventanilla.kernel import clock

CONTENT = (
    "country",
    "kind",
    "name",
    "identifier",
    "year",
    "status",
    "status_note",
    "url",
    "source",
    "confidence",
)


def import_instruments(path: Path) -> Imported:
    """Take the good rows of a CSV file with the columns of `FACT_COLUMNS` (`url` is optional).

    A fact already held that reads otherwise is not overwritten: the row becomes a proposal.
    Raises `FileUnreadable`.
    """
    read = read_csv(path, columns=FACT_COLUMNS, judge=fact_row)
    with transaction.atomic():
        return _keep(read)


def content_of(fact: Fact | FactRow) -> dict[str, Any]:
    """The columns of a fact that people read, as JSON values."""
    return {name: getattr(fact, name) for name in CONTENT}


def _keep(read: ReadFile[FactRow]) -> Imported:
    held = {f.key: content_of(f) for f in Fact.objects.filter(replaced_at__isnull=True)}
    waiting = [p.content for p in Proposal.objects.filter(verdict="")]
    new: list[Fact] = []
    proposals: list[Proposal] = []
    unchanged = 0
    for found in read.rows:
        content = content_of(found.row)
        if found.row.key not in held:
            held[found.row.key] = content
            new.append(Fact(key=found.row.key, recorded_at=clock.now(), **content))
        elif held[found.row.key] == content or content in waiting:
            unchanged += 1
        else:
            waiting.append(content)
            proposals.append(_proposal(found.row.key, content, read.name))
    Fact.objects.bulk_create(new)
    Proposal.objects.bulk_create(proposals)
    FileRead.objects.bulk_create([_record(read, len(new), unchanged, len(proposals))])
    return Imported(
        added=len(new), unchanged=unchanged, differing=len(proposals), refused=read.refused
    )


def _proposal(key: str, content: dict[str, Any], file_name: str) -> Proposal:
    return Proposal(
        country=content["country"],
        change="amend",
        key=key,
        content=content,
        reason="",
        origin=file_name,
        made_at=clock.now(),
    )


def _record(read: ReadFile[FactRow], added: int, unchanged: int, differing: int) -> FileRead:
    return FileRead(
        kind="instruments",
        name=read.name,
        digest=read.digest,
        read_at=clock.now(),
        added=added,
        unchanged=unchanged,
        differing=differing,
        refused=len(read.refused),
    )
