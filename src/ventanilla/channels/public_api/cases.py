"""A whole case in one request, and the receipt of an entry: for the token that filed them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from ninja import Router

from ventanilla.channels.look.act_words import act_lines
from ventanilla.channels.look.downloads import streamed
from ventanilla.channels.public_api.moments import moment
from ventanilla.channels.public_api.procedures import procedure_line
from ventanilla.channels.public_api.schemas import CaseWhole, Receipt
from ventanilla.channels.public_api.tokens import grant_of, own_ids
from ventanilla.domains.archive import api as archive
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.documents.api import Document
from ventanilla.domains.notices import api as notices
from ventanilla.domains.offices.api import Office
from ventanilla.domains.register import api as register

router = Router(tags=["cases"])


@router.get("/cases/{uuid:case_id}", response=CaseWhole)
def get_case(request: HttpRequest, case_id: UUID) -> dict[str, Any]:
    """A case that this token filed, with its answers, documents and acts."""
    grant = grant_of(request)
    view = casefiles.case_for_filer(
        office_id=grant.office_id, filer_ids=own_ids(grant), case_id=case_id
    )
    return _whole(view, view.office, request.LANGUAGE_CODE)


@router.get("/cases/{uuid:case_id}/file")
def get_case_file(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """The whole file of a case that this token filed, as a ZIP: acts, documents, receipts and
    notices by folio, `index.json`, and `SHA256SUMS` to check it offline. Streamed."""
    grant = grant_of(request)
    view = casefiles.case_for_filer(
        office_id=grant.office_id, filer_ids=own_ids(grant), case_id=case_id
    )
    made = archive.whole_file(
        casefiles.case_now(view),
        reader=archive.Reader.PARTY,
        lang=request.LANGUAGE_CODE,
        words=lambda act: act_lines(act.content, labels={}),
    )
    return streamed(request, made.chunks, name=made.name, media_type="application/zip")


@router.post("/cases/{uuid:case_id}/notices/{int:item}/open", response=CaseWhole)
def open_notice(request: HttpRequest, case_id: UUID, item: int) -> dict[str, Any]:
    """Open the notice of an act: the person is notified today, and their time limits run from it.

    Returns the case with what the notice says. Opening it again changes nothing.
    """
    grant = grant_of(request)

    def found() -> casefiles.CaseView:
        return casefiles.case_for_filer(
            office_id=grant.office_id, filer_ids=own_ids(grant), case_id=case_id
        )

    view = found()
    notice = notices.notice_of(matter_id=view.id, item=item)
    if notice is None:
        raise notices.NoticeUnknown
    if notice.pending and not notices.expire_one(notice.id):
        notices.open_notice(notice_id=notice.id, matter_id=view.id, account_id=None)
    return _whole(found(), view.office, request.LANGUAGE_CODE)


@router.get("/entries/{uuid:entry_id}/receipt", response=Receipt)
def get_receipt(request: HttpRequest, entry_id: UUID) -> dict[str, Any]:
    """The receipt of an entry that this token filed, as far as it has come."""
    grant = grant_of(request)
    if not casefiles.may_read_entry(
        office_id=grant.office_id, entry_id=entry_id, filer_ids=own_ids(grant)
    ):
        raise register.EntryUnknown
    receipt = register.receipt(entry_id)
    return {
        "entry_id": entry_id,
        "stage": receipt.stage,
        "immediate": receipt.immediate,
        "witnessed": receipt.witnessed,
    }


def _whole(view: casefiles.CaseView, office: Office, lang: str) -> dict[str, Any]:
    zone = office.zone
    now = casefiles.case_now(view)
    return {
        "id": view.id,
        "label": view.label,
        "entry_id": view.entry_id,
        "procedure": procedure_line(view.procedure, lang),
        "unit": view.unit_name,
        "state": view.state.value,
        "last_seq": view.last_seq,
        "presented_at": moment(view.presented_at, zone),
        "received_at": moment(view.received_at, zone),
        "registered_at": moment(view.registered_at, zone),
        "due_on": view.due_on,
        "closed_at": moment(view.closed_at, zone) if view.closed_at else None,
        "waiting_on": now.standing.waiting_on,
        "applicant": view.applicant.name,
        "answers": view.answers,
        "answers_now": dict(now.answers),
        "clocks": [_clock(row) for row in now.clocks],
        "documents": [_document(filed.document, filed.field) for filed in view.documents],
        "acts": [_act(act, office, now) for act in view.acts],
    }


def _clock(row: casefiles.CaseClock) -> dict[str, Any]:
    names = ("name", "opened_by", "owed_by", "due_on", "ended_on")
    return {name: getattr(row, name) for name in names}


def _act(act: casefiles.ActView, office: Office, now: casefiles.CaseNow) -> dict[str, Any]:
    if act.seq in now.standing.sealed:  # it is read by opening its notice, and so notified
        said = {"kind": act.kind.value, "at": moment(act.at, office.zone), "sealed": True}
        return {"seq": act.seq, "actor": act.actor.value, **said}
    return {
        "seq": act.seq,
        "kind": act.kind.value,
        "at": moment(act.at, office.zone),
        "actor": now.actor_of(act.seq).value,
        "number": now.numbers.get(act.seq),
        "sense": act.content.get("outcome") or act.content.get("sense"),
        "decision": act.content.get("decision"),
        "text": act.content.get("text"),
        "reasons": act.content.get("reasons"),
        "signed_for_another": (act.content.get("signed_as") or {}).get("formula") or None,
        "documents": [_document(document) for document in act.documents],
    }


def _document(document: Document, field: str | None = None) -> dict[str, Any]:
    return {
        "id": document.id,
        "field": field,
        "name": document.name,
        "media_type": document.media_type,
        "size": document.size,
        "sha256": bytes(document.sha256).hex(),
        "state": document.state,
    }
