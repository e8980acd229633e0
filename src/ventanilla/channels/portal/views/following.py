"""Following a case: by number and secret without any account, or by account."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.components import ErrorLine, Table
from ventanilla.channels.look.fields import FieldView
from ventanilla.channels.look.frame import Link
from ventanilla.channels.portal.case_door import case_page
from ventanilla.channels.portal.doors import (
    account_of,
    admit_look_up,
    case_secret,
    forget_case,
    keep_case_secret,
    office_page,
)
from ventanilla.channels.portal.show.accesses import accesses_table
from ventanilla.channels.portal.show.calls import place_shown
from ventanilla.channels.portal.show.case_story import case_story
from ventanilla.channels.portal.show.charge import charge_of
from ventanilla.channels.portal.show.data_rights import measures_of_case
from ventanilla.channels.portal.show.now import ways
from ventanilla.channels.portal.show.own_cases import cases_table
from ventanilla.channels.portal.show.titles import own_title, own_titles_table
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.notices import api as notices
from ventanilla.domains.offices import api as offices
from ventanilla.domains.titles import api as titles
from ventanilla.kernel.errors import Problem


@require_http_methods(["GET", "POST"])
@office_page(Who.ANYONE, nav="cases")
def follow(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """The case that a number and its secret open. Guessing is slowed down."""
    label = request.POST.get("number", "").strip()[:40]
    error = ""
    if request.method == "POST":
        admit_look_up(request, office)
        secret = request.POST.get("code", "").strip()[:40]
        try:
            case = casefiles.follow(office=office, label=label, secret=secret)
        except Problem as problem:
            error = f"{problem.cause} {problem.expected}"
        else:
            keep_case_secret(
                request, case_id=case.id, secret=casefiles.follow_secret(case.entry_id)
            )
            return HttpResponseRedirect(reverse("portal:case", args=[office.slug, case.id]))
    context = {
        "trail": [
            Link(label=_("Seguir un asunto"), url=reverse("portal:follow", args=[office.slug]))
        ],
        "fields": _fields(label=label, error=error),
        "errors": [ErrorLine(text=error, anchor="number")] if error else [],
    }
    return render(request, "portal/follow.html", context, status=422 if error else 200)


def _fields(*, label: str, error: str) -> list[FieldView]:
    return [
        FieldView(
            id="number",
            kind="text",
            label=_("Número de registro"),
            hint=_("Por ejemplo: 2026/E/000123"),
            max_length=20,
            value=label,
            error=error,
            autocomplete="off",
        ),
        FieldView(
            id="code",
            kind="text",
            label=_("Clave"),
            hint=_("Da igual mayúsculas o guiones. Por ejemplo: 7K4Q2-M2XD9"),
            max_length=20,
            autocomplete="off",
        ),
    ]


@require_GET
@office_page(Who.ANYONE, nav="cases")
def cases(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """One's own cases with an account; without one, the two ways to see a case."""
    account = account_of(request)
    own = casefiles.cases_of(account) if account else []
    context = {
        "trail": [
            Link(label=_("Mis expedientes"), url=reverse("portal:cases", args=[office.slug]))
        ],
        "signed_in": account is not None,
        "table": cases_table(office=office, cases=own),
        "titles": _titles_table(office, account),
        "follow_url": reverse("portal:follow", args=[office.slug]),
        "sign_in_url": reverse("portal:sign-in", args=[office.slug]),
        "account_url": reverse("portal:account", args=[office.slug]),
        "accesses_url": reverse("portal:accesses", args=[office.slug]),
    }
    return render(request, "portal/cases.html", context)


def _titles_table(office: offices.Office, account: UUID | None) -> Table | None:
    if account is None:
        return None
    return own_titles_table(
        found=titles.titles_of_account(office=office, account_id=account),
        waiting=notices.notices_for(office=office, account_id=account, matter_ids=[]),
    )


@case_page
@require_GET
def case(request: HttpRequest, office: offices.Office, case: casefiles.CaseView) -> HttpResponse:
    """Whose turn it is, until when and why; what happened; the answer when there is one."""
    here = reverse("portal:case", args=[office.slug, case.id])
    now = casefiles.case_now(case)
    context = {
        "case": case,
        "annulled": case.annulled,
        "story": case_story(office=office, now=now),
        "ways": ways(office=office, now=now),
        "accesses": accesses_table(case),
        "data_url": reverse("portal:data", args=[office.slug]),
        "measures": measures_of_case(case),
        "charge": charge_of(case),
        "own_title": own_title(now),
        "place": place_shown(office=office, case=case),
        "trail": [
            Link(label=_("Mis expedientes"), url=reverse("portal:cases", args=[office.slug])),
            Link(label=case.label, url=here),
        ],
        "filed_url": reverse("portal:filed", args=[office.slug, case.id]),
        "pdf_url": reverse("portal:receipt-pdf", args=[office.slug, case.id]),
        "file_url": reverse("portal:case-file", args=[office.slug, case.id]),
        "close_url": close_url(request, office, case),
    }
    return render(request, "portal/case.html", context)


def close_url(request: HttpRequest, office: offices.Office, case: casefiles.CaseView) -> str:
    """Where a case opened by its code is closed again; empty for one's own with an account."""
    if not case_secret(request, case.id):
        return ""
    return reverse("portal:case-close", args=[office.slug, case.id])


@case_page
@require_POST
def close(request: HttpRequest, office: offices.Office, case: casefiles.CaseView) -> HttpResponse:
    """Leave a borrowed computer: the case is closed in it."""
    forget_case(request, case_id=case.id, drafts=casefiles.drafts_filed_as(case.entry_id))
    return render(
        request,
        "portal/case_closed.html",
        {"number": case.label, "follow_url": reverse("portal:follow", args=[office.slug])},
    )
