"""The door of the search over cases."""

from ventanilla.domains.case_search.indexing import (
    CaseIndexer,
    forget_cases,
    forget_office,
    index_cases,
    reindex,
)
from ventanilla.domains.case_search.precedents import (
    Alike,
    Precedent,
    alike_of,
    precedents_of,
)
from ventanilla.domains.case_search.queries import (
    CaseFound,
    CasesFound,
    EntryFound,
    find_by_number,
    find_cases,
)

__all__ = [
    "Alike",
    "CaseFound",
    "CaseIndexer",
    "CasesFound",
    "EntryFound",
    "Precedent",
    "alike_of",
    "find_by_number",
    "find_cases",
    "forget_cases",
    "forget_office",
    "index_cases",
    "precedents_of",
    "reindex",
]
