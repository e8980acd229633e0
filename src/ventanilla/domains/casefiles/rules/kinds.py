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


#: Kinds that end in a decision which may be missed in time: their clock runs to a resolution.
DECIDED = frozenset({CaseKind.APPLICATION, CaseKind.CALL})
#: Kinds in which a folder may give silence an effect, by its norm: a petition too (CO: Ley 1437,
#: arts 14.1 and 83). A declaration has no application, hence no silence (ES: Ley 39/2015, art.
#: 69.3).
SILENT = DECIDED | {CaseKind.PETITION}
#: Kinds that a person begins: only these can be withdrawn by who began them.
BEGUN_BY_THE_PARTY = frozenset(CaseKind) - {CaseKind.OWN_MOTION}
