"""Signing in with a name and a password: one form for people, one for officials.

Failed attempts slow the next ones down: by name and place, by place, and by name from everywhere.
The last is much wider, so nobody closes a name for its holder by writing wrong passwords elsewhere.
An address may be a library's or a village's, so it has many more than a name. The allowances are
shared by all processes (`kernel.allowances`). The same answer is given for an unknown name and a
wrong password.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.contrib.auth import authenticate, login
from django.db import transaction
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ventanilla.kernel.allowances.api import Limit, address_block, forget, give_back, take_all
from ventanilla.kernel.errors import Problem

# five at once, then one every three minutes
NAME_AT_A_PLACE = Limit(per_minute=1 / 3, burst=5)
# sixty at once, then four a minute
PLACE = Limit(per_minute=4, burst=60)
# from everywhere together: a thousand guesses a day, which no password of twelve letters fears
NAME = Limit(per_minute=2 / 3, burst=100)
LONGEST = 200


class TooManyAttempts(Problem):
    """Several wrong passwords in a row. `retry_after` says when the next may be tried."""

    code = "too-many-attempts"
    status = 429


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """What came of trying to sign in."""

    signed_in: bool
    error: str = ""


def try_sign_in(request: HttpRequest) -> Attempt:
    """Sign the person in with the posted `login` and `password`.

    Raises `TooManyAttempts` when this name here, this place, or this name has failed too often.
    """
    name = request.POST.get("login", "").strip()[:LONGEST]
    limits = _limits(name.casefold(), address_block(str(request.META.get("REMOTE_ADDR", ""))))
    # counted before the password is looked at: attempts at the same time do not slip through
    refused, wait = take_all(limits)
    if refused:
        raise _too_many(wait)
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


def _limits(name: str, place: str) -> list[tuple[str, str, Limit]]:
    return [
        ("sign-in.name-at-a-place", f"{place} {name}", NAME_AT_A_PLACE),
        ("sign-in.place", place, PLACE),
        ("sign-in.name", name, NAME),
    ]


def _forgive(limits: list[tuple[str, str, Limit]]) -> None:
    """The right password: the name begins anew here, and takes nothing from the other two."""
    here, *others = limits
    forget(here[0], here[1])
    for limit in others:
        give_back(*limit)


def _too_many(wait: float) -> TooManyAttempts:
    minutes = math.ceil(wait / 60)
    problem = TooManyAttempts(
        _("Ha fallado la contraseña demasiadas veces."),
        expected=ngettext(
            "Espere %(count)d minuto y vuelva a intentarlo.",
            "Espere %(count)d minutos y vuelva a intentarlo.",
            minutes,
        )
        % {"count": minutes},
        remedy=_("Para seguir un asunto sin cuenta bastan el número y la clave."),
    )
    problem.retry_after = math.ceil(wait)
    return problem
