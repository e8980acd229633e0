"""Titles and their events, written in the transaction of the act that brings them about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.titles.codes import title_code, title_code_digest
from ventanilla.domains.titles.errors import TitleRefused, TitleUnknown
from ventanilla.domains.titles.models import Title, TitleEvent
from ventanilla.domains.titles.rules.events import Happened, TitleEventKind
from ventanilla.domains.titles.rules.life import Life, lived
from ventanilla.domains.titles.rules.permitted import refusal
from ventanilla.domains.titles.rules.terms import last_day
from ventanilla.kernel.identifiers import uuid7


@dataclass(frozen=True, slots=True, kw_only=True)
class Birth:
    """What a title is made of. `matter_id`, `by` and `item`: the matter and the acts in it;
    `answers` are all of the matter: only what the procedure shows is kept."""

    office_id: UUID
    matter_id: UUID
    version_id: UUID
    grants: Mapping[str, Any]
    holder_id: UUID
    account_id: UUID | None
    entry_id: UUID | None
    decision: str
    answers: Mapping[str, Any]
    conditions: str
    on: date
    at: datetime
    by: int
    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One more event of a title, by an act of a matter."""

    kind: TitleEventKind
    on: date
    at: datetime
    matter_id: UUID
    by: int
    item: int
    content: Mapping[str, Any] = field(default_factory=dict)
    holder_id: UUID | None = None  # of a transfer


def newborn(birth: Birth) -> tuple[Title, TitleEvent]:
    """The rows of a title not yet written: both, or neither, in one transaction."""
    until = last_day(birth.grants, decision=birth.decision, answers=birth.answers, begun=birth.on)
    title_id = uuid7()
    shown = birth.grants.get("shows") or ()
    event = TitleEvent(
        office_id=birth.office_id,
        title_id=title_id,
        kind=TitleEventKind.GRANTED,
        on=birth.on,
        at=birth.at,
        matter_id=birth.matter_id,
        by=birth.by,
        item=birth.item,
        content={
            "until": until.isoformat() if until else None,
            "conditions": birth.conditions,
            "holder": str(birth.holder_id),
        },
    )
    life = lived([as_happened(event)])
    title = Title(
        id=title_id,
        office_id=birth.office_id,
        matter_id=birth.matter_id,
        version_id=birth.version_id,
        entry_id=birth.entry_id,
        decision=birth.decision,
        granted={name: birth.answers[name] for name in shown if name in birth.answers},
        code_digest=title_code_digest(title_code(title_id)),
        created_at=birth.at,
        holder_id=birth.holder_id,
        account_id=birth.account_id,
        state=life.state,
        until=life.until,
    )
    return title, event


def examined(
    *, office_id: UUID, title_id: UUID, matter_id: UUID, on: date, at: datetime
) -> TitleEvent:
    """That a matter about the title was begun, by its first act: a row not yet written. It changes
    nothing of the title; its holder is led to the matter by it."""
    return TitleEvent(
        office_id=office_id,
        title_id=title_id,
        kind=TitleEventKind.EXAMINED,
        on=on,
        at=at,
        matter_id=matter_id,
        by=1,
        item=1,
    )


def record(title_id: UUID, fact: Fact) -> TitleEvent:
    """Append what happened and bring the title's row to it, within the caller's transaction.

    It asks no permission: `must_be_permitted` did, when the act was done. Raises `TitleUnknown`.
    """
    title = _locked(title_id)
    event = TitleEvent(
        office_id=title.office_id,
        title_id=title.id,
        kind=fact.kind,
        on=fact.on,
        at=fact.at,
        matter_id=fact.matter_id,
        by=fact.by,
        item=fact.item,
        content=dict(fact.content),
    )
    event.save(force_insert=True)
    life = lived([as_happened(one) for one in title.events.all()])
    title.state, title.until = life.state, life.until
    if life.holder and life.holder != str(title.holder_id):
        title.holder_id, title.account_id = UUID(life.holder), None
    title.save(update_fields=["state", "until", "holder", "account_id"])
    return event


def must_be_permitted(
    *, title_id: UUID, kind: TitleEventKind, on: date, content: Mapping[str, Any] | None = None
) -> Life:
    """The life of the title on that day. Raises `TitleRefused` with the reason and what instead
    where `kind` may not happen to it, `TitleUnknown`. The row is locked until the transaction ends.
    """
    title = _locked(title_id)
    life = lived([as_happened(one) for one in title.events.all()], on=on)
    grants = catalogue.version(title.version_id).grants or {}
    why = refusal(kind, life=life, grants=grants, content=content)
    if why is not None:
        raise TitleRefused(why.cause, expected=why.instead, reason=why.code)
    return life


def as_happened(event: TitleEvent) -> Happened:
    """An event as the rules read it."""
    return Happened(
        kind=TitleEventKind(event.kind),
        on=event.on,
        by=act_key(event.matter_id, event.by),
        content=event.content,
    )


def act_key(matter_id: UUID | None, by: int) -> str:
    """What tells one act from every other."""
    return f"{matter_id or ''}/{by}"


def _locked(title_id: UUID) -> Title:
    title = Title.objects.select_for_update(of=("self",)).filter(id=title_id).first()
    if title is None:
        raise TitleUnknown
    return title
