"""The types of field. Importing this package fills the registry; a new type is one small class."""

from ventanilla.domains.forms.rules.field_types import (  # noqa: F401 - they enter themselves
    choices,
    contact,
    dates,
    files,
    groups,
    identifiers,
    numbers,
    territories,
    text,
)
from ventanilla.domains.forms.rules.field_types.base import (
    TYPES,
    FieldType,
    Option,
    Part,
    Wrong,
)

__all__ = ["TYPES", "FieldType", "Option", "Part", "Wrong"]
