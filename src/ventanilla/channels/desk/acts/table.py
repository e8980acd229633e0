"""Each act of the desk: what it is called, what it asks, what it brings about, and its door.

A new act is a new line here; the page, its checks and its refusals are the same for all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.channels.desk.acts import agreement, questions
from ventanilla.channels.desk.acts.act_row import WHY, ActPage
from ventanilla.channels.desk.acts.folded import FOLDED
from ventanilla.channels.desk.acts.version_preview import version_facts
from ventanilla.channels.filling.acts.page import by_kind
from ventanilla.channels.look.act_form import Ask
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import ActKind, CaseNow


def _appealed(now: CaseNow, said: Mapping[str, Any]) -> dict[str, Any]:
    pending = now.standing.pending_appeal
    return {"appealed": pending.seq if pending else 0}


def _report(now: CaseNow, said: Mapping[str, Any]) -> dict[str, Any]:
    return {} if said.get("report") else {"report": questions.report_id(now, said.get("of", ""))}


def _sense(now: CaseNow, said: Mapping[str, Any]) -> dict[str, Any]:
    """What takes or stops a title is against its holder; what leaves it is not."""
    if "title_effect" not in said:
        return {}
    return {"sense": "granted" if said["title_effect"] == "keep" else "refused"}


def _until(now: CaseNow, said: Mapping[str, Any]) -> dict[str, Any]:
    return {"until": questions.iso_day(str(said.get("until", "")))}


ON_TITLES = (
    ActPage(
        kind=ActKind.CHANGE_TITLE,
        title=_("Modificar el título"),
        button=_("Modificar y notificar"),
        consequence=_(
            "Tiene efecto hoy. Lo que escriba como condición lo lee cualquiera que lo compruebe."
        ),
        door=casefiles.change_title,
        asks=questions.change_title,
        footing=True,
    ),
    ActPage(
        kind=ActKind.TRANSFER_TITLE,
        title=_("Cambiar el titular"),
        button=_("Cambiar el titular y notificar"),
        consequence=_("El título pasa hoy al nuevo titular, con las mismas condiciones."),
        door=casefiles.transfer_title,
        asks=questions.TRANSFER,
        footing=True,
    ),
    ActPage(
        kind=ActKind.RENEW_TITLE,
        title=_("Renovar el título"),
        button=_("Renovar y notificar"),
        consequence=_("El título dura hasta ese día, dentro de lo que permite su norma."),
        door=casefiles.renew_title,
        asks=questions.RENEWAL,
        fixed=_until,
        footing=True,
    ),
    ActPage(
        kind=ActKind.SUSPEND_TITLE,
        title=_("Suspender el título"),
        button=_("Suspender y notificar"),
        consequence=_(
            "Deja de estar vigente desde que se notifique, hasta que se levante la suspensión."
        ),
        door=casefiles.suspend_title,
        asks=(WHY,),
        footing=True,
    ),
    ActPage(
        kind=ActKind.LIFT_TITLE,
        title=_("Levantar la suspensión del título"),
        button=_("Levantar y notificar"),
        consequence=_("El título vuelve a estar vigente hoy."),
        door=casefiles.lift_title,
        asks=(WHY,),
        footing=True,
    ),
    ActPage(
        kind=ActKind.RENOUNCE_TITLE,
        title=_("Anotar la renuncia al título"),
        button=_("Anotar la renuncia"),
        consequence=_("El título deja de estar vigente hoy. No se puede deshacer."),
        door=casefiles.renounce_title,
        asks=(questions.text(_("Qué dijo la persona"), required=False, rows=3),),
        by_hand=True,
    ),
)
#: In the order in which they are offered: what settles the matter first.
ACTS: dict[ActKind, ActPage] = by_kind(
    (
        ActPage(
            kind=ActKind.DECIDE_APPEAL,
            title=_("Resolver el recurso"),
            button=_("Resolver el recurso y notificarlo"),
            consequence=_(
                "Sale por el libro de salida y se notifica a la persona. No se puede deshacer."
            ),
            door=casefiles.decide_appeal,
            asks=questions.decide_appeal,
            fixed=_appealed,
        ),
        ActPage(
            kind=ActKind.FORWARD_APPEAL,
            title=_("Enviar el recurso a quien lo resuelve"),
            button=_("Enviar el recurso"),
            consequence=_(
                "Sale por el libro de salida con el expediente. Se le dice a la persona."
            ),
            door=casefiles.forward_appeal,
            asks=(
                Ask(
                    name="to",
                    kind="text",
                    label=_("A qué organismo"),
                    missing=_("Escriba el organismo que lo resuelve."),
                ),
            ),
            fixed=_appealed,
        ),
        ActPage(
            kind=ActKind.ANSWER,
            title=_("Responder"),
            button=_("Responder y cerrar"),
            consequence=_(
                "Sale por el libro de salida y se notifica: los plazos de la persona corren desde "
                "entonces. No se puede deshacer."
            ),
            door=casefiles.answer,
            asks=questions.answer,
            footing=True,
        ),
        ActPage(
            kind=ActKind.RESOLVE,
            title=_("Dictar la resolución"),
            button=_("Resolver y notificar"),
            consequence=_(
                "Termina el procedimiento, sale por el libro de salida y abre los plazos de "
                "recurso. No se puede deshacer."
            ),
            door=casefiles.resolve,
            asks=questions.resolve,
            fixed=_sense,
            footing=True,
        ),
        *ON_TITLES,
        ActPage(
            kind=ActKind.AGREE,
            title=_("Anotar el acuerdo del órgano colegiado"),
            button=_("Anotar y certificar el acuerdo"),
            consequence=_("Con él se puede resolver. Lo certifica usted, como secretaría."),
            door=agreement.agreed,
            asks=agreement.ASKS,
        ),
        ActPage(
            kind=ActKind.PROPOSE,
            title=_("Proponer la resolución"),
            button=_("Proponer"),
            consequence=_("El expediente pasa a quien resuelve: usted ya no podrá cambiarla."),
            door=casefiles.propose,
            asks=(questions.SENSE, questions.text(_("Texto de la propuesta")), WHY),
        ),
        ActPage(
            kind=ActKind.RECORD_WORK,
            title=_("Anotar un paso hecho"),
            button=_("Anotar el paso"),
            consequence=_("Queda unido al expediente con su nombre, y sigue lo que iba después."),
            door=casefiles.record_work,
            asks=questions.work,
        ),
        ActPage(
            kind=ActKind.ASK_CORRECTION,
            title=_("Pedir una corrección"),
            button=_("Pedir la corrección"),
            consequence=_(
                "Se notifica, y desde entonces corre el plazo para corregir. Solo podrá cambiar lo "
                "marcado."
            ),
            door=casefiles.ask_correction,
            asks=(
                questions.text(_("Algo más que decirle"), name="text", required=False, rows=3),
                questions.SUSPENDS_BY,
            ),
            marks=True,
        ),
        ActPage(
            kind=ActKind.ADMIT,
            title=_("Admitir a trámite"),
            button=_("Admitir a trámite"),
            consequence=_("El expediente pasa a tramitación. El plazo para resolver no cambia."),
            door=casefiles.admit,
        ),
        ActPage(
            kind=ActKind.ANSWER_REPORT,
            title=_("Anotar un informe"),
            button=_("Anotar el informe"),
            consequence=_("Queda unido al expediente y la persona lo verá."),
            door=casefiles.answer_report,
            asks=questions.answer_report,
            fixed=lambda now, said: {"issued": said.get("issued") == "yes"},
        ),
        ActPage(
            kind=ActKind.ASK_REPORT,
            title=_("Pedir un informe"),
            button=_("Pedir el informe"),
            consequence=_("Hasta que llegue, o conste que no llegó, no se puede resolver."),
            door=casefiles.ask_report,
            asks=questions.ask_report,
            fixed=_report,
        ),
        ActPage(
            kind=ActKind.OPEN_HEARING,
            title=_("Dar audiencia"),
            button=_("Abrir la audiencia"),
            consequence=_("Empieza el plazo de la persona para ver el expediente y alegar."),
            door=casefiles.open_hearing,
            asks=(questions.text(_("Qué se pone de manifiesto")),),
        ),
        ActPage(
            kind=ActKind.CLOSE_HEARING,
            title=_("Terminar la audiencia"),
            button=_("Terminar la audiencia"),
            consequence=_("El expediente queda listo para proponer y resolver."),
            door=casefiles.close_hearing,
        ),
        ActPage(
            kind=ActKind.EXTEND,
            title=_("Ampliar el plazo para resolver"),
            button=_("Ampliar el plazo"),
            consequence=_(
                "Solo se puede una vez y antes de que venza. La persona recibe la fecha."
            ),
            door=casefiles.extend,
            asks=(WHY,),
        ),
        ActPage(
            kind=ActKind.SUSPEND,
            title=_("Suspender el plazo para resolver"),
            button=_("Suspender el plazo"),
            consequence=_("El plazo deja de correr desde hoy, hasta que se reanude."),
            door=casefiles.suspend,
            asks=(questions.BASIS, WHY),
        ),
        ActPage(
            kind=ActKind.RESUME,
            title=_("Reanudar el plazo"),
            button=_("Reanudar el plazo"),
            consequence=_("El plazo para resolver vuelve a correr desde mañana."),
            door=casefiles.resume,
        ),
        ActPage(
            kind=ActKind.WARN_LAPSE,
            title=_("Advertir de la caducidad"),
            button=_("Advertir a la persona"),
            consequence=_("La persona sabrá que el expediente caducará si no hace nada."),
            door=casefiles.warn_lapse,
            asks=(WHY,),
        ),
        ActPage(
            kind=ActKind.DEEM_WITHDRAWN,
            title=_("Declarar el desistimiento"),
            button=_("Declarar el desistimiento"),
            consequence=_("Termina el expediente sin decidir sobre lo pedido. Se puede recurrir."),
            door=casefiles.deem_withdrawn,
            asks=(WHY,),
            by_hand=True,
        ),
        ActPage(
            kind=ActKind.DECLARE_LAPSE,
            title=_("Declarar la caducidad"),
            button=_("Declarar la caducidad"),
            consequence=_("Termina el expediente sin decidir sobre lo pedido. Se puede recurrir."),
            door=casefiles.declare_lapse,
            asks=(WHY,),
        ),
        ActPage(
            kind=ActKind.REJECT,
            title=_("No admitir a trámite"),
            button=_("No admitir"),
            consequence=_("Termina el expediente sin decidir sobre lo pedido. Se puede recurrir."),
            door=casefiles.reject,
            asks=(WHY,),
            footing=True,
        ),
        ActPage(
            kind=ActKind.MOVE_VERSION,
            title=_("Pasar a la versión vigente del trámite"),
            button=_("Pasar el expediente y notificarlo"),
            consequence=_(
                "Lo ya hecho queda como está. Sale por el libro de salida y se notifica a la "
                "persona. No se puede deshacer."
            ),
            door=casefiles.move_version,
            asks=(questions.MOVES_BY, WHY),
            facts=version_facts,
        ),
        ActPage(
            kind=ActKind.CERTIFY_SILENCE,
            title=_("Certificar el silencio"),
            button=_("Emitir el certificado"),
            consequence=_("La persona tendrá el certificado de que no se resolvió en plazo."),
            door=casefiles.certify_silence,
        ),
        ActPage(
            kind=ActKind.SUSPEND_ACT,
            title=_("Suspender lo recurrido"),
            button=_("Suspender lo recurrido"),
            consequence=_(
                "La decisión recurrida no tiene efecto hasta que se resuelva el recurso."
            ),
            door=casefiles.suspend_act,
            asks=(WHY,),
            fixed=_appealed,
        ),
        *FOLDED,
    )
)
