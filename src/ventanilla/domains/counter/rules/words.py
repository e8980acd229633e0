"""How a filing came over the counter, as stored and as people say it."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Way(TextChoices):
    """How it came."""

    ATTENDED = "attended", _("Persona presente")
    PAPER = "paper", _("Papel")
    ORAL = "oral", _("Declaración oral")


class Consent(TextChoices):
    """How the person agreed with what was read back to them."""

    NONE = "", _("Todavía no")
    SIGNATURE = "signature", _("Firmó la hoja impresa")
    CODE = "code", _("Confirmó con un código propio")
    ON_PAPER = "on_paper", _("El papel es suyo")


class Identified(TextChoices):
    """How the clerk knows who the person is."""

    DOCUMENT = "document", _("Mostró un documento de identidad")
    KNOWN = "known", _("La conoce quien atiende")
    NOT = "not", _("No se identificó")


class Proof(TextChoices):
    """What proves when a paper was handed in."""

    HERE = "here", _("Se entrega ahora, aquí")
    STAMP = "stamp", _("Sello de entrada de esta oficina")
    POST = "post", _("Matasellos de correos")
    OTHER_REGISTER = "other_register", _("Sello de otro registro")
    OUTAGE = "outage", _("Se entregó durante una interrupción de la sede")


#: channel of the entry, by the way it came
CHANNELS = {Way.ATTENDED: "desk", Way.PAPER: "paper", Way.ORAL: "oral"}
