"""Signing in to propose or to review, and the choice of language."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.language import remember_language
from ventanilla.channels.look.sign_in import safe_next, try_sign_in
from ventanilla.channels.portal.observatory.doors import observatory_page


@require_http_methods(["GET", "HEAD", "POST"])
@observatory_page(Who.ANYONE, nav="sign-in")
def sign_in(request: HttpRequest) -> HttpResponse:
    """One form; the account is the same as in the offices of this deployment."""
    home, errors = reverse("portal:observatory:proposals"), []
    if request.method == "POST":
        attempt = try_sign_in(request)
        if attempt.signed_in:
            return HttpResponseRedirect(safe_next(request, otherwise=home))
        errors = [ErrorLine(text=attempt.error, anchor="login")]
    context = {
        "errors": errors,
        "login": request.POST.get("login", "")[:160],
        "next": safe_next(request, otherwise=home),
    }
    return render(
        request, "portal/observatory/sign_in.html", context, status=422 if errors else 200
    )


@require_POST
@observatory_page(Who.ANYONE)
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out, and to the list of countries."""
    logout(request)
    return HttpResponseRedirect(reverse("portal:observatory:home"))


@require_GET
@observatory_page(Who.ANYONE)
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the language and return."""
    return remember_language(request, code=code, home=reverse("portal:observatory:home"))
