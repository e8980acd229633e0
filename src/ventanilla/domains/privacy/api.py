"""The door of the privacy domain."""

from ventanilla.domains.privacy.access_journal import (
    Access,
    AccessSeen,
    accesses_counted,
    accesses_to,
    record_access,
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
from ventanilla.domains.privacy.errors import AccessNotRecorded, DataErased, SealBroken
from ventanilla.domains.privacy.models import AccessLine, AccessPurpose, DataKey

__all__ = [
    "Access",
    "AccessLine",
    "AccessNotRecorded",
    "AccessPurpose",
    "AccessSeen",
    "Annotation",
    "DataErased",
    "DataKey",
    "DataKeyHandle",
    "SealBroken",
    "accesses_counted",
    "accesses_to",
    "data_key_of",
    "declarations",
    "erase",
    "forget_data_keys",
    "gaps",
    "new_data_key",
    "open_data_key",
    "record_access",
]
