"""What the decision of an appeal does to the matter: one reading for standing and clocks."""

from __future__ import annotations

from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.casefiles.rules.standing import Step

OUTCOMES = ("upheld", "partly", "dismissed", "inadmissible")


def sends_back(step: Step) -> bool:
    """Upheld for a failed step: the body must decide again from there (ES art. 119.2)."""
    upheld = step.kind == ActKind.DECIDE_APPEAL and step.content["outcome"] in ("upheld", "partly")
    return upheld and bool(step.content.get("sends_back"))


def decides_matter(step: Step) -> bool:
    """Whether an appeal was decided on the matter itself."""
    decided = step.kind == ActKind.DECIDE_APPEAL and step.content["outcome"] != "inadmissible"
    return decided and not sends_back(step)
