"""The domain's periodic work."""

from ventanilla.domains.titles.expiring import record_expired
from ventanilla.kernel.jobs import periodic


@periodic("titles.expire", every=3600)
def expire() -> None:
    """Record the titles whose term is over."""
    record_expired()
