"""What the whole office holds about somebody: every holder asked, in the order of the domains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from uuid import UUID

from ventanilla.domains.privacy.annotations import Annotation, declarations
from ventanilla.domains.privacy.ports import Exported, Found, Outcome, Subject, holders

MOST_ROUNDS = 6
_STAFF = ("official", "the official", "members of the committee", "editor", "focal point")


def subject_of(*, office_id: UUID, ids: Iterable[UUID]) -> Subject:
    """The subject that these identifiers stand for, with all that follows from them: their cases,
    entries, drafts. Each holder is asked until none knows any more."""
    subject = Subject(office_id=office_id, ids=frozenset(ids))
    for _ in range(MOST_ROUNDS):
        known = subject.ids.union(*(holder.names(subject) for holder in holders()))
        if known == subject.ids:
            break
        subject = replace(subject, ids=known)
    return subject


def found_about(subject: Subject) -> dict[str, list[Found]]:
    """How much each domain holds; those with nothing are left out."""
    found = {holder.domain: holder.find(subject) for holder in holders()}
    return {domain: rows for domain, rows in found.items() if rows}


def exported_about(subject: Subject) -> Iterator[tuple[str, Exported]]:
    """Every row with its domain, column by column."""
    for holder in holders():
        for row in holder.export(subject):
            yield holder.domain, row


def held_about(subject: Subject) -> dict[str, list[Outcome]]:
    """What may not be erased, by domain."""
    kept = {holder.domain: holder.hold(subject) for holder in holders()}
    return {domain: rows for domain, rows in kept.items() if rows}


def erase_about(subject: Subject) -> dict[str, list[Outcome]]:
    """Erase what may go, from the highest domain to the lowest, in the caller's transaction.
    Returns what went and what stays, by domain."""
    done = {holder.domain: holder.erase(subject) for holder in reversed(holders())}
    return {domain: rows for domain, rows in reversed(done.items()) if rows}


def of_people() -> list[Annotation]:
    """Every declared column that holds data of people other than the staff, and can be found."""
    return [
        one
        for one in declarations()
        if one.facets
        and not one.facets["whose"].startswith(_STAFF)
        and not one.facets.get("unfindable")
    ]
