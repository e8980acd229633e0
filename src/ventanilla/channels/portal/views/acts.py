"""What the person does in their case: one page for every act, and the receipt of each."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ventanilla.channels.filling.acts.sent import Sent
from ventanilla.channels.filling.acts.showing import act_page
from ventanilla.channels.filling.fields import field_alone
from ventanilla.channels.look.bodies import takes_files
from ventanilla.channels.look.components import Line, Plate
from ventanilla.channels.look.downloads import download
from ventanilla.channels.look.frame import Link
from ventanilla.channels.look.templatetags.look import exact_moment
from ventanilla.channels.portal.acts.doing import done, hand
from ventanilla.channels.portal.acts.table import ACTS, UNTIL_OPENED, ActPage, remedies
from ventanilla.channels.portal.case_door import case_page
from ventanilla.channels.portal.show.now import act_facts
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices
from ventanilla.domains.register import api as register


@takes_files
@case_page
@require_http_methods(["GET", "POST"])
def act(
    request: HttpRequest, office: offices.Office, case: casefiles.CaseView, act: str
) -> HttpResponse:
    """The form of an act with its consequence, or why it cannot be done now."""
    page = ACTS.get(casefiles.ActKind(act)) if act in casefiles.ActKind.values else None
    if page is None:
        raise Http404
    now = casefiles.case_now(case)
    if now.standing.sealed and page.kind in UNTIL_OPENED:
        return HttpResponseRedirect(reverse("portal:case", args=[office.slug, case.id]))
    if request.method != "POST":
        return _page(request, office, page, now, Sent())
    sent = done(request, page=page, now=now)
    if sent.done is not None:
        seq = sent.done.seq
        return HttpResponseRedirect(reverse("portal:act-receipt", args=[office.slug, case.id, seq]))
    fresh = _again(now) if sent.stale else now
    return _page(request, office, page, fresh, sent)


def _again(now: casefiles.CaseNow) -> casefiles.CaseNow:
    secret = casefiles.follow_secret(now.view.entry_id)
    return casefiles.case_now(casefiles.case_by_secret(case_id=now.view.id, secret=secret))


def _page(
    request: HttpRequest,
    office: offices.Office,
    page: ActPage,
    now: casefiles.CaseNow,
    sent: Sent,
) -> HttpResponse:
    not_here = casefiles.Refusal("not-offered", _("Su expediente ya no está en ese punto."))
    refused = now.offers(hand(request, now.view)).get(page.kind, not_here) or _elsewhere(page, now)
    mending = _mending(now, sent) if page.corrects and not refused else []
    here = reverse("portal:case", args=[office.slug, now.view.id])
    return act_page(
        request,
        page=page,
        asks=page.questions(now),
        sent=sent,
        last_seq=now.view.last_seq,
        trail=[
            Link(label=_("Mis expedientes"), url=reverse("portal:cases", args=[office.slug])),
            Link(label=now.view.label, url=here),
        ],
        caption=_("Registro %(number)s") % {"number": now.view.label},
        errors_title=_("No se ha presentado"),
        refused=refused,
        since=sent.since(now),
        before=([one["field"] for one in mending], ()),
        facts=act_facts(office=office, page=page, now=now),
        mending=mending,
    )


def _elsewhere(page: ActPage, now: casefiles.CaseNow) -> casefiles.Refusal | None:
    """Where no appeal is lodged here, the page says so before anybody writes one."""
    if page.kind != casefiles.ActKind.APPEAL or remedies(now):
        return None
    return casefiles.Refusal(
        "lodged-elsewhere",
        _("Los recursos contra esta decisión no se presentan en esta sede."),
        _("En su expediente está ante quién, dónde y hasta cuándo."),
    )


def _mending(now: casefiles.CaseNow, sent: Sent) -> list[dict[str, Any]]:
    """Each field that was marked: why, what stood there, and the field to answer again."""
    lang, form = get_language() or "es", now.view.procedure.form
    lines = now.read_back(now.answers, now.files, lang)
    answers = {**now.answers, **sent.raw}
    return [
        {
            "why": why,
            "before": lines.get(name, ("", ""))[1],
            "field": field_alone(
                form=form,
                field=form.field(name),
                answers=answers,
                error=sent.errors.get(name, ""),
                lang=lang,
            ),
        }
        for name, why in now.marked.items()
    ]


@case_page
@require_GET
def receipt(
    request: HttpRequest, office: offices.Office, case: casefiles.CaseView, seq: int
) -> HttpResponse:
    """The number under which what the person did was registered."""
    entry, kind = _registered(case, seq)
    addresses = [office.slug, case.id, seq]
    context = {
        "title": ACTS[kind].title if kind in ACTS else kind.label,
        "plate": Plate(
            label=_("Número de registro"),
            number=str(entry),
            lines=(
                Line(label=_("Registrado el"), text=exact_moment(entry.registered_at)),
                Line(label=_("Qué es"), text=str(kind.label)),
                Line(label=_("En el expediente"), text=case.label),
            ),
        ),
        "pdf_url": reverse("portal:act-pdf", args=addresses),
        "proof_url": reverse("portal:act-proof", args=addresses),
        "case_url": reverse("portal:case", args=[office.slug, case.id]),
    }
    return render(request, "portal/act_receipt.html", context)


@case_page
@require_GET
def as_pdf(
    request: HttpRequest, office: offices.Office, case: casefiles.CaseView, seq: int
) -> HttpResponse:
    """The receipt of an act as a document."""
    entry, _kind = _registered(case, seq)
    content = register.receipt_pdf(entry.id, get_language() or "es")
    return download(content, name=f"{_stem(entry)}.pdf", media_type="application/pdf")


@case_page
@require_GET
def proof(
    request: HttpRequest, office: offices.Office, case: casefiles.CaseView, seq: int
) -> HttpResponse:
    """The receipt of an act as the file that proves it."""
    entry, _kind = _registered(case, seq)
    text = register.receipt(entry.id).best
    return download(text.encode(), name=f"{_stem(entry)}.tlog-proof", media_type="text/plain")


def _registered(case: casefiles.CaseView, seq: int) -> tuple[register.Entry, casefiles.ActKind]:
    """The entry of an act of this case. A 404 where the act has none."""
    entry_id = casefiles.case_now(case).entries.get(seq)
    if entry_id is None:
        raise Http404
    return register.entry(entry_id), next(a.kind for a in case.acts if a.seq == seq)


def _stem(entry: register.Entry) -> str:
    return str(entry).replace("/", "-")
