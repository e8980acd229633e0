"""Pages for what went wrong: cause, what was expected, what to do; what was typed is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.translation import gettext as _

from ventanilla.kernel.errors import Problem
from ventanilla.kernel.outages import is_outage

log = structlog.get_logger(__name__)
NEVER_ECHOED = {"csrfmiddlewaretoken", "password", "secret", "code"}
_BUTTONS = {"do", "go", "how", "take"}  # what was pressed is not what somebody wrote


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """What an error page says."""

    status: int
    title: Any
    cause: Any
    expected: Any = ""
    example: Any = ""
    remedy: Any = ""


def trouble_page(
    request: HttpRequest, trouble: Trouble, *, retry_after: int | None = None
) -> HttpResponse:
    """The page of a trouble, with what the person had typed so that nothing is lost."""
    context = {"trouble": trouble, "typed": typed_answers(request)}
    response = render(request, "look/trouble.html", context, status=trouble.status)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    response["Cache-Control"] = "no-store"
    return response


def typed_answers(request: HttpRequest) -> list[str]:
    """The texts of a POST, to be copied. Empty where the request could not be read."""
    if request.method != "POST" or not getattr(request, "_post", None):
        return []
    return [
        value
        for name, values in request.POST.lists()
        if name not in NEVER_ECHOED | _BUTTONS and not name.startswith("_")
        for value in values
        if value.strip()
    ]


def title_of(status: int) -> str:
    """The heading of a status that has a page of its own."""
    titles = {
        400: _("No hemos podido leer lo que ha enviado"),
        401: _("Tiene que identificarse"),
        403: _("No puede abrir esta página"),
        404: _("Esta página no existe"),
        405: _("Esta página no se abre así"),
        409: _("Algo ha cambiado mientras tanto"),
        410: _("Este trámite ya no está abierto"),
        413: _("Lo que ha enviado pesa demasiado"),
        422: _("Hay algo que corregir"),
        429: _("Demasiadas veces seguidas"),
        500: _("La sede ha fallado"),
        503: _("La sede no puede atenderle en este momento"),
    }
    return titles.get(status, titles[400])


def of_problem(problem: Problem) -> Trouble:
    """A domain's error as a page. The remedy of a 503 is for the operator, not for people."""
    return Trouble(
        status=problem.status,
        title=title_of(problem.status),
        cause=problem.cause,
        expected=problem.expected,
        example=problem.example,
        remedy="" if problem.status == 503 else problem.remedy,
    )


class ProblemPages:
    """Middleware: a `Problem` that a view lets through becomes its page (the API has its own)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """A method that is refused has its page too."""
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return not_allowed(request, response["Allow"])
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if is_outage(error):
            log.error("page.outage", exc_info=error)
            return unavailable(request)
        if not isinstance(error, Problem) or request.path.startswith("/api/"):
            return None
        log.info("page.problem", code=error.code, status=error.status)
        return trouble_page(request, of_problem(error), retry_after=error.retry_after)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400: unreadable, or larger than the office takes."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent | TooManyFieldsSent):
        return too_large(request)
    return trouble_page(
        request,
        Trouble(
            status=400,
            title=title_of(400),
            cause=_("La petición llegó incompleta o con caracteres que no se admiten."),
            expected=_("Vuelva atrás, revise lo que escribió y envíelo de nuevo."),
        ),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than the office takes in one go."""
    return trouble_page(
        request,
        Trouble(
            status=413,
            title=title_of(413),
            cause=_("Los archivos o los textos de esta página superan lo que la sede admite."),
            expected=_("Vuelva atrás y envíe menos de una vez: lo guardado antes sigue ahí."),
            example=_("una foto con menos resolución, o un archivo cada vez"),
        ),
    )


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the database or the disk takes and gives nothing now; what was typed is shown."""
    trouble = Trouble(
        status=503,
        title=title_of(503),
        cause=_("La sede no puede guardar ni leer en este momento."),
        expected=_(
            "Vuelva a intentarlo dentro de unos minutos desde la misma página: "
            "nada se presenta dos veces."
        ),
        remedy=_("Si su plazo acaba hoy, acuda también al mostrador o llame."),
    )
    return trouble_page(request, trouble, retry_after=60)


def not_allowed(request: HttpRequest, methods: str) -> HttpResponse:
    """405: the address is right and is not opened, or sent to, in this way."""
    page = trouble_page(
        request,
        Trouble(
            status=405,
            title=title_of(405),
            cause=_("La dirección existe, pero no admite este modo de pedirla."),
            expected=_("Ábrala desde su enlace o su botón, en la página de la sede."),
        ),
    )
    page["Allow"] = methods
    return page


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler403: the page is not for this reader."""
    return trouble_page(
        request,
        Trouble(
            status=403,
            title=title_of(403),
            cause=_("Esta página es para otra persona o para otra unidad."),
            expected=_("Entre con la cuenta a la que corresponde."),
        ),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: usually a page left open for long, or cookies off."""
    return trouble_page(
        request,
        Trouble(
            status=403,
            title=_("Esta página estuvo abierta demasiado tiempo"),
            cause=_("No podemos asegurar que el envío viene de usted y no de otra página."),
            expected=_("Vuelva atrás, recargue la página y envíela de nuevo."),
            remedy=_("Su navegador tiene que admitir las cookies de esta sede."),
        ),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404."""
    return trouble_page(
        request,
        Trouble(
            status=404,
            title=title_of(404),
            cause=_("La dirección está incompleta, mal copiada, o la página se ha retirado."),
            expected=_("Revise la dirección o busque lo que necesita desde la página de inicio."),
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500. If even the page fails, the plain words remain."""
    try:
        return trouble_page(request, _failed())
    except Exception:
        log.exception("page.error_page_failed")
        text = "500. La sede ha fallado. A sede falhou. The office has failed."
        return HttpResponse(text, status=500, content_type="text/plain; charset=utf-8")


def _failed() -> Trouble:
    return Trouble(
        status=500,
        title=title_of(500),
        cause=_("Ha ocurrido un fallo nuestro y ha quedado anotado."),
        expected=_(
            "Si estaba presentando un trámite, vuelva a su borrador y pulse otra vez: "
            "no se presentará dos veces."
        ),
        remedy=_("Si su plazo acaba hoy, acuda también al mostrador o llame."),
    )
