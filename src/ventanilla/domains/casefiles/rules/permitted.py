"""Which act may be done now, by whom; where not, why, and what may be done instead.

Deny by default: an act without a law here is never permitted.
Each act's file in `actions/` cites its articles.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.appealing import (
    appealable,
    decided_by_whom,
    forwardable,
    no_way_back,
    the_pending_appeal,
)
from ventanilla.domains.casefiles.rules.conditions import (
    BEFORE_DECISION,
    DECIDERS,
    HANDLED,
    HANDLERS,
    INVALIDABLE,
    PARTY,
    STAFF,
    UNDECIDED,
    ActLaw,
    may_be_heard,
    new_report,
    not_while_suspended,
    open_report,
    silence_certified,
    silence_exists,
    silence_protocolled,
)
from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.deciding import DECIDING, Condition, Refusal
from ventanilla.domains.casefiles.rules.kinds import BEGUN_BY_THE_PARTY, DECIDED, CaseKind
from ventanilla.domains.casefiles.rules.standing import Standing
from ventanilla.domains.casefiles.rules.states import OPEN, SETTLED, State
from ventanilla.domains.casefiles.rules.title_laws import ON_TITLES

__all__ = ["Refusal", "offered", "refusal"]


def refusal(
    kind: ActKind,
    *,
    standing: Standing,
    course: Course,
    actor: Actor,
    who: str = "",
    content: Mapping[str, Any] | None = None,
) -> Refusal | None:
    """Why `kind` may not be done now; None where it may. `content` is what the act would hold."""
    law = LAWS.get(kind)
    if law is None or standing.kind not in law.kinds:
        return Refusal("not-in-this-kind", _("Este acto no existe en este tipo de expediente."))
    if actor not in law.by:
        return Refusal("not-competent", _("Este acto no le corresponde a usted."))
    if who and who in standing.barred and actor in STAFF:
        return Refusal(
            "barred",
            _("Usted se abstuvo o fue recusado en este expediente."),
            _("Lo tramita otra persona de la unidad."),
        )
    if who and who in course.hands.get(_hand_key(kind, content), ()):
        return Refusal(
            "four-eyes",
            _("Este paso lo hace otra persona que la que hizo el anterior."),
            _("Lo firma otra persona."),
        )
    if standing.state not in law.during:
        return _state_refusal(standing, law)
    for condition in law.conditions:
        found = condition(standing, course, who, content or {})
        if found is not None:
            return found
    return None


def _hand_key(kind: ActKind, content: Mapping[str, Any] | None) -> str:
    work = kind == ActKind.RECORD_WORK
    return f"{kind}:{(content or {}).get('step')}" if work else str(kind)


def offered(
    *, standing: Standing, course: Course, actor: Actor, who: str = ""
) -> dict[ActKind, Refusal | None]:
    """Each act of that actor in this kind of case: None where it may be done, else why not."""
    mine = (
        kind
        for kind, law in LAWS.items()
        if actor in law.by and standing.kind in law.kinds and standing.state in law.during
    )
    return {
        kind: refusal(kind, standing=standing, course=course, actor=actor, who=who) for kind in mine
    }


def _state_refusal(standing: Standing, law: ActLaw) -> Refusal:
    needed = ", ".join(str(state.label) for state in State if state in law.during)
    return Refusal(
        "wrong-state",
        _("El expediente está en otra situación: %(state)s.") % {"state": standing.state.label},
        _("Se puede hacer cuando está: %(states)s.") % {"states": needed},
    )


def _needs(
    holds: Callable[[Standing, Course], bool], code: str, cause: Any, instead: Any = ""
) -> Condition:
    def condition(
        standing: Standing, course: Course, who: str, content: Mapping[str, Any]
    ) -> Refusal | None:
        return None if holds(standing, course) else Refusal(code, cause, instead)

    return condition


LAWS: dict[ActKind, ActLaw] = {
    ActKind.FORWARD: ActLaw(STAFF, HANDLED),
    ActKind.ADMIT: ActLaw(HANDLERS | {Actor.AUTOMATIC}, frozenset({State.RECEIVED})),
    ActKind.REJECT: ActLaw(
        DECIDERS, HANDLED, kinds=frozenset(CaseKind) - {CaseKind.OWN_MOTION, CaseKind.DECLARATION}
    ),
    ActKind.ASK_CORRECTION: ActLaw(HANDLERS, HANDLED | {State.IN_FORCE}, kinds=BEGUN_BY_THE_PARTY),
    ActKind.CORRECT: ActLaw(PARTY | {Actor.CLERK}, frozenset({State.CORRECTION})),
    ActKind.ALLOW_PAPER: ActLaw(HANDLERS, OPEN),
    ActKind.ASK_REPORT: ActLaw(HANDLERS, HANDLED, (new_report,)),
    ActKind.ANSWER_REPORT: ActLaw(HANDLERS, UNDECIDED, (open_report,)),
    ActKind.OPEN_INFORMATION: ActLaw(
        HANDLERS,
        frozenset({State.IN_PROGRESS}),
        (
            _needs(
                lambda s, c: not s.information,
                "information-held",
                _("La información pública ya se abrió en este expediente."),
            ),
        ),
    ),
    ActKind.SPEAK: ActLaw(
        frozenset({Actor.ANYONE, Actor.PARTY, Actor.CLERK}),
        frozenset({State.IN_PROGRESS, State.CORRECTION, State.PROPOSED}),
        (
            _needs(
                lambda s, c: s.information == "open",
                "information-not-open",
                _("La información pública no está abierta."),
            ),
        ),
    ),
    ActKind.CLOSE_INFORMATION: ActLaw(
        HANDLERS | {Actor.LAW},
        UNDECIDED,
        (
            _needs(
                lambda s, c: s.information == "open" or bool(s.unanswered),
                "information-not-open",
                _("La información pública no está abierta."),
            ),
        ),
    ),
    ActKind.OPEN_HEARING: ActLaw(
        HANDLERS,
        frozenset({State.IN_PROGRESS, State.IN_FORCE}),
        (
            _needs(
                lambda s, c: s.hearing != "open",
                "hearing-open",
                _("El trámite de audiencia ya está abierto."),
            ),
            _needs(
                lambda s, c: all(s.reports.values()),
                "report-pending",
                _("Falta algún informe: la audiencia se da con el expediente completo."),
                _("Espere el informe o hágalo constar como no emitido."),
            ),
            # ES: Ley 38/2003, art. 24.4: heard on the proposal, which follows the report.
            _needs(
                lambda s, c: s.kind != CaseKind.CALL or not c.collegiate or s.agreed,
                "agreement-missing",
                _("Falta el acuerdo del órgano colegiado."),
            ),
        ),
    ),
    # ES art. 76.1: at any moment before the hearing ends.
    ActKind.ALLEGE: ActLaw(PARTY | {Actor.CLERK}, OPEN | INVALIDABLE, (may_be_heard,)),
    ActKind.ADD_DOCUMENTS: ActLaw(PARTY | {Actor.CLERK}, OPEN),
    ActKind.CLOSE_HEARING: ActLaw(
        HANDLERS | {Actor.LAW},
        UNDECIDED | {State.IN_FORCE},
        (
            _needs(
                lambda s, c: s.hearing == "open",
                "hearing-not-open",
                _("El trámite de audiencia no está abierto."),
            ),
        ),
    ),
    ActKind.NOTIFY_THIRD_PARTIES: ActLaw(HANDLERS, OPEN | SETTLED),
    ActKind.RECORD_CONTACT: ActLaw(STAFF, frozenset(State) - {State.ARCHIVED}),
    ActKind.RECORD_WORK: ActLaw(HANDLERS | {Actor.CLERK}, OPEN | SETTLED),
    # ES: Ley 40/2015, art. 41.2, and RGPD, art. 22.3: what no person decided is looked at by one.
    ActKind.ASK_REVIEW: ActLaw(
        PARTY | {Actor.CLERK},
        OPEN | SETTLED,
        (
            _needs(
                lambda s, c: c.automated,
                "nothing-automated",
                _("En este expediente no hay ningún acto sin intervención de una persona."),
            ),
        ),
    ),
    ActKind.JOIN: ActLaw(HANDLERS, HANDLED),
    ActKind.SPLIT: ActLaw(HANDLERS, frozenset({State.JOINED})),
    ActKind.RECUSE: ActLaw(PARTY | frozenset({Actor.HEAD}), OPEN),
    ActKind.ABSTAIN: ActLaw(STAFF, OPEN),
    ActKind.EXTEND: ActLaw(
        DECIDERS,
        BEFORE_DECISION,
        (
            _needs(
                lambda s, c: c.extension,
                "no-extension",
                _("La ley no permite ampliar este plazo."),
            ),
            _needs(lambda s, c: not s.extended, "extended", _("El plazo ya se amplió una vez.")),
        ),
        DECIDED | {CaseKind.PETITION, CaseKind.OWN_MOTION},
    ),
    ActKind.SUSPEND: ActLaw(
        HANDLERS,
        BEFORE_DECISION,
        (
            _needs(
                lambda s, c: c.suspension,
                "no-suspension",
                _("La ley no permite suspender este plazo."),
            ),
            _needs(not_while_suspended, "suspended", _("El plazo ya está suspendido.")),
        ),
    ),
    ActKind.RESUME: ActLaw(
        HANDLERS | {Actor.LAW},
        UNDECIDED,
        (
            _needs(
                lambda s, c: any(p.last is None and p.cause == "suspension" for p in s.pauses),
                "not-suspended",
                _("El plazo no está suspendido."),
            ),
        ),
    ),
    ActKind.RECALCULATED: ActLaw(frozenset({Actor.LAW}), OPEN),
    ActKind.WARN_LAPSE: ActLaw(
        HANDLERS,
        frozenset({State.CORRECTION, State.IN_PROGRESS}),
        (
            _needs(
                lambda s, c: c.lapse and s.waiting_on == "party",
                "not-the-party",
                _("No hay nada que dependa de la persona: no puede haber caducidad."),
            ),
        ),
        BEGUN_BY_THE_PARTY - {CaseKind.PETITION},
    ),
    ActKind.DECLARE_LAPSE: ActLaw(
        DECIDERS,
        frozenset({State.CORRECTION, State.IN_PROGRESS}),
        (
            _needs(
                lambda s, c: s.lapse_warned,
                "not-warned",
                _("Antes hay que advertir a la persona de que el expediente caducará."),
                _("Haga primero la advertencia."),
            ),
        ),
    ),
    ActKind.DEEM_WITHDRAWN: ActLaw(
        DECIDERS | {Actor.LAW},
        frozenset({State.CORRECTION}),
        kinds=BEGUN_BY_THE_PARTY - {CaseKind.DECLARATION},
    ),
    ActKind.COMPLAIN_OF_DELAY: ActLaw(PARTY | {Actor.CLERK}, UNDECIDED),
    ActKind.DESIST: ActLaw(PARTY | {Actor.CLERK}, UNDECIDED, kinds=BEGUN_BY_THE_PARTY),
    ActKind.WAIVE: ActLaw(PARTY | {Actor.CLERK}, UNDECIDED, kinds=BEGUN_BY_THE_PARTY),
    ActKind.RECORD_SILENCE: ActLaw(
        PARTY | {Actor.CLERK, Actor.LAW}, BEFORE_DECISION, (silence_exists,)
    ),
    ActKind.CERTIFY_SILENCE: ActLaw(
        frozenset({Actor.HEAD, Actor.AUTOMATIC}),
        UNDECIDED | SETTLED,
        (silence_certified,),
    ),
    ActKind.PROTOCOL_SILENCE: ActLaw(
        PARTY | {Actor.CLERK}, frozenset({State.DECIDED}), (silence_protocolled,)
    ),
    ActKind.NOTIFIED: ActLaw(
        PARTY | STAFF | {Actor.LAW},
        frozenset(State) - {State.ARCHIVED},
        (
            _needs(
                lambda s, c: bool(s.sealed),
                "nothing-to-notify",
                _("No hay ninguna notificación pendiente."),
            ),
        ),
    ),
    ActKind.CHOOSE_MEANS: ActLaw(PARTY | {Actor.CLERK}, OPEN | SETTLED),
    ActKind.RECORD_TACIT_NOTICE: ActLaw(STAFF, SETTLED | OPEN),
    ActKind.APPEAL: ActLaw(PARTY | {Actor.CLERK}, SETTLED | BEFORE_DECISION, (appealable,)),
    ActKind.SUSPEND_ACT: ActLaw(
        frozenset({Actor.HEAD}), SETTLED | BEFORE_DECISION, (the_pending_appeal,)
    ),
    ActKind.FORWARD_APPEAL: ActLaw(HANDLERS, SETTLED | BEFORE_DECISION, (forwardable,)),
    ActKind.DECIDE_APPEAL: ActLaw(
        frozenset({Actor.HEAD}),
        SETTLED | BEFORE_DECISION,
        (the_pending_appeal, decided_by_whom, no_way_back),
    ),
    ActKind.CORRECT_ERROR: ActLaw(HANDLERS, SETTLED | {State.CLOSED}),
    ActKind.OPEN_INVALIDATION: ActLaw(
        frozenset({Actor.HEAD}),
        INVALIDABLE,
        (_needs(lambda s, c: not s.annulled, "annulled", _("La decisión ya está anulada.")),),
    ),
    # CL art. 53: after hearing the party. ES arts 106-107 add the consultative report.
    ActKind.INVALIDATE: ActLaw(
        frozenset({Actor.HEAD}),
        INVALIDABLE,
        (
            _needs(
                lambda s, c: s.invalidation,
                "not-heard",
                _("No se puede invalidar sin oír antes a la persona."),
                _("Abra primero la audiencia previa."),
            ),
        ),
    ),
    ActKind.CEASE_EFFECTS: ActLaw(
        frozenset({Actor.HEAD}),
        frozenset({State.IN_FORCE}),
        (
            _needs(
                lambda s, c: s.hearing == "closed",
                "not-heard",
                _("No se puede hacer cesar la actividad sin oír antes a la persona."),
                _("Dé primero audiencia."),
            ),
        ),
        frozenset({CaseKind.DECLARATION}),
    ),
    # By whoever decides, and before anything was decided: what was decided stays under its own.
    ActKind.MOVE_VERSION: ActLaw(
        frozenset({Actor.HEAD}),
        BEFORE_DECISION,
        (
            _needs(
                lambda s, c: not s.decision,
                "decided",
                _("Ya se decidió con su versión del trámite: se queda en ella."),
            ),
        ),
    ),
    ActKind.CLOSE: ActLaw(
        STAFF | {Actor.LAW},
        SETTLED | {State.FORWARDED, State.JOINED, State.IN_FORCE},
        (
            _needs(
                lambda s, c: s.pending_appeal is None,
                "appeal-pending",
                _("Hay un recurso sin resolver."),
            ),
            _needs(
                lambda s, c: not s.hands_over,
                "not-handed-over",
                _("Falta entregar lo que el silencio concedió."),
                _("Entréguelo con la respuesta que lo concede, y ciérrelo después."),
            ),
        ),
    ),
    ActKind.TRANSFER: ActLaw(HANDLERS, frozenset({State.CLOSED})),
    **{
        kind: ActLaw(by, during, conditions, kinds)
        for kind, (by, during, conditions, kinds) in (*DECIDING.items(), *ON_TITLES.items())
    },
}
