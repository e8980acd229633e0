"""Signing in with a name and a password: one form for people, one for officials.

Failed attempts slow the next ones down, by name and by address: when the free ones of the window
are used up, all wait until it ends. They are counted in the cache; with Django's default one each
web process counts by itself, so N processes leave N times as many. An address may be a library's
or a village's, so it has many more than a name. The same answer is given for an unknown name and a
wrong password.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from django.contrib.auth import authenticate, login
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from ventanilla.kernel.errors import Problem

FREE_FOR_NAME = 5
FREE_FOR_ADDRESS = 60
WINDOW_SECONDS = 900
LONGEST = 200


class TooManyAttempts(Problem):
    """Several wrong passwords in a row."""

    code = "too-many-attempts"
    status = 429
    retry_after = WINDOW_SECONDS


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """What came of trying to sign in."""

    signed_in: bool
    error: str = ""


def try_sign_in(request: HttpRequest) -> Attempt:
    """Sign the person in with the posted `login` and `password`.

    Raises `TooManyAttempts` when this name or this address has failed too often.
    """
    name = request.POST.get("login", "").strip()[:LONGEST]
    limits = {
        _counter("name", name.casefold()): FREE_FOR_NAME,
        _counter("from", _address(request)): FREE_FOR_ADDRESS,
    }
    # counted before the password is looked at: attempts at the same time do not slip through
    counted = {key: _count(key) for key in limits}
    if any(counted[key] > free for key, free in limits.items()):
        raise TooManyAttempts(
            _("Ha fallado la contraseña demasiadas veces."),
            expected=_("Espere quince minutos y vuelva a intentarlo."),
            remedy=_("Para seguir un asunto sin cuenta bastan el número y la clave."),
        )
    password = request.POST.get("password", "")[:LONGEST]
    account = authenticate(request, username=name, password=password)
    if account is None:
        return Attempt(
            signed_in=False,
            error=_("El nombre o la contraseña no son correctos. Revise las mayúsculas."),
        )
    _forgive(limits)
    with transaction.atomic():  # it notes the last sign-in
        login(request, account)  # a new session key; what an anonymous session held stays
    return Attempt(signed_in=True)


def safe_next(request: HttpRequest, *, otherwise: str) -> str:
    """The page to go on to: only one of this site, else `otherwise`."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return otherwise


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _counter(kind: str, value: str) -> str:
    return f"sign-in:{kind}:{hashlib.sha256(value.encode()).hexdigest()[:32]}"


def _count(key: str) -> int:
    """One attempt more; how many there are now in the window."""
    if cache.add(key, 1, WINDOW_SECONDS):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:  # it expired between the two calls
        cache.add(key, 1, WINDOW_SECONDS)
        return 1


def _forgive(limits: Iterable[str]) -> None:
    """The right password: the name begins anew, and the place has one attempt less."""
    name, place = limits
    cache.delete(name)
    with suppress(ValueError):  # it expired meanwhile
        cache.decr(place)
