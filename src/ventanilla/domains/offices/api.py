"""The door of the offices domain."""

from ventanilla.domains.offices.actions.found_office import found_office
from ventanilla.domains.offices.actions.organise import add_unit, declare_outage, fill_post
from ventanilla.domains.offices.actions.renew_log import renew_log
from ventanilla.domains.offices.colours import DEFAULT_COLOURS, checked_colours, contrast
from ventanilla.domains.offices.errors import (
    ColoursUnreadable,
    KeyMissing,
    OfficeFounded,
    OfficeUnknown,
)
from ventanilla.domains.offices.keys import keys_folder, log_signer, witness_signer
from ventanilla.domains.offices.models import (
    AT_COUNTER,
    Office,
    OfficeKey,
    Outage,
    Post,
    Role,
    Unit,
)
from ventanilla.domains.offices.queries import (
    counted_offices,
    forget_offices,
    keys_of,
    may,
    office_by_slug,
    offices,
    outages,
    posts_in,
    posts_of,
    unit_by_code,
    units,
)

__all__ = [
    "AT_COUNTER",
    "DEFAULT_COLOURS",
    "ColoursUnreadable",
    "KeyMissing",
    "Office",
    "OfficeFounded",
    "OfficeKey",
    "OfficeUnknown",
    "Outage",
    "Post",
    "Role",
    "Unit",
    "add_unit",
    "checked_colours",
    "contrast",
    "counted_offices",
    "declare_outage",
    "fill_post",
    "forget_offices",
    "found_office",
    "keys_folder",
    "keys_of",
    "log_signer",
    "may",
    "office_by_slug",
    "offices",
    "outages",
    "posts_in",
    "posts_of",
    "renew_log",
    "unit_by_code",
    "units",
    "witness_signer",
]
