"""Periodic work of the observatory."""

from __future__ import annotations

from ventanilla.domains.observatory.actions.fetch_own_figures import fetch_all
from ventanilla.kernel.jobs import periodic

SIX_HOURS = 6 * 3600


@periodic("observatory.own_figures", every=SIX_HOURS)
def fetch_own_figures() -> None:
    """Visit the offices' endpoints; the last good values stand where one fails."""
    fetch_all()
