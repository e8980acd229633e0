"""Acts as the rules read them."""

from __future__ import annotations

from datetime import tzinfo

from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.standing import Step


def step_of(act: Act, zone: tzinfo) -> Step:
    """An act as the rules read it: its day is that of the office, whose `zone` it is."""
    return Step(
        kind=ActKind(act.kind),
        seq=act.seq,
        at=act.at.astimezone(zone),
        actor=Actor(act.actor),
        who=str(act.account_id or ""),
        content=act.content,
    )
