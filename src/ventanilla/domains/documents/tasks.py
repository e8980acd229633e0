"""The domain's periodic work."""

from ventanilla.domains.documents.actions.judge import judge_quarantined
from ventanilla.kernel.jobs import periodic


@periodic("documents.judge_quarantined", every=5)
def judge() -> None:
    """Judge what waits in quarantine."""
    judge_quarantined()
