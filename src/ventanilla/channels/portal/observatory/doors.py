"""Who may open each page of the observatory: the decorator says it and enforces it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from ventanilla.channels.look.access import Who
from ventanilla.channels.portal.observatory.frame import observatory_frame

View = Callable[..., HttpResponse]


def observatory_page(who: Who, *, nav: str = "") -> Callable[[View], View]:
    """A page of the observatory: `view(request, ...)`, for the readers that `who` names."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **rest: Any) -> HttpResponse:
            request.frame = SimpleLazyObject(  # type: ignore[attr-defined]
                lambda: observatory_frame(request=request, nav=nav)
            )
            if who is Who.SIGNED_IN and not request.user.is_authenticated:
                return to_sign_in(request)
            with timezone.override(ZoneInfo("UTC")):
                return view(request, **rest)

        guarded.who_may = who  # type: ignore[attr-defined]
        return guarded

    return declare


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the observatory's own sign-in page, and back here afterwards."""
    back = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('portal:observatory:sign-in')}?{back}")


def account_id(request: HttpRequest) -> UUID | None:
    """The id of the account signed in, if any."""
    return request.user.pk if request.user.is_authenticated else None
