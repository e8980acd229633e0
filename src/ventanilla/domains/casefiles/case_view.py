"""A whole case, as every channel shows it: a fixed number of statements whatever it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from ventanilla.domains.casefiles.models import (
    Act,
    ActDocument,
    Case,
    Filing,
    FilingDocument,
)
from ventanilla.domains.casefiles.rules.applicants import Applicant
from ventanilla.domains.casefiles.rules.life import ActKind, Actor, State
from ventanilla.domains.casefiles.versions import filed_under
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.documents.api import Document
from ventanilla.domains.offices.api import Office
from ventanilla.domains.parties.api import Person
from ventanilla.domains.register.api import Amendment, Entry

STATEMENTS = 4  # case with its filing, the filing's documents, acts, their documents


@dataclass(frozen=True, slots=True)
class FiledDocument:
    """A document of the filing and the field it answers."""

    field: str
    document: Document


@dataclass(frozen=True, slots=True)
class ActView:
    """One act. `by_post` is null when the person acted; `entry_id` and `number` (`2026/E/000123`)
    where it was registered."""

    id: UUID
    seq: int
    kind: ActKind
    actor: Actor
    at: datetime
    by_post: UUID | None
    account_id: UUID | None
    entry_id: UUID | None
    number: str
    content: dict[str, Any]
    documents: list[Document] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Annulled:
    """The later entry that annuls the filing's, by its number, and why."""

    entry: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """Everything about a case. Moments are aware, in UTC; `label` is the number of its entry."""

    id: UUID
    office: Office
    unit_id: UUID
    unit_name: str
    label: str
    entry_id: UUID
    procedure: catalogue.PublishedProcedure
    subject: str
    state: State
    last_seq: int
    presented_at: datetime
    received_at: datetime
    registered_at: datetime
    due_on: date | None
    due_because: Any
    closed_at: datetime | None
    applicant: Applicant
    language: str
    channel: str
    answers: dict[str, Any]
    documents: list[FiledDocument]
    acts: list[ActView]
    annulled: Annulled | None = None

    @property
    def filed_under(self) -> catalogue.PublishedProcedure:
        """The version whose questions were answered: `procedure` may be a later one, by an act."""
        return catalogue.version(filed_under(self.acts, self.procedure.version_id))

    @property
    def answer(self) -> ActView | None:
        """The act that answered, if there is one."""
        return next((act for act in self.acts if act.kind == ActKind.ANSWER), None)

    @property
    def time_limit(self) -> Mapping[str, Any]:
        """The time limit that counts: the one decided when it was filed, else the procedure's."""
        kept = self.acts[0].content.get("decisions") if self.acts else None
        return self.procedure.limit_kept(kept or {})

    def files(self) -> dict[str, list[Document]]:
        """The filing's documents by field, as `Form.summary` takes them."""
        files: dict[str, list[Document]] = {}
        for filed in self.documents:
            files.setdefault(filed.field, []).append(filed.document)
        return files

    def document(self, document_id: UUID) -> Document | None:
        """A document of the case by its id: whoever may see the case may ask for it."""
        acted = [document for act in self.acts for document in act.documents]
        everything = [filed.document for filed in self.documents] + acted
        return next((found for found in everything if found.id == document_id), None)


def view_of(case: Any) -> CaseView:
    """The view of a case that was read with `office`, `unit`, `applicant` and `opened_by`, and
    annotated with `beside()`."""
    filed = FilingDocument.objects.filter(filing_id=case.opened_by_id).select_related("document")
    entry = case.opened_by
    return CaseView(
        id=case.id,
        office=case.office,
        unit_id=case.unit_id,
        unit_name=case.unit.name,
        label=str(entry),
        entry_id=entry.id,
        procedure=catalogue.version(case.version_id),
        subject=case.subject,
        state=State(case.state),
        last_seq=case.last_seq,
        presented_at=entry.presented_at,
        received_at=entry.received_at,
        registered_at=entry.registered_at,
        due_on=case.due_on,
        due_because=case.due_because,
        closed_at=case.closed_at,
        applicant=applicant_of(case.applicant),
        language=case.filed_language,
        channel=case.filed_channel,
        answers=case.filed_answers,
        documents=[FiledDocument(place.field, place.document) for place in filed],
        acts=_acts(case),
        annulled=_annulled(case),
    )


def beside() -> dict[str, Subquery]:
    """What was filed, and the entry that annuls it, to annotate in the statement that reads the
    case."""
    filing = Filing.objects.filter(entry_id=OuterRef("opened_by_id"))
    later = Amendment.objects.filter(
        amended_id=OuterRef("opened_by_id"), kind=Amendment.Kind.ANNULS
    )
    return {
        **{f"filed_{n}": Subquery(filing.values(n)) for n in ("language", "channel", "answers")},
        "annulled_because": Subquery(later.values("reason")),
        **{f"annulled_{n}": Subquery(later.values(f"entry__{n}")) for n in _NUMBERED},
    }


def _annulled(case: Any) -> Annulled | None:
    if case.annulled_because is None:
        return None
    later = Entry(**{n: getattr(case, f"annulled_{n}") for n in _NUMBERED})
    return Annulled(str(later), case.annulled_because)


def _acts(case: Case) -> list[ActView]:
    documents: dict[UUID, list[Document]] = {}
    places = ActDocument.objects.filter(act__case=case).select_related("document")
    for place in places.order_by("act_id", "position"):
        documents.setdefault(place.act_id, []).append(place.document)
    return [
        ActView(
            id=act.id,
            seq=act.seq,
            kind=ActKind(act.kind),
            actor=Actor(act.actor),
            at=act.at,
            by_post=act.post_id,
            account_id=act.account_id,
            entry_id=act.entry_id,
            number=str(Entry(**{n: getattr(act, f"entry_{n}") for n in _NUMBERED}))
            if act.entry_id
            else "",
            content=act.content,
            documents=documents.get(act.id, []),
        )
        for act in Act.objects.filter(case=case).annotate(**_numbers())
    ]


_NUMBERED = ("year", "book", "number")


def _numbers() -> dict[str, Subquery]:
    """The number of each act's entry, in the statement that reads the acts."""
    entry = Entry.objects.filter(id=OuterRef("entry_id"))
    return {f"entry_{name}": Subquery(entry.values(name)) for name in _NUMBERED}


def applicant_of(person: Person) -> Applicant:
    """The person of a case as they presented themselves."""
    return Applicant(
        name=person.name,
        address=person.address,
        email=person.email,
        phone=person.phone,
        identifier_scheme=person.identifier_scheme,
        identifier=person.identifier,
        language=person.language,
        support=person.support,
        account_id=person.account_id,
    )
