"""In and out, the language, and the office's colours."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.language import remember_language
from ventanilla.channels.look.office_style import colours_response
from ventanilla.channels.look.sign_in import safe_next, try_sign_in
from ventanilla.channels.portal.doors import office_page
from ventanilla.domains.offices import api as offices


@office_page(Who.ANYONE)
def sign_in(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """Name and password; then the page that asked for it, or one's own cases."""
    onward = safe_next(request, otherwise=reverse("portal:cases", args=[office.slug]))
    if request.method != "POST":
        return render(request, "portal/sign_in.html", {"next": onward})
    attempt = try_sign_in(request)
    if attempt.signed_in:
        return _onward(request, onward)
    context = {
        "next": onward,
        "login": request.POST.get("login", ""),
        "errors": [ErrorLine(text=attempt.error, anchor="login")],
    }
    return render(request, "portal/sign_in.html", context, status=422)


def _onward(request: HttpRequest, onward: str) -> HttpResponse:
    """In the language that the account prefers, unless this browser has chosen one."""
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return HttpResponseRedirect(onward)
    preferred = str(getattr(request.user, "language", ""))
    return remember_language(request, code=preferred, home=onward)


@require_POST
@office_page(Who.ANYONE)
def sign_out(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """Forget everything that this browser could open."""
    logout(request)
    return HttpResponseRedirect(reverse("portal:home", args=[office.slug]))


@require_GET
@office_page(Who.ANYONE)
def language(request: HttpRequest, office: offices.Office, code: str) -> HttpResponse:
    """Choose the language of the pages."""
    home = reverse("portal:home", args=[office.slug])
    return remember_language(request, code=code, home=home)


@require_GET
@office_page(Who.ANYONE)
def colours(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """The office's own colours, in one rule."""
    return colours_response(offices.checked_colours(office.colours))
