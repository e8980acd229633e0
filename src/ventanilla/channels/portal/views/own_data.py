"""One's own data: who of the staff has looked, across one's cases in the office."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.frame import Link
from ventanilla.channels.portal.doors import account_of, office_page
from ventanilla.channels.portal.show.accesses import own_accesses_table
from ventanilla.channels.portal.show.data_rights import rights_procedure_url
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices


@require_GET
@office_page(Who.SIGNED_IN, nav="cases")
def accesses(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """Who has looked at any of the reader's cases in this office, what for and when."""
    account_id, here = account_of(request), reverse("portal:accesses", args=[office.slug])
    if account_id is None:
        return HttpResponseRedirect(f"{reverse('portal:sign-in', args=[office.slug])}?next={here}")
    own = [one for one in casefiles.cases_of(account_id) if one.office_slug == office.slug]
    context = {
        "table": own_accesses_table(office=office, cases=own),
        "rights_url": rights_procedure_url(office),
        "data_url": reverse("portal:data", args=[office.slug]),
        "trail": [
            Link(label=_("Mis expedientes"), url=reverse("portal:cases", args=[office.slug])),
            Link(label=_("Quién ha mirado mis datos"), url=here),
        ],
    }
    return render(request, "portal/accesses.html", context)
