"""The domain's periodic work."""

from ventanilla.domains.notices.actions.expire import expire_due
from ventanilla.domains.notices.actions.send_alerts import send_alerts
from ventanilla.kernel.jobs import periodic


@periodic("notices.expire", every=600)
def expire() -> None:
    """Record the notices whose days have passed."""
    expire_due()


@periodic("notices.alerts", every=10)
def alerts() -> None:
    """Tell people that they have a notice."""
    send_alerts()
