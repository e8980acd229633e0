"""What must have happened before a decision: the steps that the law or the procedure demands.

A decision without its mandatory steps, its reasons or its footing of appeal does not issue
(ES: Ley 39/2015, arts 82, 88 and 40.2; CL: Ley 19.880, arts 11 and 41; BR: Lei 9.784, art. 50).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.casefiles.rules.standing import Standing
from ventanilla.domains.casefiles.rules.states import State


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act may not be done and what may be done instead. `code` is stable."""

    code: str
    cause: Any
    instead: Any = ""


Condition = Callable[[Standing, Course, str, Mapping[str, Any]], Refusal | None]

GRANTING = frozenset({"granted"})
SENSES = frozenset({"granted", "partly", "refused"})


def steps_done(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """Reports came, information closed, the parties were heard; a hearing may be dispensed with
    only where all is granted and nothing else was weighed than what the party said (ES art. 82.4).
    """
    return instruction_done(standing, course, who, content) or _heard(
        standing, course, who, content
    )


def instruction_done(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """Reports and public information: what comes before the hearing."""
    missing = sorted(name for name in course.reports if not standing.reports.get(name))
    if missing:
        return Refusal(
            "report-missing",
            _("Falta un informe obligatorio: %(reports)s.") % {"reports": ", ".join(missing)},
            _("Pida el informe y espere su respuesta."),
        )
    if any(not came for came in standing.reports.values()):
        return Refusal("report-pending", _("Hay un informe pedido que no ha llegado."))
    if course.information and standing.information != "closed":
        return Refusal("information-missing", _("Falta el trámite de información pública."))
    if standing.information == "open":
        return Refusal("information-open", _("La información pública no ha terminado."))
    if standing.unanswered:
        return Refusal(
            "reply-missing",
            _("Falta responder a quien habló en la información pública."),
            _("Una respuesta razonada puede servir para varias semejantes."),
        )
    return None


def _heard(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    if standing.hearing == "open":
        return Refusal("hearing-open", _("El trámite de audiencia no ha terminado."))
    dispensed = content.get("sense") in GRANTING and content.get("hearing_dispensed")
    if course.hearing and standing.hearing != "closed" and not dispensed:
        return Refusal(
            "hearing-missing",
            _("Falta el trámite de audiencia."),
            _("Ábralo, o diga por qué puede prescindirse de él si se concede todo."),
        )
    return None


def proposal_made(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """The proposal, the agreement of the body, and another pair of eyes."""
    if course.proposal and standing.state not in (State.PROPOSED, State.DECIDED):
        return Refusal("proposal-missing", _("Falta la propuesta de resolución."))
    if course.collegiate and not standing.agreed:
        return Refusal("agreement-missing", _("Falta el acuerdo del órgano colegiado."))
    if course.four_eyes and who and who == standing.proposed_by:
        return Refusal(
            "four-eyes",
            _("Quien propuso no puede firmar la resolución."),
            _("La firma otra persona."),
        )
    return None


def said_whole(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """Once there is a content, it has a sense, reasons and the remedies against it."""
    if not content:
        return None
    if content.get("sense") not in SENSES:
        return Refusal("sense-missing", _("Falta decir qué se decide."))
    if content["sense"] != "granted" and not str(content.get("reasons", "")).strip():
        return Refusal("reasons-missing", _("No se puede denegar sin decir por qué."))
    if course.remedies and not content.get("footing"):
        return Refusal(
            "footing-missing",
            _("La decisión no dice qué recursos caben, ante quién y en qué plazo."),
        )
    return None


def body_may_agree(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """In a call the committee reports before the provisional proposal, on which the parties are
    heard (ES: Ley 38/2003, art. 24.4); elsewhere the body agrees once everything is done."""
    before = instruction_done if standing.kind == CaseKind.CALL else steps_done
    return before(standing, course, who, content)


def not_decided_yet(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """Only who waits in the reserve of a call may still be granted after its resolution."""
    if standing.state != State.DECIDED:
        return None
    if not standing.reserve:
        return Refusal("decided", _("Ya está resuelto."), _("Cabe recurrir o rectificar un error."))
    if content and content.get("sense") == "refused":
        return Refusal("reserve-only-granted", _("De la reserva solo cabe llamar."))
    return None


def ends_in_a_resolution(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """An answer is no resolution, nor the other way round."""
    if course.answers:
        return Refusal("ends-in-an-answer", _("Este trámite termina con una respuesta."))
    return None


def ends_in_an_answer(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """See above."""
    if standing.kind != CaseKind.PETITION and not course.answers:
        return Refusal("ends-in-a-resolution", _("Este trámite termina con una resolución."))
    return None


def not_after_positive_silence(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """ES art. 24.3.a: after a positive silence only a decision that confirms it may issue."""
    granted = standing.silence and course.silence.get("sense") == "positive"
    if granted and content and content.get("sense") != "granted":
        return Refusal("confirm-only", _("El silencio ya concedió: solo cabe confirmarlo."))
    return None


_BEFORE = frozenset({State.RECEIVED, State.IN_PROGRESS, State.PROPOSED})
_RESOLVED = frozenset(
    {CaseKind.APPLICATION, CaseKind.CALL, CaseKind.OWN_MOTION, CaseKind.AUTOMATIC}
)
Row = tuple[frozenset[Actor], frozenset[State], tuple[Condition, ...], frozenset[CaseKind]]
DECIDING: dict[ActKind, Row] = {
    ActKind.PROPOSE: (
        frozenset({Actor.OFFICER, Actor.HEAD}),
        frozenset({State.RECEIVED, State.IN_PROGRESS}),
        (steps_done,),
        frozenset({CaseKind.APPLICATION, CaseKind.CALL, CaseKind.OWN_MOTION}),
    ),
    ActKind.AGREE: (
        frozenset({Actor.BODY}),
        _BEFORE,
        (body_may_agree,),
        frozenset({CaseKind.APPLICATION, CaseKind.CALL, CaseKind.OWN_MOTION}),
    ),
    ActKind.RESOLVE: (
        frozenset({Actor.HEAD, Actor.AUTOMATIC}),
        _BEFORE | {State.DECIDED},
        (
            ends_in_a_resolution,
            not_decided_yet,
            steps_done,
            proposal_made,
            not_after_positive_silence,
            said_whole,
        ),
        _RESOLVED,
    ),
    ActKind.ANSWER: (
        frozenset({Actor.OFFICER, Actor.HEAD}),
        _BEFORE,
        (ends_in_an_answer, steps_done),
        frozenset({CaseKind.PETITION, CaseKind.APPLICATION}),
    ),
}
