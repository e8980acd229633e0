"""Each act of the person: what it is called, what it asks, what it brings about, and its door."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ventanilla.channels.look.act_form import Ask
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import ActKind, CaseNow
from ventanilla.kernel.text_choice import pick

#: When a remedy may be used against silence, with no decision.
_AFTER_SILENCE = frozenset({"refusal_or_expiry", "notice_or_silence"})
#: What answers a notice is not done before it is opened.
UNTIL_OPENED = frozenset({ActKind.CORRECT, ActKind.APPEAL})
FILE = Ask(name="document", kind="file", label=_("Documento"), required=False)


@dataclass(frozen=True, kw_only=True)
class ActPage:
    """`consequence` stands beside the button. `corrects` asks again what was marked, field by
    field; `against` gives the door what is appealed."""

    kind: ActKind
    title: Any
    button: Any
    consequence: Any
    door: Callable[..., casefiles.Act]
    asks: tuple[Ask, ...] | Callable[[CaseNow], tuple[Ask, ...]] = ()
    intro: Any = ""
    takes_files: bool = False
    corrects: bool = False
    against: bool = False

    def questions(self, now: CaseNow) -> tuple[Ask, ...]:
        """What it asks in that case."""
        return self.asks if isinstance(self.asks, tuple) else self.asks(now)


def after_silence(appeal: Mapping[str, Any]) -> bool:
    """Whether it may be used with no decision, once the time has passed."""
    return appeal.get("after") in _AFTER_SILENCE


def lodged_here(appeal: Mapping[str, Any]) -> bool:
    """Whether it is handed in at this office, whoever decides it."""
    before = appeal.get("before") or {}
    return before.get("lodged") != "there"


def remedies(now: CaseNow) -> list[Any]:
    """The appeals that may be lodged here and now: those that the decision opened, or silence
    did."""
    open_now = {
        row.name.partition(":")[2]
        for row in now.clocks
        if row.name.startswith("appeal:")
        and row.opened_by == now.standing.decision
        and not row.ended_on
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


ACTS: dict[ActKind, ActPage] = {
    page.kind: page
    for page in (
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
            takes_files=True,
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
            takes_files=True,
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
    )
}
