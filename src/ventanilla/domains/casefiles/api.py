"""The door of the casefiles domain."""

from ventanilla.domains.casefiles.acting import Life, life_of, offers
from ventanilla.domains.casefiles.actions.act_on_title import (
    change_title,
    lift_title,
    renew_title,
    renounce_title,
    suspend_title,
    transfer_title,
)
from ventanilla.domains.casefiles.actions.admit import admit
from ventanilla.domains.casefiles.actions.agree import Vote, agree
from ventanilla.domains.casefiles.actions.allege import allege
from ventanilla.domains.casefiles.actions.allow_paper import allow_paper
from ventanilla.domains.casefiles.actions.answer import answer
from ventanilla.domains.casefiles.actions.answer_report import answer_report
from ventanilla.domains.casefiles.actions.appeal import appeal
from ventanilla.domains.casefiles.actions.apply_effects import apply_effects, effects_of
from ventanilla.domains.casefiles.actions.ask_correction import ask_correction
from ventanilla.domains.casefiles.actions.ask_report import ask_report
from ventanilla.domains.casefiles.actions.ask_review import ask_review
from ventanilla.domains.casefiles.actions.cease_effects import cease_effects
from ventanilla.domains.casefiles.actions.choose_means import choose_means
from ventanilla.domains.casefiles.actions.close import close, transfer
from ventanilla.domains.casefiles.actions.correct import correct
from ventanilla.domains.casefiles.actions.correct_error import correct_error
from ventanilla.domains.casefiles.actions.decide_appeal import (
    decide_appeal,
    forward_appeal,
    suspend_act,
)
from ventanilla.domains.casefiles.actions.desist import desist, waive
from ventanilla.domains.casefiles.actions.end_unmended import (
    declare_lapse,
    deem_withdrawn,
    warn_lapse,
)
from ventanilla.domains.casefiles.actions.evaluate import evaluate
from ventanilla.domains.casefiles.actions.extend import extend
from ventanilla.domains.casefiles.actions.forward import (
    forward_outside,
    forward_to_office,
    forward_to_unit,
)
from ventanilla.domains.casefiles.actions.hand_over import DELEGABLE, delegate, substitute
from ventanilla.domains.casefiles.actions.invalidate import invalidate, open_invalidation
from ventanilla.domains.casefiles.actions.join import join, split
from ventanilla.domains.casefiles.actions.lodge import AtCounter, Lodged, left_out, lodge, repeated
from ventanilla.domains.casefiles.actions.lodge_draft import lodge_draft
from ventanilla.domains.casefiles.actions.move_version import move_version
from ventanilla.domains.casefiles.actions.notify_third_parties import notify_third_parties
from ventanilla.domains.casefiles.actions.open_call import open_call
from ventanilla.domains.casefiles.actions.open_hearing import close_hearing, open_hearing
from ventanilla.domains.casefiles.actions.open_own_motion import open_own_motion
from ventanilla.domains.casefiles.actions.propose import propose
from ventanilla.domains.casefiles.actions.public_information import (
    Reply,
    close_information,
    open_information,
    speak,
)
from ventanilla.domains.casefiles.actions.put_file import put_file, set_files
from ventanilla.domains.casefiles.actions.record_contact import record_contact
from ventanilla.domains.casefiles.actions.record_silence import (
    certify_silence,
    complain_of_delay,
    protocol_silence,
    record_silence,
)
from ventanilla.domains.casefiles.actions.record_tacit_notice import record_tacit_notice
from ventanilla.domains.casefiles.actions.record_work import record_work
from ventanilla.domains.casefiles.actions.recuse import abstain, decide_recusal, recuse
from ventanilla.domains.casefiles.actions.reject import reject
from ventanilla.domains.casefiles.actions.resolve import resolve
from ventanilla.domains.casefiles.actions.run_call import (
    agree_in_call,
    call_up,
    carry_out,
    close_filing,
    offered_in_call,
    propose_definitive,
    publish_provisional,
    resolve_call,
    why_of,
)
from ventanilla.domains.casefiles.actions.save_page import save_page, state_draft_support
from ventanilla.domains.casefiles.actions.settle_draft import changes_of, read_changes, settle_draft
from ventanilla.domains.casefiles.actions.start_draft import start_draft
from ventanilla.domains.casefiles.actions.suspend import resume, suspend
from ventanilla.domains.casefiles.actions.take_room import take_room
from ventanilla.domains.casefiles.automation import automation_law
from ventanilla.domains.casefiles.call_models import Call, CallAct, CallActKind, CallState
from ventanilla.domains.casefiles.calls import (
    Entrant,
    OwnPlace,
    PublishedLine,
    PublishedList,
    acts_of,
    call_by_code,
    call_for_official,
    call_of_case,
    call_taking,
    calls_of,
    entrants,
    own_place,
    published_lists,
    rules_of,
)
from ventanilla.domains.casefiles.capacity import (
    LAW,
    Hand,
    acting_hand,
    charge,
    competent_post,
    hand_of,
    party,
    rows_of,
    signed_as,
    units_reached,
)
from ventanilla.domains.casefiles.case_now import (
    CaseNow,
    FieldChange,
    Turn,
    case_now,
    is_sealed,
    turns_of,
)
from ventanilla.domains.casefiles.case_view import ActView, Annulled, CaseView, FiledDocument
from ventanilla.domains.casefiles.codes import draft_code, follow_secret
from ventanilla.domains.casefiles.drafts import (
    draft_by_code,
    draft_for,
    drafts_filed_as,
    drafts_of,
    files_of,
)
from ventanilla.domains.casefiles.due_dates import (
    Due,
    appeal_after_silence,
    due_of,
    forget_due_dates,
)
from ventanilla.domains.casefiles.errors import (
    ActIncomplete,
    AnswerIncomplete,
    CallNotOpen,
    CallUnknown,
    CaseUnknown,
    ContactNeeded,
    DraftFull,
    DraftLodged,
    DraftUnknown,
    FilingInvalid,
    NotDelegable,
    NotYours,
    OutOfOrder,
    StaleCase,
    TaskTaken,
    TaskUnknown,
    UnitMissing,
    ViewRefused,
)
from ventanilla.domains.casefiles.example_course import walk_example
from ventanilla.domains.casefiles.figures import Figure, Figures, figures
from ventanilla.domains.casefiles.handling.filters import (
    CaseFilter,
    Counted,
    KeptView,
    case_filter,
    count_cases,
    drop_view,
    keep_view,
    views_of,
)
from ventanilla.domains.casefiles.handling.several import (
    MOST_AT_ONCE,
    Outlook,
    case_ids_asked,
    done_before,
    outlooks,
)
from ventanilla.domains.casefiles.handling.sharing import (
    DayLoad,
    Load,
    TaskLine,
    TaskPage,
    give_task,
    leave_task,
    loads_of,
    may_do,
    take_task,
    task_line,
    tasks_in,
    tasks_of,
    week_of,
)
from ventanilla.domains.casefiles.handling.sightings import (
    acts_within_reach,
    case_ids_of_entries,
    cases_elsewhere,
    cases_within_reach,
)
from ventanilla.domains.casefiles.letters import LetterContent, letter_contents
from ventanilla.domains.casefiles.models import Act, Case, CaseClock, Draft, Filing
from ventanilla.domains.casefiles.promises import Kept, forget_promises, promises_kept
from ventanilla.domains.casefiles.queries import (
    CaseLine,
    QueuePage,
    address_given,
    case_by_secret,
    case_for_filer,
    case_for_official,
    case_for_person,
    case_id_of_applicant,
    case_id_of_entry,
    cases_of,
    entry_of_case,
    follow,
    may_read_entry,
    procedure_of_entry,
    queue,
)
from ventanilla.domains.casefiles.quotas import why_not_begun
from ventanilla.domains.casefiles.rebuild import Checked, Mismatch, mismatches
from ventanilla.domains.casefiles.requests import request_digest
from ventanilla.domains.casefiles.routing import forget_units
from ventanilla.domains.casefiles.rules.act_kinds import Actor
from ventanilla.domains.casefiles.rules.applicants import Applicant, applicant_from
from ventanilla.domains.casefiles.rules.deciding import HANDED_OVER
from ventanilla.domains.casefiles.rules.handling_steps import TaskNow
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.casefiles.rules.life import ActKind, Decision, State
from ventanilla.domains.casefiles.rules.permitted import Refusal
from ventanilla.domains.casefiles.rules.ranking import CallRules, Outcome
from ventanilla.domains.casefiles.rules.standing import Standing
from ventanilla.domains.casefiles.standing_answers import Changed, answers_now, changes, files_now
from ventanilla.domains.casefiles.tallies import Tally, tally
from ventanilla.domains.casefiles.versions import VersionMove, newer_version, version_move

