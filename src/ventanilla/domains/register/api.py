"""The door of the register."""

from ventanilla.domains.register.actions.append import append, append_record, append_within
from ventanilla.domains.register.actions.recall import recall, registered
from ventanilla.domains.register.appender.memory import forget_register
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
from ventanilla.domains.register.queries import entry, find_entry
from ventanilla.domains.register.receipts import ReceiptText, receipt

__all__ = [
    "AdmissionRefused",
    "AlreadyAnnulled",
    "ClockDistrusted",
    "CopyDistrusted",
    "EntryRefused",
    "EntryUnknown",
    "InsideTransaction",
    "KeyReused",
    "NewEntry",
    "NotDurable",
    "OutcomeUnknown",
    "ReceiptText",
    "Recorded",
    "RegisterBusy",
    "RegisterStopped",
    "Registered",
    "TileUnknown",
    "append",
    "append_record",
    "append_within",
    "entry",
    "find_entry",
    "forget_register",
    "label",
    "read_label",
    "recall",
    "receipt",
    "registered",
]
