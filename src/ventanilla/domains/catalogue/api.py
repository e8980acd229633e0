"""The door of the catalogue."""

from ventanilla.domains.catalogue.actions.publish import publish_folder
from ventanilla.domains.catalogue.actions.withdraw import withdraw
from ventanilla.domains.catalogue.errors import (
    FolderError,
    FolderInvalid,
    ProcedureNotOpen,
    ProcedureUnknown,
    ProcedureWithdrawn,
    SecondPersonNeeded,
)
from ventanilla.domains.catalogue.queries import forget_procedures, in_force, offered, version
from ventanilla.domains.catalogue.rules.check import check_folder
from ventanilla.domains.catalogue.rules.published import PublishedProcedure

__all__ = [
    "FolderError",
    "FolderInvalid",
    "ProcedureNotOpen",
    "ProcedureUnknown",
    "ProcedureWithdrawn",
    "PublishedProcedure",
    "SecondPersonNeeded",
    "check_folder",
    "forget_procedures",
    "in_force",
    "offered",
    "publish_folder",
    "version",
    "withdraw",
]
