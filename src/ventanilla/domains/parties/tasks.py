"""The domain's periodic work."""

from ventanilla.domains.parties.contacts import forget_contacts
from ventanilla.kernel.jobs import periodic


@periodic("parties.forget_contacts", every=3600)
def forget() -> None:
    """Delete the contacts whose time is over."""
    forget_contacts()
