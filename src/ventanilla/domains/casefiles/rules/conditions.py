"""The law of one act: by whom, in which states and kinds of case, and under which conditions.

The table of all acts is `permitted`; what must come before a decision is `deciding`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.rules.act_kinds import Actor
from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.deciding import Condition, Refusal
from ventanilla.domains.casefiles.rules.kinds import SILENT, CaseKind
from ventanilla.domains.casefiles.rules.standing import Standing
from ventanilla.domains.casefiles.rules.states import State

HANDLERS = frozenset({Actor.OFFICER, Actor.HEAD})
DECIDERS = frozenset({Actor.HEAD, Actor.AUTOMATIC})
STAFF = frozenset({Actor.CLERK, Actor.OFFICER, Actor.HEAD})
PARTY = frozenset({Actor.PARTY})
BEFORE_DECISION = frozenset({State.RECEIVED, State.IN_PROGRESS, State.PROPOSED})
DEED = "deed"
PARTY_STEP = "party_step"
SENSES_OF_SILENCE = frozenset({"positive", "negative"})
UNDECIDED = BEFORE_DECISION | {State.CORRECTION}
HANDLED = frozenset({State.RECEIVED, State.IN_PROGRESS})
#: Where a decision stands that may be invalidated.
INVALIDABLE = frozenset({State.DECIDED, State.ANSWERED})


@dataclass(frozen=True, slots=True)
class ActLaw:
    """Who may do an act, in which states, in which kinds of case, under which conditions."""

    by: frozenset[Actor]
    during: frozenset[State]
    conditions: tuple[Condition, ...] = ()
    kinds: frozenset[CaseKind] = frozenset(CaseKind)


def not_while_suspended(standing: Standing, course: Course) -> bool:
    """The time to decide runs."""
    return not standing.suspended


def may_be_heard(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """Once it is decided the party speaks only in the hearing before an invalidation (CL: Ley
    19.880, art. 53)."""
    if standing.state in INVALIDABLE and not standing.invalidation:
        return Refusal(
            "decided",
            _("Ya se decidió: no queda nada que tener en cuenta antes."),
            _("Si no está de acuerdo, puede recurrir la decisión."),
        )
    return None


def open_report(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """The report was asked for and has not come."""
    name = content.get("report")
    if name is not None and standing.reports.get(name) is not False:
        return Refusal("no-such-report", _("No se ha pedido ese informe, o ya se emitió."))
    if not any(not came for came in standing.reports.values()):
        return Refusal("no-such-report", _("No hay ningún informe pendiente."))
    return None


def new_report(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """It was not asked for before."""
    name = content.get("report")
    if name is not None and name in standing.reports:
        return Refusal("report-asked", _("Ese informe ya se pidió."))
    return None


def silence_exists(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """The date is asked of the clocks by the action: here only what the law of the case says."""
    if course.silence.get("sense") not in SENSES_OF_SILENCE or standing.kind not in SILENT:
        return Refusal("no-silence", _("La ley no da ningún efecto al silencio en este trámite."))
    if standing.silence:
        return Refusal("silence-recorded", _("El silencio ya consta."))
    if course.silence.get("trigger") == PARTY_STEP and not standing.delay_complained:
        return Refusal(
            "delay-not-reported",
            _("Antes hay que denunciar la demora."),
            _("Denúnciela: si no se decide en los días que da la ley, hay silencio."),
        )
    if standing.suspended:
        return Refusal("suspended", _("El plazo está suspendido: todavía no vence."))
    return None


def silence_protocolled(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """Only where the law proves positive silence by a deed (CO: Ley 1437, art. 85)."""
    if course.proof != DEED or not standing.by_silence:
        return Refusal("no-deed", _("En este expediente el silencio no se acredita con escritura."))
    return None


def silence_certified(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """The body certifies what stands in the case, unless the law proves it otherwise."""
    if standing.silence != "recorded":
        return Refusal(
            "silence-not-recorded",
            _("No consta ningún silencio."),
            _("Lo hace constar la persona interesada, o el paso del plazo donde la ley basta."),
        )
    if course.proof == DEED and standing.by_silence:
        return Refusal(
            "proved-by-deed",
            _("Este silencio no lo certifica la entidad."),
            _("La persona lo protocoliza ante notario (%(norm)s).") % {"norm": course.proof_norm},
        )
    return None
