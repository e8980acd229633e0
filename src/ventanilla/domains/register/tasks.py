"""Work of the register that the worker does from time to time."""

from __future__ import annotations

from ventanilla.domains.register import followers, journal, publication, witnesses
from ventanilla.kernel.jobs import periodic


@periodic("register.publish", every=1.0)
def publish_checkpoints() -> None:
    """`/checkpoint` follows the log: at most once a second, only upwards."""
    publication.publish_due()


@periodic("register.ask-witnesses", every=5.0)
def ask_witnesses() -> None:
    """What is published and not yet cosigned is shown to the witnesses."""
    witnesses.ask_witnesses()


@periodic("register.journal", every=1.0)
def copy_to_the_journal() -> None:
    """Every committed leaf is in a second place within seconds."""
    journal.write_journals()


@periodic("register.followers", every=0.5)
def follow() -> None:
    """Those who do something for each entry go on from where they were."""
    followers.run_followers()
