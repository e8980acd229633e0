"""The door of the charter domain."""

from ventanilla.domains.charter.assessment import Standing, assessment
from ventanilla.domains.charter.deck import Answer, deck
from ventanilla.domains.charter.measures import Measure, forget_measures
from ventanilla.domains.charter.published import published_figures
from ventanilla.domains.charter.rules.provisions import (
    Chapter,
    Offer,
    Place,
    Provision,
    State,
    Texts,
    Tie,
    chapters,
    provisions,
    ties,
)

__all__ = [
    "Answer",
    "Chapter",
    "Measure",
    "Offer",
    "Place",
    "Provision",
    "Standing",
    "State",
    "Texts",
    "Tie",
    "assessment",
    "chapters",
    "deck",
    "forget_measures",
    "provisions",
    "published_figures",
    "ties",
]
