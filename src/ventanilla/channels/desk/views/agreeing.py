"""What is going to be filed, read back; that the person agrees; and filing it."""

from __future__ import annotations

from typing import Any, BinaryIO, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ventanilla.channels.desk.attended import Attended, attended_page, entry_url
from ventanilla.channels.filling.fields import sections_to_check
from ventanilla.channels.filling.shut import SHUT
from ventanilla.channels.look.bodies import takes_files
from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.fields import Choice, FieldView
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.counter import api as counter
from ventanilla.domains.documents import api as documents
from ventanilla.domains.parties import api as parties
from ventanilla.kernel import clock
from ventanilla.kernel.errors import Problem

SHEET_REFUSED = (
    documents.EmptyFile,
    documents.FileTooLarge,
    documents.TypeRefused,
    documents.FileNameRefused,
)
SCANS = ("application/pdf", "image/jpeg", "image/png")


@require_GET
@attended_page
def check(request: HttpRequest, attended: Attended) -> HttpResponse:
    """Everything read back, and how the person says that they agree."""
    return _check(request, attended)


@require_GET
@attended_page
def sheet(request: HttpRequest, attended: Attended) -> HttpResponse:
    """The same, to be printed and signed: it bears the digest of what it says."""
    context = {**_read(attended), "today": clock.now()}
    return render(request, "desk/sheet.html", context)


@takes_files
@require_http_methods(["GET", "POST"])
@attended_page
def consent(request: HttpRequest, attended: Attended) -> HttpResponse:
    """By signature on the sheet, or by a code that comes to a contact of the person's own."""
    if request.method != "POST":
        return HttpResponseRedirect(attended.opened.check_url)
    if request.POST.get("_seen") != attended.read_back:
        return _check(request, attended, changed=True)
    try:
        _agree(request, attended)
    except Problem as problem:
        return _check(request, attended, problem=problem)
    return HttpResponseRedirect(attended.opened.check_url)


def _agree(request: HttpRequest, attended: Attended) -> None:
    how, opened = request.POST.get("how", ""), attended.opened
    if how == "signature":
        counter.consent_by_signature(
            attended.attendance,
            read_back=attended.read_back,
            sheet=_scanned(request, opened.office.id),
        )
    elif how == "send":
        parties.send_contact_code(
            office_id=opened.office.id,
            office_slug=opened.office.slug,
            office_name=opened.office.name,
            matter_id=opened.draft.id,
            kind=request.POST.get("kind", "")[:10],
            contact=request.POST.get("contact", "")[:200],
        )
    elif how == "code":
        code = request.POST.get("code", "")[:12]
        counter.consent_by_code(attended.attendance, code=code, read_back=attended.read_back)


def _scanned(request: HttpRequest, office_id: UUID) -> documents.Document | None:
    """The signed sheet, if it was scanned. Raises what `documents.keep` raises."""
    sent = request.FILES.get("sheet")
    if sent is None:
        return None
    return documents.keep(
        office_id=office_id,
        name=sent.name or "",
        content=cast("BinaryIO", sent),
        declared_type=sent.content_type or "",
        limit=settings.MAX_FILE_BYTES,
        accept=SCANS,
    )


@require_http_methods(["GET", "POST"])
@attended_page
def file(request: HttpRequest, attended: Attended) -> HttpResponse:
    """Into the register, for the person; who typed it is on record."""
    opened = attended.opened
    if request.method != "POST":
        return HttpResponseRedirect(opened.check_url)
    if request.POST.get("_seen") != attended.read_back:
        return _check(request, attended, changed=True)
    try:
        lodged = counter.file_attended(
            attendance=attended.attendance,
            draft=opened.draft,
            office=opened.office,
            procedure=opened.procedure,
            post=attended.post,
            by_name=str(request.user),
            received_at=clock.now(),
            lang=opened.lang,
        )
    except casefiles.FilingInvalid:
        return _check(request, attended)
    except SHUT:
        raise
    except Problem as problem:
        return _check(request, attended, problem=problem)
    return HttpResponseRedirect(entry_url(opened.office, lodged.registered.entry_id))


def _read(attended: Attended) -> dict[str, Any]:
    opened = attended.opened
    return {
        **opened.context(),
        "person": attended.attendance.person_name,
        "oral": (opened.procedure.counter or {}).get("oral") if attended.attendance.oral else None,
        "sections": sections_to_check(
            form=opened.form,
            answers=opened.draft.answers,
            files=opened.files,
            lang=opened.lang,
            page_url=opened.page_url,
        ),
        "seen": attended.read_back,
        "mark": attended.read_back[:16],
    }


def _check(
    request: HttpRequest,
    attended: Attended,
    *,
    problem: Problem | None = None,
    changed: bool = False,
) -> HttpResponse:
    opened = attended.opened
    found = opened.check()
    contact = parties.contact_state(opened.draft.id)
    code_error = str(problem) if isinstance(problem, parties.CodeWrong) else ""
    context = {
        **_read(attended),
        "errors": [ErrorLine(text=e.message, url=opened.where(e.field)) for e in found.errors],
        "sheet_errors": [ErrorLine(text=str(problem), anchor="sheet")]
        if isinstance(problem, SHEET_REFUSED)
        else [],
        "trouble": None if isinstance(problem, SHEET_REFUSED) else problem,
        "changed": changed,
        "agreed": attended.agreed,
        "attendance": attended.attendance,
        "stale": bool(attended.attendance.consent) and not attended.agreed,
        "contact": contact if contact and contact.waiting else None,
        "contact_fields": _contact_fields(request, attended),
        "code_field": FieldView(
            id="code",
            kind="text",
            label=_("Código que recibió la persona"),
            max_length=6,
            input_mode="numeric",
            error=code_error,
            autocomplete="off",
        ),
        "sheet_field": FieldView(
            id="sheet",
            kind="file",
            label=_("La hoja firmada, escaneada"),
            hint=_("PDF o foto. Queda con el asiento, como prueba de su conformidad."),
            required=False,
            accept=",".join(SCANS),
            error=str(problem) if isinstance(problem, SHEET_REFUSED) else "",
        ),
        "sheet_url": opened.address("sheet"),
        "consent_url": opened.address("consent"),
        "file_url": opened.address("file"),
        "back": opened.page_url(opened.pages()[-1].id),
    }
    status = problem.status if problem else 409 if changed else 422 if found.errors else 200
    response = render(request, "desk/check.html", context, status=status)
    if problem is not None and problem.retry_after:
        response["Retry-After"] = str(problem.retry_after)
    return response


def _contact_fields(request: HttpRequest, attended: Attended) -> list[FieldView]:
    kinds = parties.contact_kinds()
    if not kinds:
        return []
    opened = attended.opened
    known = {k: opened.draft.answers.get(opened.procedure.applicant.get(k, "")) for k in kinds}
    kind = request.POST.get("kind") or next((k for k in kinds if known[k]), kinds[0])
    words = {"email": _("Correo electrónico"), "phone": _("Teléfono móvil")}
    return [
        FieldView(
            id="kind",
            kind="one_of_list",
            label=_("A dónde se envía"),
            choices=tuple(
                Choice(id=f"kind-{k}", value=k, label=words[k], chosen=k == kind) for k in kinds
            ),
        ),
        FieldView(
            id="contact",
            kind="text",
            label=_("Correo o teléfono de la persona"),
            hint=_("Suyo, no de quien atiende."),
            value=request.POST.get("contact", "")[:200] or str(known.get(kind) or ""),
            autocomplete="off",
        ),
    ]
