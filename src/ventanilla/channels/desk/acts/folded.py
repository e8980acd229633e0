"""The acts that are seldom done: each folded under its heading on the page of the case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.channels.desk.acts import folded_doors, folded_questions, questions
from ventanilla.channels.desk.acts.act_row import WHY, ActPage, Fold
from ventanilla.channels.look.act_form import Ask
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import ActKind, CaseNow

#: The headings, in their order.
HEADINGS: dict[Fold, Any] = {
    Fold.PEOPLE: _("Hablar con la persona y con otros"),
    Fold.INFORMATION: _("Información pública"),
    Fold.WHO: _("Quién puede actuar"),
    Fold.DECIDED: _("Corregir o dejar sin efecto lo hecho"),
    Fold.PLACE: _("Enviar, unir o cerrar el expediente"),
}
_LEAVES = _("Sale por el libro de salida y se notifica a la persona.")
_CONTACTS = (
    ("call", _("Una llamada"), ""),
    ("visit", _("Una visita"), ""),
    ("message", _("Un mensaje"), ""),
)


def _seq(name: str) -> Any:
    def fixed(now: CaseNow, said: Mapping[str, Any]) -> dict[str, Any]:
        return {name: int(said[name])}

    return fixed


_PEOPLE = (
    ActPage(
        kind=ActKind.RECORD_CONTACT,
        title=_("Anotar una llamada o visita"),
        button=_("Anotar"),
        consequence=_("Queda unida al expediente y la persona la verá. No cambia ningún plazo."),
        door=casefiles.record_contact,
        asks=(
            Ask(
                name="how",
                kind="one_of",
                label=_("Cómo fue"),
                options=_CONTACTS,
                missing=_("Elija si fue una llamada, una visita o un mensaje."),
            ),
            Ask(
                name="who",
                kind="text",
                label=_("Con quién se habló"),
                missing=_("Escriba con quién se habló."),
            ),
            Ask(
                name="text",
                label=_("Qué se trató"),
                missing=_("Escriba qué se trató."),
                rows=4,
            ),
        ),
        fold=Fold.PEOPLE,
    ),
    ActPage(
        kind=ActKind.NOTIFY_THIRD_PARTIES,
        title=_("Avisar a terceros interesados"),
        button=_("Avisar"),
        consequence=_("El aviso sale por el libro de salida, para que puedan decir lo suyo."),
        door=folded_doors.told,
        asks=(
            Ask(
                name="people",
                label=_("A quiénes"),
                hint=_("Una persona u organización por línea."),
                missing=_("Escriba a quién se avisa."),
                rows=3,
            ),
            Ask(
                name="text",
                label=_("De qué se les avisa"),
                missing=_("Escriba de qué se avisa y hasta cuándo pueden responder."),
            ),
            questions.SUSPENDS_BY,
        ),
        fold=Fold.PEOPLE,
    ),
    ActPage(
        kind=ActKind.ALLOW_PAPER,
        title=_("Permitir que siga en papel"),
        button=_("Permitir el papel"),
        consequence=_("Desde ahora lo que se le diga va por carta."),
        door=casefiles.allow_paper,
        asks=(WHY,),
        fold=Fold.PEOPLE,
    ),
    ActPage(
        kind=ActKind.RECORD_TACIT_NOTICE,
        title=_("Hacer constar una notificación tácita"),
        button=_("Hacerla constar"),
        consequence=_("Sus plazos corren desde ese día, como si se le hubiera notificado."),
        intro=_(
            "Cuando la persona hizo algo que muestra que conocía un acto que no se notificó bien."
        ),
        door=folded_doors.known,
        asks=folded_questions.tacit_notice,
        fixed=_seq("known"),
        fold=Fold.PEOPLE,
    ),
)
_INFORMATION = (
    ActPage(
        kind=ActKind.OPEN_INFORMATION,
        title=_("Abrir información pública"),
        button=_("Abrir la información pública"),
        consequence=_("Sale por el libro de salida y empieza el plazo para que hable cualquiera."),
        door=casefiles.open_information,
        asks=(
            Ask(
                name="text",
                label=_("Anuncio"),
                hint=_("Qué puede verse, dónde y hasta cuándo se puede aportar."),
                missing=_("Escriba el anuncio."),
            ),
        ),
        fold=Fold.INFORMATION,
    ),
    ActPage(
        kind=ActKind.SPEAK,
        title=_("Anotar una aportación"),
        button=_("Registrar la aportación"),
        consequence=_(
            "Se registra hoy, con número propio. Quien aporta tiene derecho a una respuesta "
            "razonada, y no pasa a ser parte del expediente."
        ),
        door=folded_doors.spoken,
        asks=(
            Ask(
                name="name",
                kind="text",
                label=_("Nombre de quien aporta"),
                missing=_("Escriba el nombre de quien aporta."),
            ),
            Ask(
                name="text",
                label=_("Qué aporta"),
                missing=_("Escriba lo que aporta."),
            ),
            Ask(
                name="contact",
                kind="text",
                label=_("Dónde responderle"),
                required=False,
            ),
        ),
        fold=Fold.INFORMATION,
    ),
    ActPage(
        kind=ActKind.CLOSE_INFORMATION,
        title=_("Cerrar la información pública"),
        button=_("Responder y cerrar"),
        consequence=_("Sale por el libro de salida. Nadie podrá aportar más."),
        door=folded_doors.information_closed,
        asks=folded_questions.close_information,
        facts=folded_questions.contributions,
        fold=Fold.INFORMATION,
    ),
)
_WHO = (
    ActPage(
        kind=ActKind.ABSTAIN,
        title=_("Abstenerme"),
        button=_("Abstenerme"),
        consequence=_("Ya no podrá hacer nada en este expediente: lo lleva otra persona."),
        intro=_(
            "Si conoce a la persona o tiene interés en el asunto. Lo que escriba queda en el "
            "expediente."
        ),
        door=casefiles.abstain,
        asks=(WHY,),
        fold=Fold.WHO,
    ),
    ActPage(
        kind=ActKind.RECUSE,
        title=_("Decidir la recusación"),
        button=_("Decidir"),
        consequence=_LEAVES,
        door=folded_doors.challenge_decided,
        asks=folded_questions.decide_challenge,
    ),
)
_DECIDED = (
    ActPage(
        kind=ActKind.CORRECT_ERROR,
        title=_("Rectificar un error"),
        button=_("Rectificar"),
        consequence=_(
            "Solo errores materiales o de cuentas: lo decidido no cambia. Lo que decía y lo que "
            "dice quedan los dos."
        ),
        door=casefiles.correct_error,
        asks=folded_questions.correct_error,
        fixed=_seq("mended"),
        fold=Fold.DECIDED,
    ),
    ActPage(
        kind=ActKind.OPEN_INVALIDATION,
        title=_("Abrir la audiencia para invalidar"),
        button=_("Abrir la audiencia"),
        consequence=_("Se notifica a la persona y empieza su plazo para ser oída."),
        door=casefiles.open_invalidation,
        asks=(WHY,),
        fold=Fold.DECIDED,
    ),
    ActPage(
        kind=ActKind.INVALIDATE,
        title=_("Invalidar la decisión"),
        button=_("Invalidar y notificar"),
        consequence=_("La decisión deja de tener efecto. No se puede deshacer; se puede recurrir."),
        door=casefiles.invalidate,
        asks=(WHY,),
        footing=True,
        fold=Fold.DECIDED,
    ),
    ActPage(
        kind=ActKind.CEASE_EFFECTS,
        title=_("Hacer cesar la actividad declarada"),
        button=_("Hacer cesar y notificar"),
        consequence=_("Desde que se notifique, la actividad no puede seguir."),
        door=casefiles.cease_effects,
        asks=(WHY,),
        footing=True,
        fold=Fold.DECIDED,
    ),
)
_PLACE = (
    ActPage(
        kind=ActKind.FORWARD,
        title=_("Enviar a quien es competente"),
        button=_("Enviar el expediente"),
        consequence=_(
            "A otra unidad, sigue allí con su plazo. A otra sede u organismo, sale por el libro "
            "de salida y aquí termina."
        ),
        door=folded_doors.forwarded,
        asks=folded_questions.forward,
        fixed=lambda now, said: {"slug": now.view.procedure.slug},
        fold=Fold.PLACE,
    ),
    ActPage(
        kind=ActKind.JOIN,
        title=_("Unir a otro expediente"),
        button=_("Unirlo"),
        consequence=_("Desde ahora se decide en el otro. Se puede separar después."),
        door=folded_doors.joined,
        asks=(
            Ask(
                name="number",
                kind="text",
                label=_("Número de registro del otro expediente"),
                hint=_("De su unidad y abierto. Por ejemplo: 2026/E/000123"),
                missing=_("Escriba el número del otro expediente."),
            ),
            WHY,
        ),
        fold=Fold.PLACE,
    ),
    ActPage(
        kind=ActKind.SPLIT,
        title=_("Separar del otro expediente"),
        button=_("Separarlo"),
        consequence=_("Vuelve a tramitarse por sí solo."),
        door=casefiles.split,
        asks=(WHY,),
    ),
    ActPage(
        kind=ActKind.CLOSE,
        title=_("Cerrar el expediente"),
        button=_("Cerrar"),
        consequence=_("No queda nada por hacer en él. Después se puede enviar al archivo."),
        door=casefiles.close,
        fold=Fold.PLACE,
    ),
    ActPage(
        kind=ActKind.TRANSFER,
        title=_("Enviar al archivo"),
        button=_("Enviar al archivo"),
        consequence=_("El expediente sale de la unidad. No se puede deshacer."),
        door=casefiles.transfer,
        asks=(
            Ask(
                name="series",
                kind="text",
                label=_("Serie documental"),
                hint=_("La del cuadro de clasificación de la entidad."),
                missing=_("Escriba la serie documental."),
            ),
        ),
    ),
)
FOLDED: tuple[ActPage, ...] = (*_PEOPLE, *_INFORMATION, *_WHO, *_DECIDED, *_PLACE)
