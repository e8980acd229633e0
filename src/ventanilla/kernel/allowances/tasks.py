"""The periodic work of the allowances."""

from ventanilla.kernel.allowances.shared import delete_full
from ventanilla.kernel.jobs import periodic


@periodic("allowances.forget", every=600)
def forget() -> None:
    """Delete the allowances that are full again."""
    delete_full()
