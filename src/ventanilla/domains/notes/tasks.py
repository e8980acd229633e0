"""The domain's periodic work."""

from ventanilla.domains.notes.keeping import forget_old_notes
from ventanilla.kernel.jobs import periodic


@periodic("notes.forget", every=3600)
def forget() -> None:
    """Delete the notes whose time is over."""
    forget_old_notes()
