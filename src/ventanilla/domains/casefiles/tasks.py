"""The domain's periodic work."""

from ventanilla.domains.casefiles.actions.forget_drafts import forget_drafts
from ventanilla.kernel.jobs import periodic


@periodic("casefiles.forget_drafts", every=3600)
def forget() -> None:
    """Delete the drafts whose time is over."""
    forget_drafts()
