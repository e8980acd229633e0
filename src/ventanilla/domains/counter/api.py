"""The door of the counter."""

from ventanilla.domains.counter.actions.annul_entry import MAY_ANNUL, annul_entry
from ventanilla.domains.counter.actions.attend import attend, take_up
from ventanilla.domains.counter.actions.consent import (
    consent_by_code,
    consent_by_signature,
    read_back_digest,
)
from ventanilla.domains.counter.actions.enter_paper import Item, Paper, enter_paper
from ventanilla.domains.counter.actions.file_attended import file_attended
from ventanilla.domains.counter.errors import (
    ConsentNeeded,
    MayNotAnnul,
    MomentRefused,
    NoPaperHere,
    NotOral,
    PersonMissing,
    ProofMissing,
    ReasonMissing,
)
from ventanilla.domains.counter.models import Attendance, CounterRecord
from ventanilla.domains.counter.queries import (
    DayLine,
    DayList,
    attendance_of,
    attendances_of,
    day_list,
    oral_procedures,
    paper_procedures,
    record_of,
    sheet_of,
)
from ventanilla.domains.counter.rules.moments import HandedIn
from ventanilla.domains.counter.rules.words import Consent, Identified, Proof, Way
from ventanilla.domains.counter.tasks import forget_attendances

__all__ = [
    "MAY_ANNUL",
    "Attendance",
    "Consent",
    "ConsentNeeded",
    "CounterRecord",
    "DayLine",
    "DayList",
    "HandedIn",
    "Identified",
    "Item",
    "MayNotAnnul",
    "MomentRefused",
    "NoPaperHere",
    "NotOral",
    "Paper",
    "PersonMissing",
    "Proof",
    "ProofMissing",
    "ReasonMissing",
    "Way",
    "annul_entry",
    "attend",
    "attendance_of",
    "attendances_of",
    "consent_by_code",
    "consent_by_signature",
    "day_list",
    "enter_paper",
    "file_attended",
    "forget_attendances",
    "oral_procedures",
    "paper_procedures",
    "read_back_digest",
    "record_of",
    "sheet_of",
    "take_up",
]
