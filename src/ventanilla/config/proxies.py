"""Who really calls: behind trusted proxies, the address that the outermost of them saw.

Limits per address (admission, signing in) are only as good as the address. A caller writes any
`X-Forwarded-For`; each proxy adds the address it saw at the end. So the one that counts is found
from the end, as many places back as there are proxies of our own, and nothing before it is read.
"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class CallerAddress:
    """Outermost middleware: sets `REMOTE_ADDR`; without trusted proxies it changes nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.TRUSTED_PROXIES > 0:
            said = request.META.get("HTTP_X_FORWARDED_FOR", "")
            caller = caller_address(said, proxies=settings.TRUSTED_PROXIES)
            request.META["REMOTE_ADDR"] = caller or request.META.get("REMOTE_ADDR", "")
        return self.get_response(request)


def caller_address(forwarded_for: str, *, proxies: int) -> str:
    """The address that the outermost of so many proxies saw; empty where none is said."""
    hops = [hop.strip().strip("[]") for hop in forwarded_for.split(",")]
    if len(hops) < proxies:
        return ""
    try:
        return str(ip_address(hops[-proxies]))
    except ValueError:
        return ""
