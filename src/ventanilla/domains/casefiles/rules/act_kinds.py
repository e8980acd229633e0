"""The acts of a case and who does each: the verbs of the law."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActKind(models.TextChoices):
    """What was done. Those with a legal effect of their own have a file in `actions/`."""

    # beginning
    LODGE = "lodge", _("Presentación")
    OPEN_OWN_MOTION = "open_own_motion", _("Inicio de oficio")
    FORWARD = "forward", _("Envío al organismo competente")
    ADMIT = "admit", _("Admisión a trámite")
    REJECT = "reject", _("Inadmisión")
    ASK_CORRECTION = "ask_correction", _("Requerimiento de corrección")
    CORRECT = "correct", _("Corrección")
    ALLOW_PAPER = "allow_paper", _("Autorización de trámite en papel")
    # instruction
    ASK_REPORT = "ask_report", _("Petición de informe")
    ANSWER_REPORT = "answer_report", _("Informe")
    OPEN_INFORMATION = "open_information", _("Apertura de información pública")
    SPEAK = "speak", _("Aportación en información pública")
    CLOSE_INFORMATION = "close_information", _("Cierre de información pública")
    OPEN_HEARING = "open_hearing", _("Trámite de audiencia")
    ALLEGE = "allege", _("Alegaciones")
    CLOSE_HEARING = "close_hearing", _("Fin de la audiencia")
    ADD_DOCUMENTS = "add_documents", _("Aportación de documentos")
    NOTIFY_THIRD_PARTIES = "notify_third_parties", _("Aviso a terceros interesados")
    RECORD_CONTACT = "record_contact", _("Diligencia de llamada o visita")
    RECORD_WORK = "record_work", _("Diligencia de un paso hecho")
    ASK_REVIEW = "ask_review", _("Petición de revisión por una persona")
    JOIN = "join", _("Acumulación")
    SPLIT = "split", _("Desacumulación")
    RECUSE = "recuse", _("Recusación")
    ABSTAIN = "abstain", _("Abstención")
    # time
    EXTEND = "extend", _("Ampliación del plazo")
    SUSPEND = "suspend", _("Suspensión del plazo")
    RESUME = "resume", _("Reanudación del plazo")
    RECALCULATED = "time_limit_recalculated", _("Plazo contado de nuevo")
    WARN_LAPSE = "warn_lapse", _("Advertencia de caducidad")
    COMPLAIN_OF_DELAY = "complain_of_delay", _("Queja o denuncia por demora")
    # end
    PROPOSE = "propose", _("Propuesta de resolución")
    AGREE = "agree", _("Acuerdo del órgano colegiado")
    RESOLVE = "resolve", _("Resolución")
    ANSWER = "answer", _("Respuesta")
    DESIST = "desist", _("Desistimiento")
    WAIVE = "waive", _("Renuncia al derecho")
    DEEM_WITHDRAWN = "deem_withdrawn", _("Declaración de desistimiento")
    DECLARE_LAPSE = "declare_lapse", _("Declaración de caducidad")
    RECORD_SILENCE = "record_silence", _("Constancia de silencio")
    CERTIFY_SILENCE = "certify_silence", _("Certificado de silencio")
    PROTOCOL_SILENCE = "protocol_silence", _("Protocolización del silencio positivo")
    # after the decision
    NOTIFIED = "notified", _("Notificación practicada")
    CHOOSE_MEANS = "choose_means", _("Elección de cómo recibir las notificaciones")
    RECORD_TACIT_NOTICE = "record_tacit_notice", _("Constancia de notificación tácita")
    APPEAL = "appeal", _("Recurso")
    SUSPEND_ACT = "suspend_act", _("Suspensión del acto recurrido")
    FORWARD_APPEAL = "forward_appeal", _("Envío del recurso a quien lo resuelve")
    DECIDE_APPEAL = "decide_appeal", _("Resolución del recurso")
    CORRECT_ERROR = "correct_error", _("Rectificación de error")
    OPEN_INVALIDATION = "open_invalidation", _("Audiencia previa a la invalidación")
    INVALIDATE = "invalidate", _("Invalidación")
    CEASE_EFFECTS = "cease_effects", _("Cese de efectos de la declaración")
    CHANGE_TITLE = "change_title", _("Modificación del título")
    TRANSFER_TITLE = "transfer_title", _("Cambio de titular")
    RENEW_TITLE = "renew_title", _("Renovación del título")
    SUSPEND_TITLE = "suspend_title", _("Suspensión del título")
    LIFT_TITLE = "lift_title", _("Levantamiento de la suspensión del título")
    RENOUNCE_TITLE = "renounce_title", _("Renuncia al título")
    MOVE_VERSION = "move_version", _("Paso a otra versión del procedimiento")
    CLOSE = "close", _("Cierre")
    TRANSFER = "transfer", _("Transferencia al archivo")


#: Acts on a title that decide something for or against its holder: they carry reasons and footing,
#: and an appeal against them leaves the decision that granted it as it is.
DECISIONS_ON_TITLES = frozenset(
    {
        ActKind.CHANGE_TITLE,
        ActKind.TRANSFER_TITLE,
        ActKind.RENEW_TITLE,
        ActKind.SUSPEND_TITLE,
        ActKind.LIFT_TITLE,
    }
)


class Actor(models.TextChoices):
    """In what capacity somebody acts. A post's role is mapped to one; LAW is no person."""

    PARTY = "party", _("La persona interesada")
    ANYONE = "anyone", _("Cualquier persona")
    CLERK = "clerk", pgettext_lazy("oficina", "Registro")
    OFFICER = "officer", _("Tramitación")
    HEAD = "head", _("Quien resuelve")
    BODY = "body", _("Órgano colegiado")
    AUTOMATIC = "automatic", _("Actuación automatizada")
    LAW = "law", _("Efecto de la ley")
