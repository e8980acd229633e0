"""Where a case stands, as the law names it. A projection of its acts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Few and fixed. A suspended time limit, a pending report or an appeal are not states: they
    stand beside it (`standing.Standing`)."""

    RECEIVED = "received", _("Recibida")
    CORRECTION = "correction", _("Pendiente de que usted corrija")
    IN_PROGRESS = "in_progress", _("En tramitación")
    PROPOSED = "proposed", _("Con propuesta")
    IN_FORCE = "in_force", _("Con efectos desde que se presentó")
    ANSWERED = "answered", _("Respondida")
    DECIDED = "decided", _("Resuelta")
    INADMISSIBLE = "inadmissible", _("No admitida")
    FORWARDED = "forwarded", _("Enviada al organismo competente")
    WITHDRAWN = "withdrawn", _("Retirada por quien la presentó")
    DEEMED_WITHDRAWN = "deemed", _("Tenida por desistida")
    LAPSED = "lapsed", _("Terminada por inactividad")
    JOINED = "joined", _("Unida a otro expediente")
    CLOSED = "closed", _("Cerrada")
    ARCHIVED = "archived", _("En el archivo")


#: The body still owes something.
OPEN = frozenset(
    {State.RECEIVED, State.CORRECTION, State.IN_PROGRESS, State.PROPOSED, State.IN_FORCE}
)
#: A decision stands that can be appealed, corrected, invalidated.
SETTLED = frozenset(
    {
        State.ANSWERED,
        State.DECIDED,
        State.INADMISSIBLE,
        State.DEEMED_WITHDRAWN,
        State.LAPSED,
        State.WITHDRAWN,
    }
)

NOBODY = "nobody"
#: Whose turn it is: everything that `Standing.waiting_on` says.
TURNS = ("body", "party", "report", NOBODY)
