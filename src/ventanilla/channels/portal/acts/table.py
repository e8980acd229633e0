"""Each act of the person: what it is called, what it asks, what it brings about, and its door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ventanilla.channels.filling.acts.page import ActRow, by_kind
from ventanilla.channels.look.act_form import Ask
from ventanilla.channels.portal.acts.challenging import officials, recused
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import ActKind, CaseNow
from ventanilla.kernel.text_choice import pick

#: When a remedy may be used against silence, with no decision.
_AFTER_SILENCE = frozenset({"refusal_or_expiry", "notice_or_silence"})
#: What answers a notice is not done before it is opened.
UNTIL_OPENED = frozenset({ActKind.CORRECT, ActKind.APPEAL})
FILE = Ask(name="document", kind="file", label=_("Documento"), required=False)


@dataclass(frozen=True, kw_only=True)
class ActPage(ActRow[ActKind, CaseNow]):
    """`corrects` asks again what was marked, field by field; `against` gives the door what is
    appealed."""

    corrects: bool = False
    against: bool = False


def after_silence(appeal: Mapping[str, Any]) -> bool:
    """Whether it may be used with no decision, once the time has passed."""
    return appeal.get("after") in _AFTER_SILENCE


def lodged_here(appeal: Mapping[str, Any]) -> bool:
    """Whether it is handed in at this office, whoever decides it."""
    before = appeal.get("before") or {}
    return before.get("lodged") != "there"


def appealed(now: CaseNow) -> int:
    """What an appeal lodged now is against: the last act on the title whose time to appeal runs,
    else the decision (0: silence)."""
    running = {row.opened_by for row in now.clocks if _is_appeal(row) and not row.ended_on}
    return max(running & now.standing.on_title, default=now.standing.decision)


def _is_appeal(row: casefiles.CaseClock) -> bool:
    return row.name.startswith("appeal:")


def remedies(now: CaseNow) -> list[Any]:
    """The appeals that may be lodged here and now: those that the decision opened, or silence
    did."""
    against = appealed(now)
    open_now = {
        row.name.partition(":")[2]
        for row in now.clocks
        if _is_appeal(row) and row.opened_by == against and not row.ended_on
    }
    return [
        appeal
        for appeal in now.view.procedure.appeals
        if lodged_here(appeal)
        and (appeal["id"] in open_now or (not now.standing.decision and after_silence(appeal)))
    ]


def _appeal(now: CaseNow) -> tuple[Ask, ...]:
    lang = get_language() or "es"
    options = tuple(
        (appeal["id"], pick(appeal["name"], lang), pick(appeal.get("text"), lang))
        for appeal in remedies(now)
    )
    return (
        Ask(
            name="remedy",
            kind="one_of",
            label=_("Qué recurso presenta"),
            options=options,
            missing=_("Elija el recurso."),
        ),
        Ask(
            name="text",
            label=_("Por qué recurre"),
            hint=_("Qué parte de la decisión no comparte y por qué. No hace falta citar la ley."),
            missing=_("Escriba por qué recurre. Por ejemplo: «El informe dice lo contrario»."),
            rows=8,
        ),
        FILE,
    )


ACTS: dict[ActKind, ActPage] = by_kind(
    (
        ActPage(
            kind=ActKind.CORRECT,
            title=_("Corregir lo que le pedimos"),
            button=_("Presentar la corrección"),
            consequence=_(
                "Se registra hoy, con número propio. Lo que presentó antes se conserva al lado."
            ),
            intro=_("Solo tiene que cambiar lo que se indica. Lo demás queda como está."),
            door=casefiles.correct,
            corrects=True,
        ),
        ActPage(
            kind=ActKind.APPEAL,
            title=_("Recurrir"),
            button=_("Presentar el recurso"),
            consequence=_(
                "Se registra hoy, con número propio. Presentarlo no suspende por sí solo lo "
                "decidido."
            ),
            door=casefiles.appeal,
            asks=_appeal,
            against=True,
        ),
        ActPage(
            kind=ActKind.ALLEGE,
            title=_("Alegar o añadir documentos"),
            button=_("Presentar"),
            consequence=_("Se registra hoy, con número propio, y se tiene en cuenta al decidir."),
            door=casefiles.allege,
            asks=(
                Ask(
                    name="text",
                    label=_("Qué quiere decir"),
                    missing=_("Escriba lo que quiere que se tenga en cuenta, o qué añade."),
                ),
                FILE,
            ),
        ),
        ActPage(
            kind=ActKind.ASK_REVIEW,
            title=_("Pedir que lo revise una persona"),
            button=_("Pedir la revisión"),
            consequence=_(
                "Se registra hoy, con número propio. La jefatura de la unidad lo mira y dice qué "
                "encontró. Los plazos para recurrir siguen corriendo."
            ),
            door=casefiles.ask_review,
            asks=(
                Ask(
                    name="why",
                    label=_("Qué le parece mal"),
                    missing=_(
                        "Escriba qué debe mirar la persona. Por ejemplo: «El dato no es mío»."
                    ),
                ),
            ),
        ),
        ActPage(
            kind=ActKind.RECORD_SILENCE,
            title=_("Hacer constar el silencio"),
            button=_("Hacer constar el silencio"),
            consequence=_(
                "Queda registrado que el plazo pasó sin respuesta, con el efecto que da la ley."
            ),
            door=casefiles.record_silence,
        ),
        ActPage(
            kind=ActKind.PROTOCOL_SILENCE,
            title=_("Entregar la escritura del silencio positivo"),
            button=_("Entregar la escritura"),
            consequence=_(
                "Se registra hoy, con número propio. Desde la escritura, toda persona y autoridad "
                "tiene que reconocer lo concedido."
            ),
            intro=_(
                "Ante notario, con el recibo de lo que presentó y su declaración jurada de que no "
                "le notificaron la decisión a tiempo."
            ),
            door=casefiles.protocol_silence,
            asks=(
                Ask(
                    name="deed",
                    kind="text",
                    label=_("Número de la escritura, notaría y fecha"),
                    hint=_("Por ejemplo: 1234, Notaría Única de Monteclaro, 15/01/2026"),
                    missing=_("Escriba el número de la escritura, la notaría y la fecha."),
                ),
                FILE,
            ),
        ),
        ActPage(
            kind=ActKind.COMPLAIN_OF_DELAY,
            title=_("Quejarse de la demora"),
            button=_("Presentar la queja"),
            consequence=_("Se registra hoy, con número propio. Seguimos obligados a responder."),
            door=casefiles.complain_of_delay,
            asks=(Ask(name="text", label=_("Algo más que decir"), required=False),),
        ),
        ActPage(
            kind=ActKind.CHOOSE_MEANS,
            title=_("Elegir cómo recibir las notificaciones"),
            button=_("Guardar la elección"),
            consequence=_(
                "Vale desde hoy y puede cambiarlo cuando quiera. Lo ya notificado no cambia."
            ),
            intro=_(
                "No hace falta correo electrónico: el buzón se abre con su número y clave. Si la "
                "ley obliga a usarlo, como a las empresas en España (Ley 39/2015, art. 14.2), se "
                "lo diremos."
            ),
            door=casefiles.choose_means,
            asks=(
                Ask(
                    name="means",
                    kind="one_of",
                    label=_("Cómo prefiere recibirlas"),
                    options=(
                        (
                            "box",
                            _("En el buzón electrónico de esta sede"),
                            _("Las lee aquí. Si nos dio un contacto, le avisamos cuando haya una."),
                        ),
                        ("paper", _("Por carta"), _("A la dirección que nos dio.")),
                    ),
                    missing=_("Elija cómo quiere que le notifiquemos."),
                ),
            ),
        ),
        ActPage(
            kind=ActKind.RENOUNCE_TITLE,
            title=_("Renunciar al título"),
            button=_("Renunciar"),
            consequence=_(
                "El título deja de estar vigente hoy, y cualquiera lo verá. No se puede deshacer."
            ),
            intro=_("Por ejemplo, porque termina la actividad. Basta con comunicarlo."),
            door=casefiles.renounce_title,
            asks=(Ask(name="text", label=_("Algo más que decir"), required=False, rows=3),),
        ),
        ActPage(
            kind=ActKind.DESIST,
            title=_("Desistir de la solicitud"),
            button=_("Desistir"),
            consequence=_(
                "El expediente termina y no decidiremos sobre lo que pidió. No se puede deshacer; "
                "puede presentar otra solicitud."
            ),
            door=casefiles.desist,
            asks=(Ask(name="text", label=_("Por qué, si quiere decirlo"), required=False, rows=3),),
        ),
        ActPage(
            kind=ActKind.WAIVE,
            title=_("Renunciar al derecho que pedía"),
            button=_("Renunciar"),
            consequence=_(
                "El expediente termina y no podrá volver a pedir lo mismo. No se puede deshacer. "
                "Si solo quiere dejar esta solicitud, desista de ella."
            ),
            door=casefiles.waive,
            asks=(Ask(name="text", label=_("Por qué, si quiere decirlo"), required=False, rows=3),),
        ),
        ActPage(
            kind=ActKind.RECUSE,
            title=_("Recusar a quien lo tramita"),
            button=_("Presentar la recusación"),
            consequence=_(
                "Se registra hoy, con número propio. Lo decide la jefatura; mientras, el "
                "expediente sigue."
            ),
            intro=_(
                "Si alguien que lo tramita tiene interés en el asunto, o amistad, enemistad o "
                "parentesco con alguna parte."
            ),
            door=recused,
            asks=officials,
        ),
    )
)
