"""Which norm keeps what, for the person to read beside each thing that was not erased."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _

REASONS = {
    "register": _("El libro de registro no se borra ni se cambia nunca: prueba lo que presentó."),
    "case": _("El expediente se conserva el tiempo que manda su serie documental."),
    "account": _("Es su cuenta: la usa para entrar, también en otras sedes de este servicio."),
    "key": _("Sin esa clave nadie podría volver a comprobar los recibos de sus asientos."),
    "needed": _("Hace falta para un asunto que sigue abierto."),
    "published": _("Forma parte de la historia de lo publicado."),
}


@cache
def _law() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "keeping_law.yaml").read_text())
    return read


def norm_that_keeps(kept_by: str, *, country: str) -> dict[str, str]:
    """`norm` and `status` of what keeps it in that country; empty where no norm is known here."""
    group = "register" if kept_by in ("register", "key") else "exception"
    found = _law()[group].get(country) or {}
    return {"norm": str(found.get("norm", "")), "status": str(found.get("status", ""))}


def why_kept(kept_by: str) -> str:
    """In words, in the active language."""
    return str(REASONS.get(kept_by, ""))
