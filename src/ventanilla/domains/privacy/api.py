"""The door of the privacy domain."""

from ventanilla.domains.privacy.annotations import Annotation, declarations, gaps
from ventanilla.domains.privacy.data_keys import (
    DataKeyHandle,
    data_key_of,
    erase,
    forget_data_keys,
    new_data_key,
    open_data_key,
)
from ventanilla.domains.privacy.errors import DataErased, SealBroken
from ventanilla.domains.privacy.models import DataKey

__all__ = [
    "Annotation",
    "DataErased",
    "DataKey",
    "DataKeyHandle",
    "SealBroken",
    "data_key_of",
    "declarations",
    "erase",
    "forget_data_keys",
    "gaps",
    "new_data_key",
    "open_data_key",
]
