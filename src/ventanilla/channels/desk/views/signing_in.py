"""In and out of the desk, the language, and the office's colours."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from ventanilla.channels.desk.doors import public_page
from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.language import remember_language
from ventanilla.channels.look.office_style import colours_response
from ventanilla.channels.look.sign_in import safe_next, try_sign_in
from ventanilla.domains.offices import api as offices


@public_page
def sign_in(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """Name and password of an official; then the page that asked for it, or the queue."""
    onward = safe_next(request, otherwise=reverse("desk:queue", args=[office.slug]))
    if request.method != "POST":
        return render(request, "desk/sign_in.html", {"next": onward})
    attempt = try_sign_in(request)
    if attempt.signed_in:
        return HttpResponseRedirect(onward)
    context = {
        "next": onward,
        "login": request.POST.get("login", ""),
        "errors": [ErrorLine(text=attempt.error, anchor="login")],
    }
    return render(request, "desk/sign_in.html", context, status=422)


@require_POST
@public_page
def sign_out(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """Out, and back to the door of the desk."""
    logout(request)
    return HttpResponseRedirect(reverse("desk:sign-in", args=[office.slug]))


@require_GET
@public_page
def language(request: HttpRequest, office: offices.Office, code: str) -> HttpResponse:
    """Choose the language of the pages."""
    home = reverse("desk:queue", args=[office.slug])
    return remember_language(request, code=code, home=home)


@require_GET
@public_page
def colours(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """The office's own colours, in one rule."""
    return colours_response(offices.checked_colours(office.colours))
