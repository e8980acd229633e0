"""The door of the catalogue."""

from ventanilla.domains.catalogue.actions.import_sheet import Imported, import_sheet
from ventanilla.domains.catalogue.actions.new_folder import new_folder
from ventanilla.domains.catalogue.actions.publish import publish_folder
from ventanilla.domains.catalogue.actions.withdraw import withdraw
from ventanilla.domains.catalogue.bpmn import bpmn, handling_drawing
from ventanilla.domains.catalogue.errors import (
    BegunByTheBody,
    FolderError,
    FolderInvalid,
    NotEditorial,
    ProcedureNotOpen,
    ProcedureShut,
    ProcedureUnknown,
    ProcedureWithdrawn,
    QuotaFull,
    SecondPersonNeeded,
)
from ventanilla.domains.catalogue.finding.misses import Missed, count_miss, missed
from ventanilla.domains.catalogue.finding.queries import (
    Hit,
    Listed,
    SearchAnswer,
    forget_vocabularies,
    listed,
    search,
    topics,
)
from ventanilla.domains.catalogue.finding.reindex import reindex
from ventanilla.domains.catalogue.letters.importing import (
    FileSaid,
    LettersImported,
    import_letters,
)
from ventanilla.domains.catalogue.letters.letter import PublishedLetter
from ventanilla.domains.catalogue.letters.queries import gauge_of_letter, letter
from ventanilla.domains.catalogue.queries import (
    changes_against,
    coming,
    forget_procedures,
    gauge_of,
    in_force,
    numbered_version,
    offered,
    version,
)
from ventanilla.domains.catalogue.rules.check import check_folder
from ventanilla.domains.catalogue.rules.citations import Citation, citations, citing
from ventanilla.domains.catalogue.rules.decisions import Decided, DecisionTable
from ventanilla.domains.catalogue.rules.differences import Difference
from ventanilla.domains.catalogue.rules.example_dates import due_by_law
from ventanilla.domains.catalogue.rules.examples import ExampleResult
from ventanilla.domains.catalogue.rules.gauge import Gauged, gauge
from ventanilla.domains.catalogue.rules.handling_drawing import Drawing, directly_before
from ventanilla.domains.catalogue.rules.life_events import LIFE_EVENTS
from ventanilla.domains.catalogue.rules.published import PublishedProcedure
from ventanilla.domains.catalogue.rules.rehearsal import (
    example_offices,
    examples_today,
    folder_schemas,
    rehearsed,
    try_examples,
)
from ventanilla.domains.catalogue.rules.templates import (
    PARTS,
    Filling,
    Template,
    drafted,
)
from ventanilla.domains.catalogue.rules.version_changes import VersionChange, version_changes

__all__ = [
    "LIFE_EVENTS",
    "PARTS",
    "BegunByTheBody",
    "Citation",
    "Decided",
    "DecisionTable",
    "Difference",
    "Drawing",
    "ExampleResult",
    "FileSaid",
    "Filling",
    "FolderError",
    "FolderInvalid",
    "Gauged",
    "Hit",
    "Imported",
    "LettersImported",
    "Listed",
    "Missed",
    "NotEditorial",
    "ProcedureNotOpen",
    "ProcedureShut",
    "ProcedureUnknown",
    "ProcedureWithdrawn",
    "PublishedLetter",
    "PublishedProcedure",
    "QuotaFull",
    "SearchAnswer",
    "SecondPersonNeeded",
    "Template",
    "VersionChange",
    "bpmn",
    "changes_against",
    "check_folder",
    "citations",
    "citing",
    "coming",
    "count_miss",
    "directly_before",
    "drafted",
    "due_by_law",
    "example_offices",
    "examples_today",
    "folder_schemas",
    "forget_procedures",
    "forget_vocabularies",
    "gauge",
    "gauge_of",
    "gauge_of_letter",
    "handling_drawing",
    "import_letters",
    "import_sheet",
    "in_force",
    "letter",
    "listed",
    "missed",
    "new_folder",
    "numbered_version",
    "offered",
    "publish_folder",
    "rehearsed",
    "reindex",
    "search",
    "topics",
    "try_examples",
    "version",
    "version_changes",
    "withdraw",
]
