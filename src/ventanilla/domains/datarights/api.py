"""The door of the datarights domain."""

from ventanilla.domains.datarights.actions.cancel_data import cancel_data, kept_lines
from ventanilla.domains.datarights.actions.correct_data import correct_data
from ventanilla.domains.datarights.actions.deliver_copy import deliver_copy
from ventanilla.domains.datarights.actions.record_objection import record_objection
from ventanilla.domains.datarights.copy_of_data import copy_of_data
from ventanilla.domains.datarights.errors import (
    IdentityUnchecked,
    MeasureIncomplete,
    NoDataRight,
)
from ventanilla.domains.datarights.keeping_law import norm_that_keeps, why_kept
from ventanilla.domains.datarights.measures import MeasureSeen, measures_of
from ventanilla.domains.datarights.models import Measure, MeasureKind
from ventanilla.domains.datarights.readable import readable
from ventanilla.domains.datarights.subjects import AboutPerson, about, right_of

__all__ = [
    "AboutPerson",
    "IdentityUnchecked",
    "Measure",
    "MeasureIncomplete",
    "MeasureKind",
    "MeasureSeen",
    "NoDataRight",
    "about",
    "cancel_data",
    "copy_of_data",
    "correct_data",
    "deliver_copy",
    "kept_lines",
    "measures_of",
    "norm_that_keeps",
    "readable",
    "record_objection",
    "right_of",
    "why_kept",
]
