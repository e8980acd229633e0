"""What may happen to a title, and where it stands after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import pgettext_lazy


class TitleEventKind(models.TextChoices):
    """The dated facts of a title. Each but `expired` is brought about by an act of a case."""

    GRANTED = "granted", pgettext_lazy("título", "Otorgado")
    CHANGED = "changed", pgettext_lazy("título", "Modificado")
    TRANSFERRED = "transferred", pgettext_lazy("título", "Cambio de titular")
    RENEWED = "renewed", pgettext_lazy("título", "Renovado")
    SUSPENDED = "suspended", pgettext_lazy("título", "Suspendido")
    LIFTED = "lifted", pgettext_lazy("título", "Suspensión levantada")
    REVOKED = "revoked", pgettext_lazy("título", "Revocado")
    RENOUNCED = "renounced", pgettext_lazy("título", "Renuncia de su titular")
    ANNULLED = "annulled", pgettext_lazy("título", "Quedó sin efecto la decisión que lo otorgó")
    EXPIRED = "expired", pgettext_lazy("título", "Terminó su plazo")
    EXAMINED = "examined", pgettext_lazy("título", "Procedimiento de oficio iniciado")
    UNDONE = "undone", pgettext_lazy("título", "Quedó sin efecto lo anterior")


class TitleState(models.TextChoices):
    """Where a title stands on a day."""

    NOT_YET = "not_yet", pgettext_lazy("título", "Todavía no vigente")
    IN_FORCE = "in_force", pgettext_lazy("título", "Vigente")
    SUSPENDED = "suspended", pgettext_lazy("título", "Suspendido")
    EXPIRED = "expired", pgettext_lazy("título", "Vencido")
    RENOUNCED = "renounced", pgettext_lazy("título", "Terminado por renuncia")
    REVOKED = "revoked", pgettext_lazy("título", "Revocado")
    ANNULLED = "annulled", pgettext_lazy("título", "Anulado")


#: It still gives, or may give again, what it grants.
ALIVE = frozenset({TitleState.IN_FORCE, TitleState.SUSPENDED})


@dataclass(frozen=True, slots=True)
class Happened:
    """One event as the rules read it. `by` tells the act that brought it about from every other
    (opaque); an `undone` names in `content["of"]` the `by` of what has no effect any more.
    `on` is the first day of its effect, in the office."""

    kind: TitleEventKind
    on: date
    by: str
    content: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something may not be done to a title, and what instead. `code` is stable."""

    code: str
    cause: Any
    instead: Any = ""
