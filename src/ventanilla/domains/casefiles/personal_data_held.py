"""What this domain holds about people, for requests over their own data.

The files of the documents domain are found here, since that one knows nothing of cases. What an
act says and its person has not been notified of is not told before: it has no effect yet. Nor is
what was done to a title once somebody else holds it.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from ventanilla.domains.casefiles.models import Act, ActDocument, DraftDocument, FilingDocument
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.casefiles.rules.titling import TITLE_ACTS
from ventanilla.domains.notices import api as notices
from ventanilla.domains.privacy.api import Rows, Subject, TableHolder

_INNER = (ActKind.PROPOSE, ActKind.AGREE, ActKind.ABSTAIN)  # part of making up one's mind


def _cases(subject: Subject) -> Q:
    return Q(applicant_id__in=subject.ids) | Q(account_id__in=subject.ids)


def _of_cases(subject: Subject) -> Q:
    return Q(case_id__in=subject.ids)


def _acts(subject: Subject) -> Q:
    untold = notices.Notice.objects.filter(
        matter_id=OuterRef("case_id"), item=OuterRef("seq"), standing__in=notices.PENDING
    )
    handed_on = Act.objects.filter(
        case_id=OuterRef("case_id"), kind=ActKind.TRANSFER_TITLE, seq__lt=OuterRef("seq")
    )
    anothers = Q(kind__in=list(TITLE_ACTS)) & Q(Exists(handed_on))
    return _of_cases(subject) & ~Q(kind__in=_INNER) & ~Q(Exists(untold)) & ~anothers


def _drafts(subject: Subject) -> Q:
    return Q(id__in=subject.ids) | Q(account_id__in=subject.ids) | Q(entry_id__in=subject.ids)


def _documents(subject: Subject) -> Q:
    ids = subject.ids
    filed = FilingDocument.objects.filter(filing__case_id__in=ids).values("document_id")
    acted = ActDocument.objects.filter(act__case_id__in=ids).values("document_id")
    drafted = DraftDocument.objects.filter(draft_id__in=ids).values("document_id")
    return Q(id__in=filed) | Q(id__in=acted) | Q(id__in=drafted)


HOLDER = TableHolder(
    "casefiles",
    (
        Rows(
            model="casefiles.Case",
            by=_cases,
            names=("id", "opened_by_id", "applicant_id"),
            kept_by="case",
        ),
        Rows(
            model="casefiles.Filing",
            by=_of_cases,
            names=("entry_id",),
            kept_by="case",
            spare="entry_id",
        ),
        Rows(model="casefiles.Act", by=_acts, kept_by="case"),
        Rows(model="casefiles.Evaluation", by=_of_cases, kept_by="case"),
        Rows(model="casefiles.RankedLine", by=_of_cases, kept_by="case"),
        Rows(model="casefiles.Draft", by=_drafts, names=("id",)),
        Rows(model="documents.Document", by=_documents, kept_by="case"),
    ),
)
