"""The decision of an automatic approval: who answers for it, and by which procedure it is made
(PE: TUO Ley 27444, art. 33; ES: Ley 40/2015, art. 41)."""

from __future__ import annotations

from typing import Any

from ventanilla.domains.casefiles.footing import footing_in
from ventanilla.domains.catalogue.api import PublishedProcedure


def approval_of(procedure: PublishedProcedure) -> dict[str, Any]:
    """What the act says: granted at filing, the automatic procedure by its name and version, the
    body responsible for it, and the remedies. The folder was checked to declare them.
    """
    step = next(step for step in procedure.steps if step["role"] == "automatic")
    return {
        "sense": "granted",
        "automatic": {
            "step": step["id"],
            "body": dict(step["responsible"]),
            "norm": step["norm"],
            "procedure": procedure.digest,
        },
        "footing": footing_in(procedure),
    }
