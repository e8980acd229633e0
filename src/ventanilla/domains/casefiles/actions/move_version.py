"""Move a case to the version of its procedure that is in force: by a reasoned act, never silently
(ES: Ley 39/2015, arts 35.1 and 40, and disp. trans. 3ª; the norm that orders it is named)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed, reasons
from ventanilla.domains.casefiles.acting import hand_of, life_of, perform
from ventanilla.domains.casefiles.errors import CaseUnknown, OutOfOrder
from ventanilla.domains.casefiles.models import Act, Case, CaseClock
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.casefiles.versions import VersionMove, newer_version, version_move
from ventanilla.domains.offices.api import Post


def move_version(*, post: Post, case_id: UUID, expected_seq: int, why: str, basis: str) -> Act:
    """To the version in force now; `basis` is the norm by which it reaches a case already begun.

    The act says both versions, what changes, and what becomes of the day to decide; it leaves by
    the book S and is notified. Nothing that was done is lost: acts stay as they are. Raises
    `OutOfOrder` where there is no later version, the two are not of one kind, or a time limit of
    the person's runs; `ActIncomplete`, and what `acting.perform` raises.
    """
    move = _previewed(case_id, post)
    content: dict[str, Any] = {
        "from": move.before.version,
        "to": move.after.version,
        "from_id": str(move.before.version_id),
        "to_id": str(move.after.version_id),
        "from_digest": move.before.digest,
        "to_digest": move.after.digest,
        "changed": [f"{c.what}:{c.how}:{c.id}" for c in move.changes],
        "told": move.told.isoformat() if move.told else "",
        "law": move.law.isoformat() if move.law else "",
        "moved": move.moved,
        "reasons": reasons(why),
        "basis": needed(basis, _("Falta la norma que permite pasar lo ya empezado.")),
    }
    return perform(
        case_id=case_id,
        kind=ActKind.MOVE_VERSION,
        hand=hand_of(post),
        content=content,
        expected_seq=expected_seq,
        book="S",
    )


def _previewed(case_id: UUID, post: Post) -> VersionMove:
    cases = Case.objects.select_related("office", "opened_by")
    case = cases.filter(id=case_id, office_id=post.office_id).first()
    if case is None:
        raise CaseUnknown
    life = life_of(case)
    after = newer_version(office=case.office, procedure=life.procedure)
    if after is None:
        raise OutOfOrder(
            _("El expediente ya está en la versión vigente del trámite."),
            expected=_("No hay nada que cambiar."),
        )
    move = version_move(
        office=case.office,
        before=life.procedure,
        after=after,
        presented_at=case.opened_by.presented_at,
        steps=life.steps,
    )
    if not move.same_life:
        raise OutOfOrder(
            _("La versión nueva es de otro tipo de procedimiento: este asunto no cabe."),
            expected=_("Siga con la versión en que se presentó."),
        )
    running = CaseClock.objects.filter(case_id=case.id, owed_by="party", ended_on__isnull=True)
    if running.exists():
        raise OutOfOrder(
            _("Corre un plazo de la persona con las reglas de ahora."),
            expected=_("Espere a que haga lo que tiene pendiente, o a que el plazo acabe."),
        )
    return move
