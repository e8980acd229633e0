"""The door of the charter domain."""

from ventanilla.domains.charter.assessment import Standing, assessment
from ventanilla.domains.charter.deck import Answer, deck
from ventanilla.domains.charter.published import published_figures
from ventanilla.domains.charter.rules.provisions import (
    Chapter,
    Place,
    Provision,
    State,
    Tie,
    chapters,
    provisions,
    ties,
)

__all__ = [
    "Answer",
    "Chapter",
    "Place",
    "Provision",
    "Standing",
    "State",
    "Tie",
    "assessment",
    "chapters",
    "deck",
    "provisions",
    "published_figures",
    "ties",
]
