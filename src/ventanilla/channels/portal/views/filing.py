"""Filing the draft, and the receipt: number first, proof last."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from ventanilla.channels.filling.fields import seen_mark
from ventanilla.channels.filling.opened import OpenDraft
from ventanilla.channels.filling.shut import SHUT
from ventanilla.channels.look.downloads import download
from ventanilla.channels.portal.case_door import case_page
from ventanilla.channels.portal.doors import caller, case_secret, keep_case_secret
from ventanilla.channels.portal.drafting import draft_page
from ventanilla.channels.portal.show.receipt import receipt_page
from ventanilla.channels.portal.views.filling import check_page
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.documents import api as documents
from ventanilla.domains.offices import api as offices
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock
from ventanilla.kernel.errors import Problem


@draft_page
@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, opened: OpenDraft) -> HttpResponse:
    """Into the register. Whatever goes wrong, the answers stay and the same button is tried again:
    the draft's key makes it one entry."""
    if request.method != "POST":
        return HttpResponseRedirect(opened.check_url)
    if request.POST.get("_seen") != seen_mark(opened.draft.answers, opened.files):
        return check_page(request, opened, changed=True)
    if opened.draft.form_changed and request.POST.get("_form") != opened.procedure.digest[:16]:
        return check_page(request, opened, changed=True)
    received_at = clock.now()
    try:
        register.admit(
            office_id=opened.office.id,
            address=caller(request),
            account_id=opened.account_id,
        )
        _admit_unknown(request, opened)
        lodged = casefiles.lodge_draft(
            draft=opened.draft,
            office=opened.office,
            procedure=opened.procedure,
            received_at=received_at,
            lang=opened.lang,
            account_id=opened.account_id,
        )
    except casefiles.FilingInvalid:
        return check_page(request, opened)
    except casefiles.ContactNeeded:
        return HttpResponseRedirect(opened.contact_url)
    except SHUT:
        raise
    except Problem as problem:
        return check_page(request, opened, problem=problem)
    keep_case_secret(request, case_id=lodged.case_id, secret=lodged.secret)
    return HttpResponseRedirect(reverse("portal:filed", args=[opened.office.slug, lodged.case_id]))


def _admit_unknown(request: HttpRequest, opened: OpenDraft) -> None:
    """Of whom nothing is known but that they took their time. Raises `AdmissionRefused`."""
    if opened.account_id is None and not opened.procedure.asks_contact:
        register.admit_walk_in(
            office_id=opened.office.id,
            address=caller(request),
            seconds=(clock.now() - opened.draft.started_at).total_seconds(),
        )


@case_page
@require_GET
def filed(request: HttpRequest, office: offices.Office, case: casefiles.CaseView) -> HttpResponse:
    """The number, what happens next, and how to prove it without us."""
    context = receipt_page(office=office, case=case)
    context["annulled"] = case.annulled
    if case_secret(request, case.id):
        context["close_url"] = reverse("portal:case-close", args=[office.slug, case.id])
    return render(request, "portal/filed.html", context)


@case_page
@require_GET
def proof(request: HttpRequest, office: offices.Office, case: casefiles.CaseView) -> HttpResponse:
    """The `.tlog-proof` file: witnessed where witnesses have signed already."""
    receipt = register.receipt(case.entry_id)
    text = receipt.best
    return download(text.encode(), name=f"{file_stem(case)}.tlog-proof", media_type="text/plain")


@case_page
@require_GET
def as_json(request: HttpRequest, office: offices.Office, case: casefiles.CaseView) -> HttpResponse:
    """The receipt for machines."""
    receipt = register.receipt(case.entry_id)
    value: dict[str, Any] = {
        "office": office.slug,
        "number": case.label,
        "registered_at": case.registered_at.astimezone(office.zone).isoformat(),
        "presented_at": case.presented_at.astimezone(office.zone).isoformat(),
        "received_at": case.received_at.astimezone(office.zone).isoformat(),
        "stage": receipt.stage,
        "receipt": receipt.best,
        "log": [key.vkey for key in offices.keys_of(office_id=office.id)],
    }
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return download(text.encode(), name=f"{file_stem(case)}.json", media_type="application/json")


@case_page
@require_GET
def as_pdf(request: HttpRequest, office: offices.Office, case: casefiles.CaseView) -> HttpResponse:
    """The receipt as a document, made when somebody asks for it."""
    content = register.receipt_pdf(case.entry_id, get_language() or "es")
    return download(content, name=f"{file_stem(case)}.pdf", media_type="application/pdf")


@case_page
@require_GET
def document(
    request: HttpRequest, office: offices.Office, case: casefiles.CaseView, document: UUID
) -> HttpResponse:
    """A document of the case, as it was received."""
    held = case.document(document)
    if held is None or casefiles.is_sealed(case, document):
        raise Http404
    return download(documents.content(held), name=held.name, media_type=held.media_type)


def file_stem(case: casefiles.CaseView) -> str:
    """`2026-E-000123`: the number as a file's name."""
    return case.label.replace("/", "-")
