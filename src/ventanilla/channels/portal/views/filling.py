"""Filling in a procedure: one matter per page, saved at each step, resumed on any device."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ventanilla.channels.filling.fields import sections_to_check, seen_mark
from ventanilla.channels.filling.items import item_page
from ventanilla.channels.filling.opened import OpenDraft
from ventanilla.channels.filling.pages import first_page, form_page
from ventanilla.channels.filling.shut import SHUT, open_procedure, shut_page, texts_of
from ventanilla.channels.look.access import Who
from ventanilla.channels.look.bodies import takes_files
from ventanilla.channels.look.components import ErrorLine, Line, Plate
from ventanilla.channels.look.fields import FieldView
from ventanilla.channels.look.frame import Link
from ventanilla.channels.look.templatetags.look import day
from ventanilla.channels.portal.doors import (
    account_of,
    admit_look_up,
    caller,
    keep_draft_code,
    office_page,
)
from ventanilla.channels.portal.drafting import draft_page
from ventanilla.channels.portal.show.charge import charge_to_come
from ventanilla.channels.portal.show.draft_changes import coming, draft_changes
from ventanilla.channels.portal.show.support import support_rows
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties import api as parties
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock
from ventanilla.kernel.errors import Problem
from ventanilla.kernel.text_choice import pick


@require_http_methods(["GET", "POST"])
@office_page(Who.ANYONE, nav="home")
def start(request: HttpRequest, office: offices.Office, slug: str) -> HttpResponse:
    """A new draft; a reload of this address only leads back to the procedure."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("portal:procedure", args=[office.slug, slug]))
    try:
        open_procedure(office, slug)
    except SHUT as problem:
        return shut_page(request, problem, office=office, side="portal")
    register.admit(
        office_id=office.id,
        address=caller(request),
        account_id=account_of(request),
        purpose=register.Purpose.BEGIN,
    )
    draft = casefiles.start_draft(
        office=office, slug=slug, lang=get_language() or "es", account_id=account_of(request)
    )
    keep_draft_code(request, draft_id=draft.id, code=casefiles.draft_code(draft.id))
    return HttpResponseRedirect(reverse("portal:draft", args=[office.slug, draft.id]))


@draft_page
@require_GET
def draft(request: HttpRequest, opened: OpenDraft) -> HttpResponse:
    """To the first page not yet well answered, or to the check; before that to what changed, where
    another version is in force since."""
    if opened.draft.changed_from_id is not None:
        return HttpResponseRedirect(opened.address("draft-changes"))
    return first_page(opened)


@draft_page
@require_http_methods(["GET", "POST"])
def changes(request: HttpRequest, opened: OpenDraft) -> HttpResponse:
    """What the version in force changed under the draft; read, it goes on to what is new."""
    if request.method == "POST":
        casefiles.read_changes(opened.draft)
        return first_page(opened)
    told = casefiles.changes_of(opened.draft, opened.procedure)
    if not told:
        return first_page(opened)
    return render(request, "portal/draft_changes.html", draft_changes(opened, told))


@takes_files
@draft_page
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, opened: OpenDraft, page: str) -> HttpResponse:
    """One page of the form. What is right is saved even when something beside it is wrong."""
    return form_page(request, opened, page)


@draft_page
@require_http_methods(["GET", "POST"])
def item(
    request: HttpRequest, opened: OpenDraft, page: str, field: str, place: int
) -> HttpResponse:
    """One item of a repeated group, counted from 1; the place after the last adds one."""
    return item_page(request, opened, page, field, place)


@draft_page
@require_GET
def check(request: HttpRequest, opened: OpenDraft) -> HttpResponse:
    """Everything read back, each answer with where to change it."""
    return check_page(request, opened)


