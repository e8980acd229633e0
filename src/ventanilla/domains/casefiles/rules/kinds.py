"""The six kinds of case. Each has its own life, fixed in code because it is law (DESIGN §7)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseKind(models.TextChoices):
    """What a case is, from its first act to its end."""

    APPLICATION = "application", _("Solicitud que se resuelve")
    DECLARATION = "declaration", _("Declaración o comunicación")
    AUTOMATIC = "automatic", _("Aprobación automática")
    CALL = "call", _("Convocatoria")
    OWN_MOTION = "own_motion", _("Procedimiento de oficio")
    PETITION = "petition", _("Petición, consulta o queja")


#: Kinds that end in a decision which may be missed in time: only these know silence.
DECIDED = frozenset({CaseKind.APPLICATION, CaseKind.CALL})
#: Kinds that a person begins: only these can be withdrawn by who began them.
BEGUN_BY_THE_PARTY = frozenset(CaseKind) - {CaseKind.OWN_MOTION}
