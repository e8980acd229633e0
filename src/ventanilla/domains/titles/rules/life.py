"""The life of a title, folded from what happened to it: the same events, the same life.

Pure and total: the fold asks no permission (`permitted` does). What a title is on a day follows
from what had happened by then and from its term: no job is needed for its expiry to be true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ventanilla.domains.titles.rules.events import (
    ALIVE,
    Happened,
    TitleEventKind,
    TitleState,
)


@dataclass(frozen=True, slots=True)
class Life:
    """`begun` is the first day of the title, `since` that of its present state, `until` its last
    one (None: without term). `holder` is opaque. `added` are the conditions that acts put to it or
    changed, the newest last; `renewals` counts."""

    state: TitleState = TitleState.NOT_YET
    begun: date | None = None
    since: date | None = None
    until: date | None = None
    renewals: int = 0
    holder: str = ""
    added: tuple[str, ...] = ()

    @property
    def in_force(self) -> bool:
        """Whether what it grants may be done."""
        return self.state == TitleState.IN_FORCE


def lived(events: Iterable[Happened], *, on: date | None = None) -> Life:
    """The title as it stands on a day of its office; with no day, once everything that is written
    has had its effect, its term apart."""
    happened = [event for event in events if on is None or event.on <= on]
    life = Life()
    for event in standing(happened):
        life = _CHANGES[event.kind](_expired(life, event.on), event)
    return _expired(life, on) if on is not None else life


def standing(events: Iterable[Happened]) -> list[Happened]:
    """The events that have effect: neither undone nor the undoing of another. What was undone and
    happens again stands by its own act."""
    happened = list(events)
    undone = {e.content["of"] for e in happened if e.kind == TitleEventKind.UNDONE}
    return [e for e in happened if e.kind != TitleEventKind.UNDONE and e.by not in undone]


def _expired(life: Life, on: date) -> Life:
    if life.until is None or on <= life.until or life.state not in ALIVE:
        return life
    return replace(life, state=TitleState.EXPIRED, since=life.until + timedelta(days=1))


def _granted(life: Life, event: Happened) -> Life:
    return Life(
        state=TitleState.IN_FORCE,
        begun=event.on,
        since=event.on,
        until=_day(event, "until"),
        holder=str(event.content.get("holder", "")),
        added=_conditions(event),
    )


def _changed(life: Life, event: Happened) -> Life:
    until = None if event.content.get("ends_term") else life.until
    return replace(life, until=until, added=(*life.added, *_conditions(event)))


def _transferred(life: Life, event: Happened) -> Life:
    return replace(life, holder=str(event.content.get("holder", "")))


def _renewed(life: Life, event: Happened) -> Life:
    return replace(life, until=_day(event, "until"), renewals=life.renewals + 1)


def _suspended(life: Life, event: Happened) -> Life:
    if life.state != TitleState.IN_FORCE:
        return life
    return replace(life, state=TitleState.SUSPENDED, since=event.on)


def _lifted(life: Life, event: Happened) -> Life:
    if life.state != TitleState.SUSPENDED:
        return life
    return replace(life, state=TitleState.IN_FORCE, since=event.on)


def _ended(state: TitleState) -> Callable[[Life, Happened], Life]:
    """The first end is the end: a title that was renounced is not revoked afterwards."""

    def change(life: Life, event: Happened) -> Life:
        return replace(life, state=state, since=event.on) if life.state in ALIVE else life

    return change


def _conditions(event: Happened) -> tuple[str, ...]:
    said = str(event.content.get("conditions") or "").strip()
    return (said,) if said else ()


def _day(event: Happened, name: str) -> date | None:
    said = event.content.get(name)
    return date.fromisoformat(str(said)) if said else None


_CHANGES: dict[TitleEventKind, Callable[[Life, Happened], Life]] = {
    TitleEventKind.GRANTED: _granted,
    TitleEventKind.CHANGED: _changed,
    TitleEventKind.TRANSFERRED: _transferred,
    TitleEventKind.RENEWED: _renewed,
    TitleEventKind.SUSPENDED: _suspended,
    TitleEventKind.LIFTED: _lifted,
    TitleEventKind.REVOKED: _ended(TitleState.REVOKED),
    TitleEventKind.RENOUNCED: _ended(TitleState.RENOUNCED),
    TitleEventKind.ANNULLED: _ended(TitleState.ANNULLED),
    TitleEventKind.EXAMINED: lambda life, event: life,
    TitleEventKind.EXPIRED: _ended(TitleState.EXPIRED),
}