__all__ = [
    "DELEGABLE",
    "HANDED_OVER",
    "LAW",
    "MOST_AT_ONCE",
    "Act",
    "ActIncomplete",
    "ActKind",
    "ActView",
    "Actor",
    "Annulled",
    "AnswerIncomplete",
    "Applicant",
    "AtCounter",
    "Call",
    "CallAct",
    "CallActKind",
    "CallNotOpen",
    "CallRules",
    "CallState",
    "CallUnknown",
    "Case",
    "CaseClock",
    "CaseFilter",
    "CaseKind",
    "CaseLine",
    "CaseNow",
    "CaseUnknown",
    "CaseView",
    "Changed",
    "Checked",
    "ContactNeeded",
    "Counted",
    "DayLoad",
    "Decision",
    "Draft",
    "DraftFull",
    "DraftLodged",
    "DraftUnknown",
    "Due",
    "Entrant",
    "FieldChange",
    "Figure",
    "Figures",
    "FiledDocument",
    "Filing",
    "FilingInvalid",
    "Hand",
    "Kept",
    "KeptView",
    "LetterContent",
    "Life",
    "Load",
    "Lodged",
    "Mismatch",
    "NotDelegable",
    "NotYours",
    "OutOfOrder",
    "Outcome",
    "Outlook",
    "OwnPlace",
    "PublishedLine",
    "PublishedList",
    "QueuePage",
    "Refusal",
    "Reply",
    "StaleCase",
    "Standing",
    "State",
    "Tally",
    "TaskLine",
    "TaskNow",
    "TaskPage",
    "TaskTaken",
    "TaskUnknown",
    "Turn",
    "UnitMissing",
    "VersionMove",
    "ViewRefused",
    "Vote",
    "abstain",
    "acting_hand",
    "acts_of",
    "acts_within_reach",
    "address_given",
    "admit",
    "agree",
    "agree_in_call",
    "allege",
    "allow_paper",
    "answer",
    "answer_report",
    "answers_now",
    "appeal",
    "appeal_after_silence",
    "applicant_from",
    "apply_effects",
    "ask_correction",
    "ask_report",
    "ask_review",
    "automation_law",
    "call_by_code",
    "call_for_official",
    "call_of_case",
    "call_taking",
    "call_up",
    "calls_of",
    "carry_out",
    "case_by_secret",
    "case_filter",
    "case_for_filer",
    "case_for_official",
    "case_for_person",
    "case_id_of_applicant",
    "case_id_of_entry",
    "case_ids_asked",
    "case_ids_of_entries",
    "case_now",
    "cases_elsewhere",
    "cases_of",
    "cases_within_reach",
    "cease_effects",
    "certify_silence",
    "change_title",
    "changes",
    "changes_of",
    "charge",
    "choose_means",
    "close",
    "close_filing",
    "close_hearing",
    "close_information",
    "competent_post",
    "complain_of_delay",
    "correct",
    "correct_error",
    "count_cases",
    "decide_appeal",
    "decide_recusal",
    "declare_lapse",
    "deem_withdrawn",
    "delegate",
    "desist",
    "done_before",
    "draft_by_code",
    "draft_code",
    "draft_for",
    "drafts_filed_as",
    "drafts_of",
    "drop_view",
    "due_of",
    "effects_of",
    "entrants",
    "entry_of_case",
    "evaluate",
    "extend",
    "figures",
    "files_now",
    "files_of",
    "follow",
    "follow_secret",
    "forget_due_dates",
    "forget_promises",
    "forget_units",
    "forward_appeal",
    "forward_outside",
    "forward_to_office",
    "forward_to_unit",
    "give_task",
    "hand_of",
    "invalidate",
    "is_sealed",
    "join",
    "keep_view",
    "leave_task",
    "left_out",
    "letter_contents",
    "life_of",
    "lift_title",
    "loads_of",
    "lodge",
    "lodge_draft",
    "may_do",
    "may_read_entry",
    "mismatches",
    "move_version",
    "newer_version",
    "notify_third_parties",
    "offered_in_call",
    "offers",
    "open_call",
    "open_hearing",
    "open_information",
    "open_invalidation",
    "open_own_motion",
    "outlooks",
    "own_place",
    "party",
    "procedure_of_entry",
    "promises_kept",
    "propose",
    "propose_definitive",
    "protocol_silence",
    "publish_provisional",
    "published_lists",
    "put_file",
    "queue",
    "read_changes",
    "record_contact",
    "record_silence",
    "record_tacit_notice",
    "record_work",
    "recuse",
    "reject",
    "renew_title",
    "renounce_title",
    "repeated",
    "request_digest",
    "resolve",
    "resolve_call",
    "resume",
    "rows_of",
    "rules_of",
    "save_page",
    "set_files",
    "settle_draft",
    "signed_as",
    "speak",
    "split",
    "start_draft",
    "state_draft_support",
    "substitute",
    "suspend",
    "suspend_act",
    "suspend_title",
    "take_room",
    "take_task",
    "tally",
    "task_line",
    "tasks_in",
    "tasks_of",
    "transfer",
    "transfer_title",
    "turns_of",
    "units_reached",
    "version_move",
    "views_of",
    "waive",
    "walk_example",
    "warn_lapse",
    "week_of",
    "why_not_begun",
    "why_of",
]
