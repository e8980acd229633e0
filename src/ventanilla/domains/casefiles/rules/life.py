"""Words of the life of a case that rows and channels use, gathered from where each is ruled."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.casefiles.rules.states import OPEN, SETTLED, State

__all__ = [
    "MAY_DECIDE",
    "MAY_SEE",
    "NEEDS_REASONS",
    "OPEN_STATES",
    "SETTLED",
    "ActKind",
    "Actor",
    "CaseKind",
    "Decision",
    "State",
]


class Decision(models.TextChoices):
    """How a request for access to information is answered (CL: Ley 20.285, arts 15-17 and 21)."""

    GRANTED = "granted", _("Se entrega")
    PARTLY = "partly", _("Se entrega en parte")
    REFUSED = "refused", _("Se deniega")
    PUBLIC_ALREADY = "public_already", _("Ya es pública")


NEEDS_REASONS = frozenset({Decision.PARTLY, Decision.REFUSED})
OPEN_STATES = OPEN

# Roles of offices.Role, as stored: a clerk and a registrar receive, an officer and a head decide.
MAY_DECIDE = frozenset({"officer", "head"})
MAY_SEE = frozenset({"clerk", "registrar", "officer", "head"})