def check_page(
    request: HttpRequest,
    opened: OpenDraft,
    *,
    problem: Problem | None = None,
    changed: bool = False,
) -> HttpResponse:
    """The check page, also after a filing that did not go through: the answers are all there."""
    found = opened.check()
    errors = [ErrorLine(text=e.message, url=opened.where(e.field)) for e in found.errors]
    context = {
        **opened.context(),
        "sections": sections_to_check(
            form=opened.form,
            answers=opened.draft.answers,
            files=opened.files,
            lang=opened.lang,
            page_url=opened.page_url,
        ),
        "errors": errors,
        "charge": charge_to_come(
            opened.procedure,
            answers=found.answers,
            files=opened.files,
            on=clock.today(opened.office.zone),
        )
        if not errors
        else (),
        "trouble": problem,
        "contact": opened.contact(),
        "contact_url": opened.contact_url if opened.asks_contact else "",
        "support": support_rows(
            parties.Support.read(opened.draft.support), opened.address("support")
        ),
        "changed": changed,
        "form_changed": opened.draft.form_changed,
        "form_mark": opened.procedure.digest[:16],
        "left_over": texts_of(opened.draft.left_over),
        **coming(opened),
        "seen": seen_mark(opened.draft.answers, opened.files),
        "file_url": reverse("portal:file", args=[opened.office.slug, opened.draft.id]),
        "back": opened.page_url(opened.pages()[-1].id),
    }
    status = problem.status if problem else 409 if changed else 422 if errors else 200
    response = render(request, "portal/check.html", context, status=status)
    if problem is not None and problem.retry_after:
        response["Retry-After"] = str(problem.retry_after)
    return response


@draft_page
@require_GET
def later(request: HttpRequest, opened: OpenDraft) -> HttpResponse:
    """The code with which to come back."""
    plate = Plate(
        label=_("Clave del borrador"),
        number=opened.code,
        lines=(Line(label=_("Lo conservamos hasta el"), text=day(opened.draft.expires_at)),),
    )
    return render(
        request, "portal/later.html", {**opened.context(), "plate": plate, "onward": opened.url}
    )


@require_http_methods(["GET", "POST"])
@office_page(Who.ANYONE, nav="resume")
def resume(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """A draft by its code; for those signed in, the list of theirs. Guessing is slowed down."""
    error = ""
    if request.method == "POST":
        admit_look_up(request, office)
        code = request.POST.get("code", "")[:40]
        try:
            found = casefiles.draft_by_code(office=office, code=code)
        except casefiles.DraftUnknown as problem:
            error = f"{problem.cause} {problem.expected}"
        else:
            keep_draft_code(request, draft_id=found.id, code=casefiles.draft_code(found.id))
            return HttpResponseRedirect(reverse("portal:draft", args=[office.slug, found.id]))
    context = {
        "trail": [
            Link(label=_("Seguir un borrador"), url=reverse("portal:resume", args=[office.slug]))
        ],
        "fields": [code_field(value=request.POST.get("code", "")[:40], error=error)],
        "errors": [ErrorLine(text=error, anchor="code")] if error else [],
        "drafts": _own_drafts(request, office),
    }
    return render(request, "portal/resume.html", context, status=422 if error else 200)


def code_field(*, value: str = "", error: str = "") -> FieldView:
    """The question for a draft's code."""
    return FieldView(
        id="code",
        kind="text",
        label=_("Clave del borrador"),
        hint=_("Da igual mayúsculas o guiones. Por ejemplo: 7K4QM2-XD93RH"),
        max_length=20,
        value=value,
        error=error,
        autocomplete="off",
    )


def _own_drafts(request: HttpRequest, office: offices.Office) -> list[dict[str, Any]]:
    account: UUID | None = account_of(request)
    if account is None:
        return []
    titles = {
        p.slug: pick(p.title, get_language() or "es")
        for p in catalogue.offered(office_id=office.id, at=clock.now())
    }
    return [
        {
            "title": titles.get(d.slug, d.slug),
            "url": reverse("portal:draft", args=[office.slug, d.id]),
            "saved_at": d.saved_at,
        }
        for d in casefiles.drafts_of(account)
        if d.office_id == office.id
    ]
