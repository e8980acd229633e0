"""Finding by words: accents, inflections and typos forgiven, alike on SQLite and PostgreSQL.

`words` makes the terms of a text and of a question, `index` keeps and asks them, `typos` guesses
the word that was meant, `finding` puts them together. A domain owns the rows (its model has a
column `terms`) and guards them with the migration operation `index.search_index`.
"""

from ventanilla.kernel.search.finding import Found, find, find_topic
from ventanilla.kernel.search.index import Index, search_index
from ventanilla.kernel.search.typos import Vocabulary
from ventanilla.kernel.search.words import (
    STOP_WORDS,
    Weighed,
    folded,
    indexed_words,
    place,
    plain_words,
    stem,
    stems,
    telling_words,
    terms_of,
)

__all__ = [
    "STOP_WORDS",
    "Found",
    "Index",
    "Vocabulary",
    "Weighed",
    "find",
    "find_topic",
    "folded",
    "indexed_words",
    "place",
    "plain_words",
    "search_index",
    "stem",
    "stems",
    "telling_words",
    "terms_of",
]
