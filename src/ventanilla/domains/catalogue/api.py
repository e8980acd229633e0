"""The door of the catalogue."""

from ventanilla.domains.catalogue.actions.import_sheet import Imported, import_sheet
from ventanilla.domains.catalogue.actions.new_folder import new_folder
from ventanilla.domains.catalogue.actions.publish import publish_folder
from ventanilla.domains.catalogue.actions.withdraw import withdraw
from ventanilla.domains.catalogue.errors import (
    FolderError,
    FolderInvalid,
    KindNotLived,
    NotEditorial,
    ProcedureNotOpen,
    ProcedureUnknown,
    ProcedureWithdrawn,
    QuotaFull,
    SecondPersonNeeded,
)
from ventanilla.domains.catalogue.queries import (
    changes_against,
    forget_procedures,
    in_force,
    numbered_version,
    offered,
    version,
)
from ventanilla.domains.catalogue.rules.check import check_folder
from ventanilla.domains.catalogue.rules.citations import Citation, citations, citing
from ventanilla.domains.catalogue.rules.decisions import Decided, DecisionTable
from ventanilla.domains.catalogue.rules.differences import Difference
from ventanilla.domains.catalogue.rules.examples import ExampleResult
from ventanilla.domains.catalogue.rules.published import PublishedProcedure
from ventanilla.domains.catalogue.rules.rehearsal import (
    example_offices,
    examples_today,
    folder_schemas,
    rehearsed,
    try_examples,
)

__all__ = [
    "Citation",
    "Decided",
    "DecisionTable",
    "Difference",
    "ExampleResult",
    "FolderError",
    "FolderInvalid",
    "Imported",
    "KindNotLived",
    "NotEditorial",
    "ProcedureNotOpen",
    "ProcedureUnknown",
    "ProcedureWithdrawn",
    "PublishedProcedure",
    "QuotaFull",
    "SecondPersonNeeded",
    "changes_against",
    "check_folder",
    "citations",
    "citing",
    "example_offices",
    "examples_today",
    "folder_schemas",
    "forget_procedures",
    "import_sheet",
    "in_force",
    "new_folder",
    "numbered_version",
    "offered",
    "publish_folder",
    "rehearsed",
    "try_examples",
    "version",
    "withdraw",
]
