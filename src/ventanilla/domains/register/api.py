"""The door of the register."""

from ventanilla.domains.register.actions.accept_clock import accept_clock
from ventanilla.domains.register.actions.amend import (
    amendments,
    annul,
    annulled,
    annulments,
    correct,
)
from ventanilla.domains.register.actions.append import append, append_record, append_within
from ventanilla.domains.register.actions.recall import recall, registered
from ventanilla.domains.register.actions.resume import (
    Resumed,
    begin_epoch,
    epoch_opened_at,
    mark_copy,
    resume,
)
from ventanilla.domains.register.admission import (
    Purpose,
    admit,
    admit_walk_in,
    forget_admissions,
)
from ventanilla.domains.register.appender.connection import check_promises
from ventanilla.domains.register.appender.memory import forget_register
from ventanilla.domains.register.audit import AuditReport, audit
from ventanilla.domains.register.entries import (
    NewEntry,
    Recorded,
    Registered,
    label,
    read_label,
)
from ventanilla.domains.register.errors import (
    AdmissionRefused,
    AlreadyAnnulled,
    ClockDistrusted,
    CopyDistrusted,
    EntryRefused,
    EntryUnknown,
    InsideTransaction,
    KeyReused,
    NotDurable,
    OutcomeUnknown,
    RegisterBusy,
    RegisterStopped,
    TileUnknown,
)
from ventanilla.domains.register.followers import catch_up, follow_with, lag, run_followers
from ventanilla.domains.register.journal import write_journals
from ventanilla.domains.register.logs import open_log
from ventanilla.domains.register.models import Amendment, Entry
from ventanilla.domains.register.ports import FollowedPage, Follower
from ventanilla.domains.register.publication import (
    entry_bundle,
    log_keys,
    publish_due,
    published_checkpoint,
    tile,
)
from ventanilla.domains.register.queries import entries_of_day, entry, find_entry
from ventanilla.domains.register.receipt_pdf import receipt_pdf
from ventanilla.domains.register.receipts import ReceiptText, receipt
from ventanilla.domains.register.tallies import cosigners, entries_by_hour
from ventanilla.domains.register.witnesses import (
    add_witness,
    ask_witnesses,
    receive_checkpoint,
    witness_log,
    witnessed_checkpoint,
)

__all__ = [
    "AdmissionRefused",
    "AlreadyAnnulled",
    "Amendment",
    "AuditReport",
    "ClockDistrusted",
    "CopyDistrusted",
    "Entry",
    "EntryRefused",
    "EntryUnknown",
    "FollowedPage",
    "Follower",
    "InsideTransaction",
    "KeyReused",
    "NewEntry",
    "NotDurable",
    "OutcomeUnknown",
    "Purpose",
    "ReceiptText",
    "Recorded",
    "RegisterBusy",
    "RegisterStopped",
    "Registered",
    "Resumed",
    "TileUnknown",
    "accept_clock",
    "add_witness",
    "admit",
    "admit_walk_in",
    "amendments",
    "annul",
    "annulled",
    "annulments",
    "append",
    "append_record",
    "append_within",
    "ask_witnesses",
    "audit",
    "begin_epoch",
    "catch_up",
    "check_promises",
    "correct",
    "cosigners",
    "entries_by_hour",
    "entries_of_day",
    "entry",
    "entry_bundle",
    "epoch_opened_at",
    "find_entry",
    "follow_with",
    "forget_admissions",
    "forget_register",
    "label",
    "lag",
    "log_keys",
    "mark_copy",
    "open_log",
    "publish_due",
    "published_checkpoint",
    "read_label",
    "recall",
    "receipt",
    "receipt_pdf",
    "receive_checkpoint",
    "registered",
    "resume",
    "run_followers",
    "tile",
    "witness_log",
    "witnessed_checkpoint",
    "write_journals",
]
