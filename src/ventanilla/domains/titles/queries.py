"""Titles as they stand on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices.api import Office
from ventanilla.domains.parties.api import Person
from ventanilla.domains.titles.codes import title_code, title_code_digest
from ventanilla.domains.titles.errors import TitleUnknown
from ventanilla.domains.titles.models import Title, TitleEvent
from ventanilla.domains.titles.recording import as_happened
from ventanilla.domains.titles.rules.events import Refusal, TitleEventKind, TitleState
from ventanilla.domains.titles.rules.holders import public_name
from ventanilla.domains.titles.rules.life import Life, lived, standing
from ventanilla.domains.titles.rules.permitted import refusal
from ventanilla.domains.titles.rules.terms import declared_conditions, term_of
from ventanilla.kernel import clock

K = TitleEventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleView:
    """A title on `day`. `grants` is what its procedure declares; `granted` its public answers, by
    field. `dates` are the events that have had effect by then, in order, for anybody to read;
    `examined_in` the matters of own motion about it, for its holder."""

    id: UUID
    code: str
    office: Office
    matter_id: UUID
    born_by: int  # the place of the act that granted it
    entry_id: UUID | None
    procedure: catalogue.PublishedProcedure
    grants: Mapping[str, Any]
    decision: str
    granted: Mapping[str, Any]
    holder: Person = field(repr=False)
    day: date
    life: Life
    dates: tuple[tuple[TitleEventKind, date], ...]
    examined_in: tuple[UUID, ...] = ()

    @property
    def state(self) -> TitleState:
        """Where it stands on the day."""
        return self.life.state

    @property
    def changed_hands(self) -> bool:
        """Whether its holder is another than the one to whom it was granted."""
        return any(kind == TitleEventKind.TRANSFERRED for kind, _on in self.dates)

    @property
    def public_holder(self) -> str:
        """The holder as a stranger may read it."""
        return public_name(
            name=self.holder.name,
            scheme=self._scheme,
            identifier=self.holder.identifier,
            register_is_public=bool(self.grants.get("holder_public")),
        )

    @property
    def conditions(self) -> list[Mapping[str, Any]]:
        """Those that the procedure declares for its decision, each a fact with its norm."""
        return list(declared_conditions(self.grants, self.decision))

    @property
    def term(self) -> Mapping[str, Any]:
        """The declared term that applies to it, a fact with its norm."""
        return term_of(self.grants, decision=self.decision, answers=self.granted)

    def refusal(self, kind: TitleEventKind) -> Refusal | None:
        """Why `kind` may not happen to it on the day; None where it may."""
        return refusal(kind, life=self.life, grants=self.grants)

    @property
    def _scheme(self) -> str:
        name = self.procedure.applicant.get("identifier")
        return str(self.holder.identifier_scheme or self.procedure.scheme_of(name))


def title_by_code(*, office: Office, code: str, day: date | None = None) -> TitleView:
    """The title that anybody may check. Raises `TitleUnknown`."""
    return _one(_read().filter(office=office, code_digest=title_code_digest(code)), office, day)


def title_of_matter(*, office: Office, matter_id: UUID) -> TitleView | None:
    """The title that a matter granted, if it did."""
    found = _read().filter(office=office, matter_id=matter_id).first()
    return _view(found, office, None) if found else None


def title_by_id(*, office: Office, title_id: UUID) -> TitleView:
    """A title by its id. Raises `TitleUnknown`."""
    return _one(_read().filter(office=office, id=title_id), office, None)


def titles_of_account(*, office: Office, account_id: UUID) -> list[TitleView]:
    """What a person holds or held in an office, newest first: two statements."""
    mine = _read().filter(office=office, account_id=account_id).order_by("-created_at")
    return [_view(title, office, None) for title in mine]


def _one(found: QuerySet[Title], office: Office, day: date | None) -> TitleView:
    title = found.first()
    if title is None:
        raise TitleUnknown
    return _view(title, office, day)


def _read() -> QuerySet[Title]:
    return Title.objects.select_related("holder").prefetch_related("events")


def _view(title: Title, office: Office, day: date | None) -> TitleView:
    on = day or clock.today(office.zone)
    events = list(title.events.all())
    procedure = catalogue.version(title.version_id)
    return TitleView(
        id=title.id,
        code=title_code(title.id),
        office=office,
        matter_id=title.matter_id,
        born_by=next(event.item for event in events if event.kind == TitleEventKind.GRANTED),
        entry_id=title.entry_id,
        procedure=procedure,
        grants=procedure.grants or {},
        decision=title.decision,
        granted=title.granted,
        holder=title.holder,
        day=on,
        life=lived([as_happened(event) for event in events], on=on),
        dates=_dates(events, on),
        examined_in=tuple(
            one.matter_id for one in events if one.kind == K.EXAMINED and one.matter_id is not None
        ),
    )


def _dates(events: Iterable[TitleEvent], on: date) -> tuple[tuple[TitleEventKind, date], ...]:
    happened = standing(as_happened(event) for event in events if event.on <= on)
    return tuple((event.kind, event.on) for event in happened if event.kind != K.EXAMINED)
