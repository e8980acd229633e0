"""Error pages keep the office around them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from ventanilla.channels.look.frame import Frame, plain_frame
from ventanilla.channels.portal.frame import portal_frame
from ventanilla.domains.offices import api as offices


class OfficeFrames:
    """Middleware: until a page says otherwise, the frame is that of the office in the address.

    It is only made if a page is drawn, so other addresses pay nothing for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.frame = SimpleLazyObject(lambda: _frame(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _frame(request: HttpRequest) -> Frame:
    slug = request.path_info.lstrip("/").partition("/")[0]
    try:
        office = offices.office_by_slug(slug)
    except offices.OfficeUnknown:
        return plain_frame()
    return portal_frame(request=request, office=office, nav="")
