"""The door of the catalogue."""

from ventanilla.domains.catalogue.actions.new_folder import new_folder
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
from ventanilla.domains.catalogue.queries import (
    changes_against,
    forget_procedures,
    in_force,
    offered,
    version,
)
from ventanilla.domains.catalogue.rules.check import check_folder
from ventanilla.domains.catalogue.rules.citations import Citation, citations, citing
from ventanilla.domains.catalogue.rules.differences import Difference
from ventanilla.domains.catalogue.rules.example_dates import due_by_law
from ventanilla.domains.catalogue.rules.examples import ExampleResult
from ventanilla.domains.catalogue.rules.published import PublishedProcedure
from ventanilla.domains.catalogue.rules.rehearsal import folder_schemas, rehearsed, try_examples

__all__ = [
    "Citation",
    "Difference",
    "ExampleResult",
    "FolderError",
    "FolderInvalid",
    "ProcedureNotOpen",
    "ProcedureUnknown",
    "ProcedureWithdrawn",
    "PublishedProcedure",
    "SecondPersonNeeded",
    "changes_against",
    "check_folder",
    "citations",
    "citing",
    "due_by_law",
    "folder_schemas",
    "forget_procedures",
    "in_force",
    "new_folder",
    "offered",
    "publish_folder",
    "rehearsed",
    "try_examples",
    "version",
    "withdraw",
]
