"""Who may open each page of the desk: holders of a post in the office, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from ventanilla.channels.desk.frame import desk_frame
from ventanilla.channels.look.access import Who
from ventanilla.domains.offices import api as offices

View = Callable[..., HttpResponseBase]


def public_page(view: View) -> View:
    """A page of the desk that is needed before signing in: `view(request, office, ...)`."""

    @wraps(view)
    def guarded(request: HttpRequest, office: str, **rest: Any) -> HttpResponseBase:
        found = offices.office_by_slug(office)
        _enter(request, office=found, post=None, nav="")
        with timezone.override(found.zone):
            return view(request, found, **rest)

    guarded.who_may = Who.ANYONE  # type: ignore[attr-defined]
    return guarded


def desk_page(*roles: offices.Role, nav: str = "") -> Callable[[View], View]:
    """A page for holders of one of `roles` in the office: `view(request, office, post, ...)`."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, office: str, **rest: Any) -> HttpResponseBase:
            found = offices.office_by_slug(office)
            _enter(request, office=found, post=None, nav="")
            if not request.user.is_authenticated:
                return _to_sign_in(request, found)
            post = _post_with(request, office=found, roles=roles)
            _enter(request, office=found, post=post, nav=nav)
            with timezone.override(found.zone):
                response = view(request, found, post, **rest)
            response["Cache-Control"] = "no-store"
            return response

        guarded.who_may = Who.OFFICIAL  # type: ignore[attr-defined]
        guarded.roles = frozenset(roles)  # type: ignore[attr-defined]
        return guarded

    return declare


def _post_with(
    request: HttpRequest, *, office: offices.Office, roles: tuple[offices.Role, ...]
) -> offices.Post:
    account_id = request.user.pk
    assert account_id is not None  # signed in: the caller has looked
    held = [post for post in offices.posts_of(account_id) if post.office_id == office.id]
    fitting = [post for post in held if post.role in roles]
    if not fitting:
        raise PermissionDenied
    return fitting[0]


def _enter(
    request: HttpRequest, *, office: offices.Office, post: offices.Post | None, nav: str
) -> None:
    if translation.get_language() not in office.languages:
        translation.activate(office.language)
    request.LANGUAGE_CODE = translation.get_language()
    request.frame = SimpleLazyObject(  # type: ignore[attr-defined]
        lambda: desk_frame(request=request, office=office, post=post, nav=nav)
    )


def _to_sign_in(request: HttpRequest, office: offices.Office) -> HttpResponse:
    back = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('desk:sign-in', args=[office.slug])}?{back}")
