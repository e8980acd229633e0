"""Who may open each page of the portal: the decorator says it and enforces it.

A draft opens with its code, a case with its number and secret; once given they are kept in the
session, which lives in the volatile database. An account opens its own without a code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.language import partial_language
from ventanilla.channels.portal.frame import portal_frame
from ventanilla.domains.offices import api as offices
from ventanilla.domains.register import api as register

View = Callable[..., HttpResponseBase]


def office_page(who: Who, *, nav: str = "") -> Callable[[View], View]:
    """A page of one office: `view(request, office, ...)`, for the readers that `who` names."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, office: str, **rest: Any) -> HttpResponseBase:
            found = offices.office_by_slug(office)
            enter_office(request, found, nav=nav)
            with timezone.override(found.zone):
                return view(request, found, **rest)

        guarded.who_may = who  # type: ignore[attr-defined]
        return guarded

    return declare


def enter_office(request: HttpRequest, office: offices.Office, *, nav: str) -> None:
    """Set a language that the office has, and the frame, for this request."""
    spoken_in_part = partial_language(request, offered=office.languages)
    if spoken_in_part:
        translation.activate(spoken_in_part)
    elif translation.get_language() not in office.languages:
        translation.activate(office.language)
    request.LANGUAGE_CODE = translation.get_language()
    request.frame = SimpleLazyObject(  # type: ignore[attr-defined]
        lambda: portal_frame(request=request, office=office, nav=nav)
    )


def account_of(request: HttpRequest) -> UUID | None:
    """The id of the account signed in, if any."""
    return request.user.pk if request.user.is_authenticated else None


def caller(request: HttpRequest) -> str:
    """The address that calls, as `config.proxies` found it."""
    return str(request.META.get("REMOTE_ADDR", ""))


def admit_look_up(request: HttpRequest, office: offices.Office) -> None:
    """Count one try of a code. Raises `AdmissionRefused`."""
    register.admit(office_id=office.id, address=caller(request), purpose=register.Purpose.LOOK_UP)


def keep_draft_code(request: HttpRequest, *, draft_id: UUID, code: str) -> None:
    """Let this browser go on with the draft."""
    kept = request.session.get("drafts", {})
    request.session["drafts"] = {**kept, str(draft_id): code}


def draft_code(request: HttpRequest, draft_id: UUID) -> str:
    """The draft's code that this browser has shown, or nothing."""
    return str(request.session.get("drafts", {}).get(str(draft_id), ""))


def keep_case_secret(request: HttpRequest, *, case_id: UUID, secret: str) -> None:
    """Let this browser see the case."""
    kept = request.session.get("followed", {})
    request.session["followed"] = {**kept, str(case_id): secret}


def forget_case(request: HttpRequest, *, case_id: UUID, drafts: Iterable[UUID]) -> None:
    """Close the case in this browser, and the drafts that became it: number and code open it."""
    codes = dict(request.session.get("drafts", {}))
    for draft_id in drafts:
        codes.pop(str(draft_id), None)
    request.session["drafts"] = codes
    kept = dict(request.session.get("followed", {}))
    kept.pop(str(case_id), None)
    request.session["followed"] = kept


def followed_cases(request: HttpRequest) -> list[UUID]:
    """The cases that this browser has opened by number and secret, looked at when it did."""
    return [UUID(case_id) for case_id in request.session.get("followed", {})]


def case_secret(request: HttpRequest, case_id: UUID) -> str:
    """The secret of the case that this browser has shown, or nothing."""
    return str(request.session.get("followed", {}).get(str(case_id), ""))
