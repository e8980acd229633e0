"""The page of a closed session: nothing typed is lost, and the code opens the draft again."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.fields import FieldView
from ventanilla.domains.offices import api as offices


def closed_session(
    request: HttpRequest, *, office: offices.Office, retried: bool = False
) -> HttpResponse:
    """Ask for the draft's code; what was just typed travels along and is saved with it."""
    error = _("Esa clave no abre este borrador. Revise las letras y los números.")
    back = urlencode({"next": request.get_full_path()})
    context = {
        "action": request.get_full_path(),
        "posted": list(_posted(request)),
        "fields": [
            FieldView(
                id="code",
                kind="text",
                label=_("Clave del borrador"),
                hint=_("Lo vio en cada página. Da igual mayúsculas o guiones."),
                max_length=20,
                autocomplete="off",
                error=error if retried else "",
            )
        ],
        "errors": [ErrorLine(text=error, anchor="code")] if retried else [],
        "errors_title": _("No hemos podido abrir el borrador"),
        "sign_in_url": f"{reverse('portal:sign-in', args=[office.slug])}?{back}",
    }
    response = render(request, "portal/session_closed.html", context, status=403)
    response["Cache-Control"] = "no-store"
    return response


def _posted(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name not in {"csrfmiddlewaretoken", "code"}:
            yield from ((name, value) for value in values)
