"""The person states how to be attended: for one filing, or for all that come, with an account."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.frame import Link
from ventanilla.channels.look.language import remember_language
from ventanilla.channels.portal.doors import account_of, office_page
from ventanilla.channels.portal.drafting import OpenDraft, draft_page
from ventanilla.channels.portal.show.support import posted_support, support_fields
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties import api as parties


@draft_page
@require_http_methods(["GET", "POST"])
def of_draft(request: HttpRequest, opened: OpenDraft) -> HttpResponse:
    """For this filing. Nothing here is required, so nothing here is wrong."""
    if request.method == "POST":
        support = posted_support(opened.office, request.POST)
        casefiles.state_draft_support(draft=opened.draft, support=support)
        return HttpResponseRedirect(opened.check_url)
    held = parties.Support.read(opened.draft.support)
    context = {
        **opened.context(),
        **_asked(opened.office, held),
        "back": opened.check_url,
        "in_draft": True,
    }
    return render(request, "portal/support.html", context)


@require_http_methods(["GET", "POST"])
@office_page(Who.SIGNED_IN, nav="cases")
def account(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """For what is begun from now on, with the account. The pages change to the language chosen."""
    account_id, here = account_of(request), reverse("portal:account", args=[office.slug])
    if account_id is None:
        return HttpResponseRedirect(f"{reverse('portal:sign-in', args=[office.slug])}?next={here}")
    if request.method == "POST":
        support = posted_support(office, request.POST)
        parties.state_support(account_id=account_id, support=support)
        return remember_language(request, code=support.language, home=f"{here}?saved=1")
    context = {
        **_asked(office, parties.support_of(account_id)),
        "saved": "saved" in request.GET,
        "trail": [
            Link(label=_("Mis expedientes"), url=reverse("portal:cases", args=[office.slug])),
            Link(label=_("Cómo quiere que le atendamos"), url=here),
        ],
    }
    return render(request, "portal/support.html", context)


def _asked(office: offices.Office, held: parties.Support) -> dict[str, Any]:
    return {"fields": support_fields(office=office, support=held)}
