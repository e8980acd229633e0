"""What keeps rubbish out of a book that is for ever: limits per place, account, token, office.

Each purpose has allowances of its own, so that guessing codes or filling a disk never makes a filer
wait. They are shared by all processes and survive a restart (`kernel.allowances`). A token has its
own rate and stands for a known machine, so neither its address nor the office's limit for people
binds it.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.register.errors import AdmissionRefused
from ventanilla.kernel.allowances.api import Limit, address_block, forget_allowances, take_all


class Purpose(StrEnum):
    """What somebody wants to do. The value is the prefix of its limits in `LIMITS`."""

    FILE = "file"
    WALK_IN = "walk-in"  # filing with neither account nor confirmed contact
    BEGIN = "begin"  # starting a draft
    UPLOAD = "upload"
    LOOK_UP = "look-up"  # opening a case or a draft by its code
    SEND_CODE = "send-code"  # a message with a code, to a contact


#: Purpose.kind → (per minute, at once). `settings.REGISTER_LIMITS` may name others.
LIMITS: dict[str, tuple[float, float]] = {
    "file.address": (30, 60),
    "file.account": (20, 40),
    "file.office": (3000, 3000),
    "walk-in.address": (6, 40),
    "walk-in.office": (600, 1200),
    "begin.address": (20, 60),
    "begin.account": (20, 60),
    "begin.office": (1200, 1200),
    "upload.address": (30, 60),
    "upload.account": (30, 60),
    "upload.office": (600, 600),
    "look-up.address": (30, 60),
    "look-up.office": (1200, 1200),
    "send-code.address": (2, 10),
    "send-code.office": (120, 240),
}
# A draft filed sooner than a person reads its pages counts for as many in its place's allowance.
HASTE_SECONDS = 15.0
HASTE_COUNT = 4


class Grant(Protocol):
    """What admission needs to know of an API token."""

    @property
    def token_id(self) -> UUID: ...

    @property
    def rate_per_minute(self) -> int: ...


def admit(
    *,
    office_id: UUID,
    address: str,
    account_id: UUID | None = None,
    token: Grant | None = None,
    purpose: Purpose = Purpose.FILE,
    count: int = 1,
) -> None:
    """Count one attempt, or raise `AdmissionRefused`: then nothing was counted or numbered.

    `count` is how many it counts for: files of an upload, a hasty filing.
    """
    if token is not None:
        rate = float(token.rate_per_minute)
        wanted = [("token", str(token.token_id), Limit(rate, rate))]
    else:
        wanted = _of_people(purpose, office_id, address, account_id)
    kind, wait = take_all(wanted, count=count)
    if kind:
        raise _refused(kind, math.ceil(wait))


def admit_walk_in(*, office_id: UUID, address: str, seconds: float) -> None:
    """Count a filing of somebody of whom nothing is known; `seconds` is the age of the draft.

    The proof that a person is there which no third party gives and no law forbids: time. Raises
    `AdmissionRefused`.
    """
    count = HASTE_COUNT if seconds < HASTE_SECONDS else 1
    admit(office_id=office_id, address=address, purpose=Purpose.WALK_IN, count=count)


def forget_admissions() -> None:
    """Drop what this process holds of all allowances (between tests)."""
    forget_allowances()


def _of_people(
    purpose: Purpose, office_id: UUID, address: str, account_id: UUID | None
) -> list[tuple[str, str, Limit]]:
    limits = {**LIMITS, **getattr(settings, "REGISTER_LIMITS", {})}
    names: dict[str, str | None] = {
        "address": address_block(address),
        "account": str(account_id) if account_id else None,
        "office": str(office_id),
    }
    return [
        (f"{purpose}.{kind}", name, Limit(*limits[f"{purpose}.{kind}"]))
        for kind, name in names.items()
        if name and f"{purpose}.{kind}" in limits
    ]


def _refused(kind: str, seconds: int) -> AdmissionRefused:
    purpose, _dot, who = kind.rpartition(".")
    refused = AdmissionRefused(
        _cause(purpose, who),
        expected=_expected(purpose) % {"seconds": seconds},
        kind=who,
    )
    refused.retry_after = seconds
    return refused


def _cause(purpose: str, who: str) -> Any:
    if who == "office":
        return _("La sede recibe ahora más peticiones de las que puede atender.")
    if who == "token":
        return _("Con esta clave se han enviado demasiados escritos en poco tiempo.")
    if who == "account":
        return _("Desde esta cuenta se ha enviado demasiado en poco tiempo.")
    causes = {
        Purpose.BEGIN: _("Desde esta conexión se han empezado demasiados borradores."),
        Purpose.UPLOAD: _("Desde esta conexión se han enviado demasiados archivos."),
        Purpose.LOOK_UP: _("Desde esta conexión se han probado demasiadas claves."),
        Purpose.SEND_CODE: _("Desde esta conexión se han pedido demasiados códigos."),
    }
    filing = _("Desde esta conexión se han enviado demasiados escritos en poco tiempo.")
    return causes.get(purpose, filing)  # type: ignore[call-overload]


def _expected(purpose: str) -> Any:
    if purpose in ("", Purpose.FILE, Purpose.WALK_IN):
        return _(
            "No se ha dado ningún número. Espere %(seconds)d s, "
            "o presente su escrito en la ventanilla de la sede."
        )
    if purpose == Purpose.LOOK_UP:
        return _("Espere %(seconds)d s, o pregunte en la ventanilla de la sede.")
    return _("Espere %(seconds)d s; lo escrito queda guardado. También puede ir a la ventanilla.")
