"""The domain's periodic work."""

from ventanilla.domains.casefiles.actions.apply_effects import apply_effects
from ventanilla.domains.casefiles.actions.forget_drafts import forget_drafts
from ventanilla.domains.casefiles.actions.recalculate import follow_calendars
from ventanilla.kernel.jobs import periodic


@periodic("casefiles.forget_drafts", every=3600)
def forget() -> None:
    """Delete the drafts whose time is over."""
    forget_drafts()


@periodic("casefiles.recalculate", every=5)
def recalculate() -> None:
    """Count the open cases again where an office has published a calendar since."""
    follow_calendars()


@periodic("casefiles.effects", every=600)
def record_effects() -> None:
    """Record what the law ties to time alone."""
    apply_effects()
