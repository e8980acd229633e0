"""The door of the privacy domain."""

from ventanilla.domains.privacy.access_delays import (
    LONGEST_DAYS,
    DelayLine,
    delay_accesses,
    delay_lines,
    delays_counted,
)
from ventanilla.domains.privacy.access_journal import (
    Access,
    AccessSeen,
    accesses_counted,
    accesses_to,
    record_access,
    record_accesses,
)
from ventanilla.domains.privacy.annotations import Annotation, declarations, gaps
from ventanilla.domains.privacy.data_keys import (
    DataKeyHandle,
    data_key_of,
    erase,
    forget_data_keys,
    new_data_key,
    open_data_key,
)
from ventanilla.domains.privacy.data_words import said
from ventanilla.domains.privacy.errors import (
    AccessNotRecorded,
    DataErased,
    DelayRefused,
    SealBroken,
)
from ventanilla.domains.privacy.holding import Rows, TableHolder
from ventanilla.domains.privacy.models import AccessDelay, AccessLine, AccessPurpose, DataKey
from ventanilla.domains.privacy.ports import (
    Datum,
    Exported,
    Found,
    Outcome,
    PersonalDataHolder,
    Subject,
    holders,
)
from ventanilla.domains.privacy.subject_data import (
    erase_about,
    exported_about,
    found_about,
    held_about,
    of_people,
    subject_of,
)

__all__ = [
    "LONGEST_DAYS",
    "Access",
    "AccessDelay",
    "AccessLine",
    "AccessNotRecorded",
    "AccessPurpose",
    "AccessSeen",
    "Annotation",
    "DataErased",
    "DataKey",
    "DataKeyHandle",
    "Datum",
    "DelayLine",
    "DelayRefused",
    "Exported",
    "Found",
    "Outcome",
    "PersonalDataHolder",
    "Rows",
    "SealBroken",
    "Subject",
    "TableHolder",
    "accesses_counted",
    "accesses_to",
    "data_key_of",
    "declarations",
    "delay_accesses",
    "delay_lines",
    "delays_counted",
    "erase",
    "erase_about",
    "exported_about",
    "forget_data_keys",
    "found_about",
    "gaps",
    "held_about",
    "holders",
    "new_data_key",
    "of_people",
    "open_data_key",
    "record_access",
    "record_accesses",
    "said",
    "subject_of",
]
