"""Whose data a case is about, and what the office holds of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.datarights.errors import NoDataRight
from ventanilla.domains.parties import api as parties
from ventanilla.domains.privacy import api as privacy


def right_of(case: casefiles.CaseView) -> str:
    """Which right the case is about (`access`, `correction`…); nothing where it is not of these."""
    declared = case.procedure.data_rights
    return str(case.answers.get(declared["right"], "")) if declared else ""


@dataclass(frozen=True)
class AboutPerson:
    """The person of a case over their data. `alike` are filings that gave the same identity number
    without an account: they count only when `with_alike`, once somebody has checked who asks."""

    case: casefiles.CaseView
    person: parties.Person
    alike: Sequence[UUID]
    with_alike: bool

    @property
    def has_account(self) -> bool:
        """Whether the case came with an account: then it is known who asks."""
        return self.person.account_id is not None

    @cached_property
    def subject(self) -> privacy.Subject:
        """All that stands for them; what is under way spares what it needs."""
        own = {self.person.id, self.person.subject_id, self.person.account_id} - {None}
        found = privacy.subject_of(
            office_id=self.case.office.id,
            ids=[*own, *(self.alike if self.with_alike else ())],
        )
        return replace(found, spared=self._needed(found))

    @cached_property
    def cases(self) -> list[casefiles.Case]:
        """Their cases in this office, the latest first."""
        rows = casefiles.Case.objects.filter(
            office_id=self.case.office.id, id__in=self.subject.ids
        ).select_related("opened_by", "office", "unit", "applicant")
        return list(rows.order_by("-opened_at"))

    def _needed(self, found: privacy.Subject) -> frozenset[UUID]:
        under_way = casefiles.Case.objects.filter(
            office_id=self.case.office.id, id__in=found.ids, closed_at__isnull=True
        )
        return frozenset(under_way.values_list("applicant_id", flat=True)) | {self.person.id}


def about(case: casefiles.CaseView, *, with_alike: bool = False) -> AboutPerson:
    """The person of that case. Raises `NoDataRight` where it is not over their data."""
    if not right_of(case):
        raise NoDataRight
    row = casefiles.Case.objects.select_related("applicant").get(id=case.id)
    own = privacy.subject_of(
        office_id=case.office.id,
        ids={row.applicant.id, row.applicant.subject_id, row.applicant.account_id} - {None},
    )
    alike = parties.people_alike(office_id=case.office.id, person_id=row.applicant.id)
    return AboutPerson(
        case=case,
        person=row.applicant,
        alike=[one for one in alike if one not in own.ids],
        with_alike=with_alike,
    )
