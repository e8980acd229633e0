"""Every title held beside its events: where its row is not what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from ventanilla.domains.titles.models import Title, TitleEvent
from ventanilla.domains.titles.recording import as_happened
from ventanilla.domains.titles.rules.life import lived


@dataclass(frozen=True, slots=True)
class MatterEvent:
    """One event as the matter that brought it about can tell it again."""

    kind: str
    by: int
    item: int
    on: str


def events_of_matters(matters: Sequence[UUID]) -> dict[UUID, list[MatterEvent]]:
    """What was written for each matter, by title and act: one statement."""
    found: dict[UUID, list[MatterEvent]] = {}
    rows = TitleEvent.objects.filter(matter_id__in=matters).order_by("id")
    for row in rows:
        told = MatterEvent(row.kind, row.by, row.item, row.on.isoformat())
        found.setdefault(row.matter_id, []).append(told)  # type: ignore[arg-type]
    return found


def title_mismatches(matters: Sequence[UUID]) -> Iterator[tuple[UUID, str, str, str]]:
    """(matter, what, row, events) of each title of these whose row its events do not give: two
    statements."""
    for title in Title.objects.filter(matter_id__in=matters).prefetch_related("events"):
        life = lived([as_happened(event) for event in title.events.all()])
        pairs = {
            "title state": (title.state, life.state.value),
            "title until": (title.until, life.until),
            "title holder": (str(title.holder_id), life.holder),
        }
        for what, (row, said) in pairs.items():
            if row != said:
                yield title.matter_id, what, str(row), str(said)
