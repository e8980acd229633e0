"""What keeps rubbish out of a book that is for ever: limits per place, account, token, office.

Buckets are in the memory of each process: a few attempts more get through with several of them, and
none is ever written. A token has its own rate and stands for a known machine, so neither its
address nor the office's limit for people binds it.
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from ipaddress import IPv4Address, ip_address
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.register.errors import AdmissionRefused
from ventanilla.domains.register.rules.token_bucket import Bucket
from ventanilla.kernel import clock

#: Kind → (per minute, at once). `settings.REGISTER_LIMITS` may name others.
LIMITS: dict[str, tuple[float, float]] = {
    "address": (30, 60),
    "account": (20, 40),
    "office": (3000, 3000),
}
_MOST_BUCKETS = 50_000
_buckets: OrderedDict[tuple[str, str], Bucket] = OrderedDict()
_mutex = threading.Lock()


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
) -> None:
    """Count one attempt to file, or raise `AdmissionRefused`: nothing was counted or numbered."""
    limits = {**LIMITS, **getattr(settings, "REGISTER_LIMITS", {})}
    if token is not None:
        rate = float(token.rate_per_minute)
        wanted = [("token", str(token.token_id), (rate, rate))]
    else:
        wanted = [("address", address_block(address), limits["address"])]
        wanted += [("account", str(account_id), limits["account"])] if account_id else []
        wanted += [("office", str(office_id), limits["office"])]
    _take(wanted)


def address_block(address: str) -> str:
    """/24 of IPv4, /56 of IPv6: what one household or provider's customer may change at will."""
    try:
        parsed = ip_address(address.strip("[]"))
    except ValueError:
        return "unknown"
    bits = 8 if isinstance(parsed, IPv4Address) else 72
    return f"{parsed.version}:{int(parsed) >> bits:x}"


def forget_admissions() -> None:
    """Empty all buckets (between tests)."""
    with _mutex:
        _buckets.clear()


def _take(wanted: list[tuple[str, str, tuple[float, float]]]) -> None:
    now = clock.monotonic()
    with _mutex:
        buckets = [_bucket(kind, name, limit, now) for kind, name, limit in wanted]
        waits = [bucket.wait(now) for bucket in buckets]
        if not any(waits):
            for bucket in buckets:
                bucket.level -= 1
    for (kind, _name, _limit), wait in zip(wanted, waits, strict=True):
        if wait:
            raise _refused(kind, math.ceil(wait))


def _bucket(kind: str, name: str, limit: tuple[float, float], now: float) -> Bucket:
    per_minute, burst = limit
    bucket = _buckets.get((kind, name))
    if bucket is None or (bucket.per_minute, bucket.burst) != limit:
        bucket = _buckets[kind, name] = Bucket(per_minute, burst, burst, now)
        while len(_buckets) > _MOST_BUCKETS:
            _buckets.popitem(last=False)
    _buckets.move_to_end((kind, name))
    return bucket


def _refused(kind: str, seconds: int) -> AdmissionRefused:
    texts = {
        "address": _("Desde esta conexión se han enviado demasiados escritos en poco tiempo."),
        "account": _("Desde esta cuenta se han enviado demasiados escritos en poco tiempo."),
        "token": _("Con esta clave se han enviado demasiados escritos en poco tiempo."),
        "office": _("La sede recibe ahora más escritos de los que puede registrar."),
    }
    refused = AdmissionRefused(
        texts[kind],
        expected=_(
            "No se ha dado ningún número. Espere %(seconds)d s, "
            "o presente su escrito en la ventanilla de la sede."
        )
        % {"seconds": seconds},
        kind=kind,
    )
    refused.retry_after = seconds
    return refused
