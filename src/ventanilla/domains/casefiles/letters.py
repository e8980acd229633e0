"""What a letter says: the act that is notified and how to disagree, for whoever prints it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from ventanilla.domains.casefiles.models import Act
from ventanilla.domains.casefiles.rules.act_kinds import ActKind


@dataclass(frozen=True, slots=True)
class LetterContent:
    """The content of an act on paper. `content` is the act's own; `kind` what it is."""

    kind: ActKind
    content: dict[str, Any]


def letter_contents(
    *, office_id: UUID, items: Sequence[tuple[UUID, int]]
) -> dict[tuple[UUID, int], LetterContent]:
    """The acts that letters carry, by (matter, item): one statement. For whoever prints them, after
    their openings were journalled."""
    if not items:
        return {}
    wanted = Q()
    for matter_id, item in items:
        wanted |= Q(case_id=matter_id, seq=item)
    acts = Act.objects.filter(wanted, office_id=office_id)
    return {
        (act.case_id, act.seq): LetterContent(ActKind(act.kind), dict(act.content)) for act in acts
    }
