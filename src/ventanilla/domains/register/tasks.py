"""Work of the register that the worker does from time to time."""

from __future__ import annotations

from ventanilla.domains.register import publication, witnesses
from ventanilla.kernel.jobs import periodic


@periodic("register.publish", every=1.0)
def publish_checkpoints() -> None:
    """`/checkpoint` follows the log: at most once a second, only upwards."""
    publication.publish_due()


@periodic("register.ask-witnesses", every=5.0)
def ask_witnesses() -> None:
    """What is published and not yet cosigned is shown to the witnesses."""
    witnesses.ask_witnesses()
