"""An entry of the book at the counter: its number, what to hand over, its label, its annulment."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.opening import open_entry
from ventanilla.channels.desk.show.entry import entry_facts, entry_plate, missing_labels
from ventanilla.channels.desk.show.saying import with_example
from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.downloads import download
from ventanilla.channels.look.fields import FieldView
from ventanilla.channels.look.frame import Link
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.counter import api as counter
from ventanilla.domains.documents import api as documents
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock
from ventanilla.kernel.errors import Problem

_CODE_SHOWN = timedelta(hours=24)


@require_GET
@desk_page(Role.CLERK, Role.REGISTRAR, nav="counter")
def entry(
    request: HttpRequest, office: offices.Office, post: offices.Post, entry: UUID
) -> HttpResponse:
    """The number, large, and the receipt to print. The code that follows the case is shown for a
    day to whoever entered it, to hand it over."""
    opened = open_entry(request, post=post, entry_id=entry)
    record = counter.record_of(opened.id)
    later = register.annulments([opened.id]).get(opened.id)
    context: dict[str, Any] = {
        "plate": entry_plate(opened, code=_code(opened, record, post)),
        "facts": entry_facts(office, opened, record),
        "missing": missing_labels(office, opened, record, get_language() or "es"),
        "items": record.items if record else [],
        "annulled": later,
        "pdf_url": reverse("desk:entry-pdf", args=[office.slug, opened.id]),
        "sheet_url": (
            reverse("desk:entry-sheet", args=[office.slug, opened.id])
            if record and counter.sheet_of(record)
            else ""
        ),
        "label_url": reverse("desk:label", args=[office.slug, opened.id]),
        "paper_url": reverse("desk:paper", args=[office.slug]),
        "annul_url": (
            reverse("desk:annul", args=[office.slug, opened.id])
            if post.role in counter.MAY_ANNUL and later is None
            else ""
        ),
        "trail": _trail(office),
    }
    return render(request, "desk/entry.html", context)


def _code(opened: register.Entry, record: counter.CounterRecord | None, post: offices.Post) -> str:
    fresh = clock.now() - opened.registered_at < _CODE_SHOWN
    if record is None or record.account_id != post.account_id or not fresh:
        return ""
    return casefiles.follow_secret(opened.id)


def _trail(office: offices.Office) -> list[Link]:
    return [Link(label=_("Mostrador"), url=reverse("desk:counter", args=[office.slug]))]


@require_GET
@desk_page(Role.CLERK, Role.REGISTRAR, nav="counter")
def as_pdf(
    request: HttpRequest, office: offices.Office, post: offices.Post, entry: UUID
) -> HttpResponse:
    """The receipt as a document, to print and hand over."""
    opened = open_entry(request, post=post, entry_id=entry)
    content = register.receipt_pdf(opened.id, get_language() or "es")
    name = f"{str(opened).replace('/', '-')}.pdf"
    return download(content, name=name, media_type="application/pdf")


@require_GET
@desk_page(Role.CLERK, Role.REGISTRAR, nav="counter")
def signed_sheet(
    request: HttpRequest, office: offices.Office, post: offices.Post, entry: UUID
) -> HttpResponse:
    """The scan of what the person signed."""
    opened = open_entry(request, post=post, entry_id=entry)
    record = counter.record_of(opened.id)
    held = counter.sheet_of(record) if record else None
    if held is None:
        raise Http404
    return download(documents.content(held), name=held.name, media_type=held.media_type)


@require_GET
@desk_page(Role.CLERK, Role.REGISTRAR, nav="counter")
def label(
    request: HttpRequest, office: offices.Office, post: offices.Post, entry: UUID
) -> HttpResponse:
    """A sticker for the paper: number, date, office, unit. No name: papers lie about."""
    opened = open_entry(request, post=post, entry_id=entry)
    context = {
        "entry": opened,
        "office": office,
        "back": reverse("desk:entry", args=[office.slug, opened.id]),
    }
    return render(request, "desk/label.html", context)


@require_http_methods(["GET", "POST"])
@desk_page(Role.REGISTRAR, nav="book")
def annul(
    request: HttpRequest, office: offices.Office, post: offices.Post, entry: UUID
) -> HttpResponse:
    """By a later entry, with its reason. The number stays, and so does what was filed."""
    opened = open_entry(request, post=post, entry_id=entry)
    here = reverse("desk:entry", args=[office.slug, opened.id])
    reason = request.POST.get("reason", "").strip()[:500]
    problem: Problem | None = None
    if request.method == "POST":
        try:
            counter.annul_entry(
                office=office, number=str(opened), reason=reason, post=post, at=clock.now()
            )
        except Problem as refused:
            problem = refused
        else:
            return HttpResponseRedirect(here)
    error = with_example(problem) if problem else ""
    context = {
        "number": str(opened),
        "subject": opened.subject,
        "fields": [
            FieldView(
                id="reason",
                kind="long_text",
                label=_("Por qué se anula"),
                hint=_("Lo leerá la persona que lo presentó. Queda en el libro para siempre."),
                rows=4,
                value=reason,
                error=error,
                max_length=500,
            )
        ],
        "errors": [ErrorLine(text=error, anchor="reason")] if error else [],
        "back": here,
        "trail": [*_trail(office), Link(label=str(opened), url=here)],
    }
    return render(request, "desk/annul.html", context, status=problem.status if problem else 200)
