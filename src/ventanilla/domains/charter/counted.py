"""What an office's own rows count, gathered once for all measures. Nothing is estimated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import cached_property

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import ActKind
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.documents import api as documents
from ventanilla.domains.legislation import api as legislation
from ventanilla.domains.notices import api as notices
from ventanilla.domains.offices import api as offices
from ventanilla.domains.privacy import api as privacy
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock

FRIDAY = 5
REVIEWED_WITHIN_DAYS = 365
DAY_HOURS = range(8, 18)
Pair = tuple[int, int | None]  # the count, and what it is out of


class Counted:
    """The counts of one office; each source is read at most once, when first asked for."""

    def __init__(self, office: offices.Office) -> None:
        self.office = office

    @cached_property
    def offered(self) -> list[catalogue.PublishedProcedure]:
        """The procedures in force."""
        return catalogue.offered(office_id=self.office.id, at=clock.now())

    @cached_property
    def done(self) -> casefiles.Tally:
        """Acts and filings."""
        return casefiles.tally(self.office)

    @cached_property
    def hours(self) -> Counter[tuple[int, int]]:
        """Entries by day of the week and hour."""
        return register.entries_by_hour(self.office)

    @cached_property
    def kept(self) -> casefiles.Kept:
        """Cases answered in the last ninety days, and in time."""
        return casefiles.promises_kept(self.office)

    def pair(self, name: str) -> Pair:
        """The count of that name in `COUNTS`."""
        return COUNTS[name](self)


def _of_offered(holds: Callable[[catalogue.PublishedProcedure], object]) -> Callable[..., Pair]:
    def count(found: Counted) -> Pair:
        return sum(bool(holds(one)) for one in found.offered), len(found.offered)

    return count


def _of_acts(*kinds: ActKind) -> Callable[[Counted], Pair]:
    return lambda found: (sum(found.done.acts[kind] for kind in kinds), None)


def _decided_of(decided: ActKind, asked: ActKind) -> Callable[[Counted], Pair]:
    return lambda found: (found.done.acts[decided], found.done.acts[asked])


def _out_of_hours(found: Counted) -> Pair:
    out = sum(
        count
        for (weekday, hour), count in found.hours.items()
        if weekday > FRIDAY or hour not in DAY_HOURS
    )
    return out, found.hours.total()


def _elsewhere(found: Counted) -> Pair:
    return found.done.filings - found.done.channels["portal"], found.done.filings


def _reviewed(found: Counted) -> Pair:
    since = clock.today(found.office.zone) - timedelta(days=REVIEWED_WITHIN_DAYS)
    return sum(one.review_date >= since for one in found.offered), len(found.offered)


def _record(found: Counted) -> Pair:
    office = found.office
    parts = (
        office.holder,
        office.legal_basis,
        office.address,
        office.opening_hours,
        office.phone,
        office.email,
    )
    return sum(bool(part) for part in parts), len(parts)


COUNTS: dict[str, Callable[[Counted], Pair]] = {
    "procedures": lambda c: (len(c.offered), None),
    "with_summary": _of_offered(lambda one: one.summary),
    "with_unit": _of_offered(lambda one: one.unit),
    "at_the_counter": _of_offered(
        lambda one: any(channel["kind"] == "counter" for channel in one.channels)
    ),
    "reviewed": _reviewed,
    "requirements": lambda c: (sum(len(one.requirements) for one in c.offered), None),
    "never_asked": lambda c: (sum(len(one.may_not_be_asked) for one in c.offered), None),
    "filings": lambda c: (c.done.filings, None),
    "elsewhere": _elsewhere,
    "by_programs": lambda c: (c.done.channels["api"], None),
    "filing_languages": lambda c: (len(c.done.languages), None),
    "out_of_hours": _out_of_hours,
    "entries": lambda c: (c.hours.total(), None),
    "acts_by_people": lambda c: (c.done.by_people, None),
    "named_officials": lambda c: (c.done.named, c.done.by_officials),
    "without_account": lambda c: (c.done.without_account, c.done.filings),
    "in_time": lambda c: (c.kept.in_time, c.kept.answered),
    "appeals": _decided_of(ActKind.DECIDE_APPEAL, ActKind.APPEAL),
    "corrections": _decided_of(ActKind.CORRECT, ActKind.ASK_CORRECTION),
    "extensions": _of_acts(ActKind.EXTEND),
    "recalculated": _of_acts(ActKind.RECALCULATED),
    "complaints_of_delay": _of_acts(ActKind.COMPLAIN_OF_DELAY),
    "forwarded": _of_acts(ActKind.FORWARD),
    "archived": _of_acts(ActKind.TRANSFER),
    "documents": lambda c: (documents.documents_kept(c.office.id), None),
    "accesses": lambda c: (privacy.accesses_counted(c.office.id), None),
    "undeclared": lambda c: (len(privacy.gaps()), None),
    "keys": lambda c: (len(offices.keys_of(office_id=c.office.id)), None),
    "languages": lambda c: (len(c.office.languages), None),
    "record": _record,
    "cosigners": lambda c: (register.cosigners(c.office.id), None),
    "notices": lambda c: notices.notices_counted(c.office.id),
    "calendars": lambda c: (len(legislation.calendar_versions(office_id=c.office.id)), None),
    "missed_searches": lambda c: (len(catalogue.missed(office_id=c.office.id)), None),
}
