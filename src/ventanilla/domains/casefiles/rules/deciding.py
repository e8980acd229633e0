"""What must have happened before a decision: the steps that the law or the procedure demands.

A decision without its mandatory steps, its reasons or its footing of appeal does not issue
(ES: Ley 39/2015, arts 82, 88 and 40.2; CL: Ley 19.880, arts 11 and 41; BR: Lei 9.784, art. 50).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.casefiles.rules.standing import Standing
from ventanilla.domains.casefiles.rules.states import State
from ventanilla.kernel.text_choice import pick


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act may not be done and what may be done instead. `code` is stable."""

    code: str
    cause: Any
    instead: Any = ""


Condition = Callable[[Standing, Course, str, Mapping[str, Any]], Refusal | None]

GRANTING = frozenset({"granted"})
HANDED_OVER = frozenset({"granted", "public_already"})
CONFIRM = "confirm"
SENSES = frozenset({"granted", "partly", "refused"})


def steps_done(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """Reports came, information closed, the parties were heard; a hearing may be dispensed with
    only where all is granted and nothing else was weighed than what the party said (ES art. 82.4).

    What silence granted is confirmed as it stands: the law decided it without any of them.
    """
    if standing.by_silence:
        return None
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


def work_before(act: ActKind) -> Condition:
    """The condition that the work of the office demanded before `act` was done."""

    def condition(
        standing: Standing, course: Course, who: str, content: Mapping[str, Any]
    ) -> Refusal | None:
        if standing.by_silence:
            return None
        left = [one for one in course.demanded.get(act, ()) if one["id"] not in standing.worked]
        if not left:
            return None
        lang = get_language() or "es"
        steps = ", ".join(f"«{pick(one['title'], lang)}» ({one['norm']})" for one in left)
        return Refusal(
            "work-missing",
            _("Antes hay que hacer: %(steps)s.") % {"steps": steps},
            _("Hágalo y anótelo con «Anotar un paso hecho»."),
        )

    return condition


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
    if standing.by_silence:
        return None
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
    """Only who waits in the reserve of a call may still be granted after its resolution, and what
    silence granted may be confirmed."""
    if standing.state != State.DECIDED or standing.by_silence:
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


def not_against_positive_silence(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """What positive silence granted is confirmed, where the law has it so, and never refused by a
    late decision (ES: Ley 39/2015, art. 24.3.a; PE: TUO Ley 27444, art. 199.2; CL: Ley 19.880, arts
    64 and 66); it is undone only as the law undoes what it granted."""
    if not standing.by_silence:
        return None
    if course.late != CONFIRM:
        cause = _("El silencio positivo ya puso fin al procedimiento%(norm)s.")
        return Refusal("ended-by-silence", cause % {"norm": _in_brackets(course)}, _undo(course))
    if content and content.get("sense") != "granted":
        cause = _("El silencio ya concedió: la resolución solo puede confirmarlo%(norm)s.")
        return Refusal("confirm-only", cause % {"norm": _in_brackets(course)}, _undo(course))
    return None


def _in_brackets(course: Course) -> str:
    return f" ({course.late_norm})" if course.late_norm else ""


def _undo(course: Course) -> Any:
    if not course.undo:
        return _("Lo concedido solo se deja sin efecto por los medios que da la ley.")
    return f"{pick(course.undo['text'], get_language() or 'es')} ({course.undo['norm']})."


def not_once_silence_is_appealed(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """Negative silence binds nobody (ES: art. 24.3.b); but where the law says so, once it was
    appealed the matter is the appeal's (CO: Ley 1437, art. 83; PE: TUO Ley 27444, art. 199.4)."""
    pending = standing.pending_appeal
    if course.silence_appealed and pending is not None and not pending.against:
        return Refusal(
            "silence-appealed",
            _("La persona ya recurrió el silencio (%(norm)s).") % {"norm": course.silence_appealed},
            _("Se decide en el recurso."),
        )
    return None


def handed_over_whole(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """After positive silence an answer only hands over what was granted (CO: Ley 1437, art. 14.1),
    or confirms it (ES: Ley 39/2015, art. 24.3.a)."""
    if standing.state != State.DECIDED:
        return None
    if not standing.by_silence:
        return Refusal("decided", _("Ya está resuelto."), _("Cabe recurrir o rectificar un error."))
    granting = "granted" if content.get("decision") in HANDED_OVER else "refused"
    if not standing.hands_over:
        said = {**content, "sense": granting} if content else content
        return not_against_positive_silence(standing, course, who, said)
    if content and granting == "refused":
        cause = _("El silencio ya aceptó la petición: solo cabe entregar lo pedido.")
        return Refusal("confirm-only", cause, _undo(course))
    return None


_BEFORE = frozenset({State.RECEIVED, State.IN_PROGRESS, State.PROPOSED})
_RESOLVED = frozenset(
    {CaseKind.APPLICATION, CaseKind.CALL, CaseKind.OWN_MOTION, CaseKind.AUTOMATIC}
)
Row = tuple[frozenset[Actor], frozenset[State], tuple[Condition, ...], frozenset[CaseKind]]
DECIDING: dict[ActKind, Row] = {
    ActKind.PROPOSE: (
        frozenset({Actor.OFFICER, Actor.HEAD}),
        # Whoever decides may give it back: another proposal takes its place.
        frozenset({State.RECEIVED, State.IN_PROGRESS, State.PROPOSED}),
        (work_before(ActKind.PROPOSE), steps_done),
        frozenset({CaseKind.APPLICATION, CaseKind.CALL, CaseKind.OWN_MOTION}),
    ),
    ActKind.AGREE: (
        frozenset({Actor.BODY}),
        _BEFORE,
        (work_before(ActKind.AGREE), body_may_agree),
        frozenset({CaseKind.APPLICATION, CaseKind.CALL, CaseKind.OWN_MOTION}),
    ),
    ActKind.RESOLVE: (
        frozenset({Actor.HEAD, Actor.AUTOMATIC}),
        _BEFORE | {State.DECIDED},
        (
            ends_in_a_resolution,
            not_decided_yet,
            work_before(ActKind.RESOLVE),
            steps_done,
            proposal_made,
            not_against_positive_silence,
            not_once_silence_is_appealed,
            said_whole,
        ),
        _RESOLVED,
    ),
    ActKind.ANSWER: (
        frozenset({Actor.OFFICER, Actor.HEAD}),
        _BEFORE | {State.DECIDED},
        (
            ends_in_an_answer,
            handed_over_whole,
            work_before(ActKind.ANSWER),
            steps_done,
            not_once_silence_is_appealed,
        ),
        frozenset({CaseKind.PETITION, CaseKind.APPLICATION}),
    ),
}
