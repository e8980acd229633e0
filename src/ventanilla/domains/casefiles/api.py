"""The door of the casefiles domain."""

from ventanilla.domains.casefiles.actions.answer import answer
from ventanilla.domains.casefiles.actions.lodge import Lodged, lodge, repeated
from ventanilla.domains.casefiles.actions.lodge_draft import lodge_draft
from ventanilla.domains.casefiles.actions.save_page import save_page
from ventanilla.domains.casefiles.actions.start_draft import start_draft
from ventanilla.domains.casefiles.actions.take_room import take_room
from ventanilla.domains.casefiles.case_view import ActView, CaseView, FiledDocument
from ventanilla.domains.casefiles.codes import draft_code, follow_secret
from ventanilla.domains.casefiles.drafts import (
    draft_by_code,
    draft_for,
    drafts_filed_as,
    drafts_of,
    files_of,
)
from ventanilla.domains.casefiles.due_dates import Due, due_of, forget_due_dates
from ventanilla.domains.casefiles.errors import (
    AnswerIncomplete,
    CaseUnknown,
    ContactNeeded,
    DraftFull,
    DraftLodged,
    DraftUnknown,
    FilingInvalid,
    NotYours,
    OutOfOrder,
    StaleCase,
    UnitMissing,
)
from ventanilla.domains.casefiles.models import Act, Case, Draft, Filing
from ventanilla.domains.casefiles.queries import (
    CaseLine,
    QueuePage,
    case_by_secret,
    case_for_filer,
    case_for_official,
    case_for_person,
    case_id_of_entry,
    cases_of,
    follow,
    may_read_entry,
    queue,
)
from ventanilla.domains.casefiles.requests import request_digest
from ventanilla.domains.casefiles.routing import forget_units
from ventanilla.domains.casefiles.rules.applicants import Applicant, applicant_from
from ventanilla.domains.casefiles.rules.life import ActKind, Decision, State

__all__ = [
    "Act",
    "ActKind",
    "ActView",
    "AnswerIncomplete",
    "Applicant",
    "Case",
    "CaseLine",
    "CaseUnknown",
    "CaseView",
    "ContactNeeded",
    "Decision",
    "Draft",
    "DraftFull",
    "DraftLodged",
    "DraftUnknown",
    "Due",
    "FiledDocument",
    "Filing",
    "FilingInvalid",
    "Lodged",
    "NotYours",
    "OutOfOrder",
    "QueuePage",
    "StaleCase",
    "State",
    "UnitMissing",
    "answer",
    "applicant_from",
    "case_by_secret",
    "case_for_filer",
    "case_for_official",
    "case_for_person",
    "case_id_of_entry",
    "cases_of",
    "draft_by_code",
    "draft_code",
    "draft_for",
    "drafts_filed_as",
    "drafts_of",
    "due_of",
    "files_of",
    "follow",
    "follow_secret",
    "forget_due_dates",
    "forget_units",
    "lodge",
    "lodge_draft",
    "may_read_entry",
    "queue",
    "repeated",
    "request_digest",
    "save_page",
    "start_draft",
    "take_room",
]
