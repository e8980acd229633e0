"""The life of a case: its states, its acts, and who may do what. Fixed in code because it is law.

This is the life of an *application*. Each further kind adds its own states and acts here.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a case stands. A projection of its acts."""

    RECEIVED = "received", _("Recibida")
    ANSWERED = "answered", _("Respondida")


class ActKind(models.TextChoices):
    """What was done. One file in `actions/` each."""

    LODGE = "lodge", _("Presentación")
    ANSWER = "answer", _("Respuesta")
    RECALCULATED = "time_limit_recalculated", _("Plazo contado de nuevo")


class Decision(models.TextChoices):
    """How a request for access to information is answered (CL: Ley 20.285, arts 15-17 and 21)."""

    GRANTED = "granted", _("Se entrega")
    PARTLY = "partly", _("Se entrega en parte")
    REFUSED = "refused", _("Se deniega")
    PUBLIC_ALREADY = "public_already", _("Ya es pública")


NEEDS_REASONS = frozenset({Decision.PARTLY, Decision.REFUSED})
OPEN_STATES = frozenset({State.RECEIVED})

# Roles of offices.Role, as stored: a clerk receives, an officer and a head decide.
MAY_DECIDE = frozenset({"officer", "head"})
MAY_SEE = frozenset({"clerk", "officer", "head"})
