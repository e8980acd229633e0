"""Loading the facts and figures that come with the product. Safe to repeat."""

from __future__ import annotations

from ventanilla.domains.observatory.actions.import_indicators import Imported, import_indicators
from ventanilla.domains.observatory.actions.import_instruments import import_instruments
from ventanilla.domains.observatory.rules.vocabulary import FOLDER

FACT_FILES = ("instruments.csv", "cooperation.csv")
FIGURE_FILES = ("figures.csv",)


def load_shipped() -> dict[str, Imported]:
    """Import our own data files; what came of each, by file name."""
    found = {name: import_instruments(FOLDER / name) for name in FACT_FILES}
    found |= {name: import_indicators(FOLDER / name) for name in FIGURE_FILES}
    return found
