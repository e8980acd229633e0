"""Trying the addresses that facts name: a broken one is marked, never taken out by itself."""

from __future__ import annotations

import urllib.error
import urllib.request

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.observatory.actions.fetch_own_figures import PATIENCE_SECONDS, web_opener
from ventanilla.domains.observatory.errors import NothingReached
from ventanilla.domains.observatory.models import Fact, LinkCheck
from ventanilla.domains.observatory.rules.sources import addresses
from ventanilla.kernel import clock

AGENT = "Ventanilla observatory link check"
MANY = 5


def addresses_in_use() -> list[str]:
    """Every address that a present fact or its source names, once, in order."""
    found: set[str] = set()
    held = Fact.objects.filter(replaced_at__isnull=True, withdrawn=False)
    for url, source in held.values_list("url", "source"):
        found.update([url] if url else [])
        found.update(addresses(source))
    return sorted(address for address in found if len(address) <= 500)


def check_links(*, most: int | None = None) -> list[LinkCheck]:
    """Try each address (those tried longest ago first) and keep how it answered.

    Raises `NothingReached` when many were tried and no server answered anything: then it is this
    machine that reaches nothing, and no address is marked.
    """
    tried = dict(LinkCheck.objects.values_list("url", "checked_at"))
    urls = sorted(addresses_in_use(), key=lambda url: (url in tried, tried.get(url)))
    answers = [(url, *_answer(url)) for url in urls[:most]]
    if len(answers) >= MANY and not any(answer.isdigit() for _url, answer, _reachable in answers):
        raise NothingReached(
            _("Ninguna dirección ha respondido: esta máquina no llega a la red."),
            expected=_("Pruebe cuando tenga red. No se ha marcado ninguna."),
        )
    return [_kept(*one) for one in answers]


def broken_links() -> dict[str, LinkCheck]:
    """The addresses that did not answer the last time, by address."""
    return {check.url: check for check in LinkCheck.objects.filter(reachable=False)}


def _kept(url: str, answer: str, reachable: bool) -> LinkCheck:
    with transaction.atomic():
        check, _created = LinkCheck.objects.update_or_create(
            url=url,
            defaults={"checked_at": clock.now(), "answer": answer[:60], "reachable": reachable},
        )
    return check


def _answer(url: str) -> tuple[str, bool]:
    request = urllib.request.Request(url, headers={"User-Agent": AGENT})  # noqa: S310
    try:
        with web_opener().open(request, timeout=PATIENCE_SECONDS) as found:
            return str(found.status), True
    except urllib.error.HTTPError as error:
        return str(error.code), error.code in {401, 403, 405, 429}  # it is there, but not for us
    except (OSError, ValueError) as error:
        return str(getattr(error, "reason", error)), False
