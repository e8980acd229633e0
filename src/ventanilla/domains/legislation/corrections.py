"""What a request to mend the filing does to the time to decide, by the general law of a country."""

from __future__ import annotations

from legal_deadlines import Regime
from legal_deadlines.suspension import effect_of_correction


def correction_restarts(country: str) -> str:
    """The citation of the rule by which the time to decide runs anew, whole, from the day on which
    the filing was mended; "" where it stands still or where the law that was read says nothing.
    """
    regime = Regime.load(country)
    if effect_of_correction(regime) != "restarts":
        return ""
    values = regime.terms.get("correction", ())
    return values[0].citation if values else ""
