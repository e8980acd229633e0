"""What the person sent on the page of an act, checked and handed to its door."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.channels.filling.acts.sent import (
    Sent,
    asks_for_a_file,
    attached,
    checked,
    sent_page,
)
from ventanilla.channels.filling.uploads import new_files
from ventanilla.channels.portal.acts.table import ActPage, appealed
from ventanilla.channels.portal.doors import account_of, case_secret
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.documents import api as documents
from ventanilla.domains.register import api as register


def hand(request: HttpRequest, case: casefiles.CaseView) -> casefiles.Hand:
    """The person, by the number and code shown in this browser or by their account."""
    return casefiles.party(None if case_secret(request, case.id) else account_of(request))


def done(request: HttpRequest, *, page: ActPage, now: casefiles.CaseNow) -> Sent:
    """Do the act, or say what keeps it from being done; nothing that was typed is lost."""
    asks, sent = page.questions(now), sent_page(request)
    said = checked(sent, asks)
    if page.corrects:
        said = _mended(request, sent, now)
    if page.against:
        said["against"] = appealed(now)
    if sent.waits_for_answers(now.view.last_seq):
        return sent
    sent.attempt(lambda: _through_the_door(request, page, now, sent.expected_seq, said), asks=asks)
    return sent


def _through_the_door(
    request: HttpRequest,
    page: ActPage,
    now: casefiles.CaseNow,
    expected_seq: int,
    said: dict[str, Any],
) -> casefiles.Act:
    register.admit(
        office_id=now.view.office.id,
        address=request.META.get("REMOTE_ADDR", ""),
        account_id=account_of(request),
    )
    if asks_for_a_file(page.questions(now)):
        said["documents"] = attached(request, office_id=now.view.office.id)
    return page.door(
        hand=hand(request, now.view), case_id=now.view.id, expected_seq=expected_seq, **said
    )


def _mended(request: HttpRequest, sent: Sent, now: casefiles.CaseNow) -> dict[str, Any]:
    """The fields that were marked, and no other, whatever else was sent."""
    form = now.view.procedure.form
    posted = {name: [str(v) for v in values] for name, values in request.POST.lists()}
    answers: dict[str, Any] = {}
    files: dict[str, list[documents.Document]] = {}
    for name in now.marked:
        asked = form.field(name)
        if asked.type == "file":
            new, why = new_files(
                request, office_id=now.view.office.id, field=asked, room=asked.max_files or 1
            )
            if why or not new:
                sent.errors[name] = why or _("Elija el archivo que sustituye al anterior.")
            files[name] = new
        else:
            answers[name] = form.from_post(asked.page, posted)[name]
    sent.raw = answers
    _judge(sent, now, answers)
    return {"answers": answers, "documents": files, "lang": get_language() or "es"}


def _judge(sent: Sent, now: casefiles.CaseNow, answers: Mapping[str, Any]) -> None:
    """Say at once what is wrong with the answers, also where a file is missing beside them."""
    judged = now.view.procedure.form.check(
        answers={**now.answers, **answers}, files=now.files, lang=get_language() or "es"
    )
    for error in judged.errors:
        if error.field in answers:
            sent.errors.setdefault(error.field, error.message)
