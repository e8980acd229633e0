"""How the person is notified: in the electronic box or by letter, as they choose, whenever they
like (ES: Ley 39/2015, arts 14.1 and 41.1; CL: Ley 19.880, art. 46; PE: TUO Ley 27444, art. 20)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.acting import Hand, perform
from ventanilla.domains.casefiles.errors import ActIncomplete, CaseUnknown
from ventanilla.domains.casefiles.models import Act, Case
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.notices.api import Means
from ventanilla.domains.parties.api import PersonKind

#: Who must be notified electronically, by country: kinds of person and the norm.
OBLIGED = {"ES": ({PersonKind.LEGAL}, "Ley 39/2015, art. 14.2")}


def choose_means(*, hand: Hand, case_id: UUID, expected_seq: int, means: str) -> Act:
    """From now on. What was placed already stays where it is. A letter needs an address.

    Raises `ActIncomplete` (also where the law obliges this person) and what `perform` raises.
    """
    case = Case.objects.select_related("office", "applicant").filter(id=case_id).first()
    if case is None:
        raise CaseUnknown
    if means not in Means.values:
        raise ActIncomplete(_("Elija cómo quiere que le notifiquemos."))
    kinds, norm = OBLIGED.get(case.office.country, (set(), ""))
    if means == Means.PAPER and case.applicant.kind in kinds:
        raise ActIncomplete(
            _("La ley le obliga a recibir las notificaciones por medios electrónicos."),
            expected=norm,
        )
    if means == Means.PAPER and not case.applicant.address:
        raise ActIncomplete(
            _("No tenemos su dirección postal: no podemos enviarle cartas."),
            expected=_("Puede añadirla en «Alegar o añadir documentos» y pedirlo después."),
        )
    return perform(
        case_id=case_id,
        kind=ActKind.CHOOSE_MEANS,
        hand=hand,
        content={"means": means},
        expected_seq=expected_seq,
        book="E",
    )
