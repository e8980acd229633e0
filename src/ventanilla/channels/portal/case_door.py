"""The door to a case: its number and secret shown in this browser, or the account it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from ventanilla.channels.look.access import Who
from ventanilla.channels.portal.doors import View, account_of, case_secret, office_page
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices


def case_page(view: Callable[..., HttpResponseBase]) -> View:
    """A page of a case: `view(request, office, case, ...)`. Strangers are led to the follow page,
    whether or not there is such a case."""

    @wraps(view)
    def guarded(
        request: HttpRequest, office: offices.Office, case: UUID, **rest: Any
    ) -> HttpResponseBase:
        found = _case(request, case)
        if found is None or found.office.id != office.id:
            return HttpResponseRedirect(reverse("portal:follow", args=[office.slug]))
        response = view(request, office, found, **rest)
        response["Cache-Control"] = "no-store"
        return response

    return office_page(Who.CASE_HOLDER, nav="cases")(guarded)


def _case(request: HttpRequest, case_id: UUID) -> casefiles.CaseView | None:
    secret, account_id = case_secret(request, case_id), account_of(request)
    try:
        if secret:
            return casefiles.case_by_secret(case_id=case_id, secret=secret)
        if account_id:
            return casefiles.case_for_person(account_id=account_id, case_id=case_id)
    except casefiles.CaseUnknown:
        pass
    return None
