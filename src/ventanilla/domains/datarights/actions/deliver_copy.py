"""Answer a request for access with the copy of the person's data, in one step.

The copy goes as JSON and as PDF with the answer, which leaves by the exit book and is notified like
any other (ES: RGPD, arts 12.3 and 15; BR: LGPD, art. 19; CO: Ley 1581, art. 14).
"""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.datarights.copy_of_data import copy_of_data
from ventanilla.domains.datarights.measures import identity_said, must_be_open, write_measure
from ventanilla.domains.datarights.models import MeasureKind
from ventanilla.domains.datarights.readable import copy_pdf
from ventanilla.domains.datarights.subjects import AboutPerson, about
from ventanilla.domains.documents import api as documents
from ventanilla.domains.offices.api import Post

MOST_BYTES = 20_000_000


def deliver_copy(
    *,
    post: Post,
    case: casefiles.CaseView,
    expected_seq: int,
    text: str,
    decision: str = "granted",
    reasons: str = "",
    identity: str = "",
    with_alike: bool = False,
    by_name: str = "",
) -> casefiles.Act:
    """The act that answered. Nothing is written unless all is. Raises `NoDataRight`, `NotYours`,
    `IdentityUnchecked`, and what `casefiles.answer` raises."""
    # 1. who may, and that it is known who asks
    must_be_open(case, post)
    person = about(case, with_alike=with_alike)
    checked = identity_said(person, identity)
    # 2. the copy, in the person's language, durable before anything is written
    files = _files(person)
    # 3. the answer with it, and what was done, at once
    with transaction.atomic():
        write_measure(
            kind=MeasureKind.COPY,
            post=post,
            case_id=case.id,
            by_name=by_name,
            content={
                "files": [{"name": f.name, "sha256": bytes(f.sha256).hex()} for f in files],
                "identity": checked,
            },
        )
        return casefiles.answer(
            post=post,
            case_id=case.id,
            expected_seq=expected_seq,
            text=text,
            decision=decision,
            reasons=reasons,
            documents=files,
        )


def _files(person: AboutPerson) -> list[documents.Document]:
    office = person.case.office
    with override(_language(person)):
        copy = copy_of_data(person)
        stem = f"{_('datos')}-{person.case.label.replace('/', '-')}"
        kept: list[tuple[str, bytes, str]] = [
            (f"{stem}.pdf", copy_pdf(copy, zone=office.zone), "application/pdf"),
            (f"{stem}.json", _as_json(copy), "application/json"),
        ]
    return [
        documents.keep(
            office_id=office.id, name=name, content=content, declared_type=kind, limit=MOST_BYTES
        )
        for name, content, kind in kept
    ]


def _language(person: AboutPerson) -> str:
    chosen = person.case.language.split("-")[0]
    return chosen if chosen in ("es", "pt", "en") else person.case.office.language


def _as_json(copy: dict[str, Any]) -> bytes:
    return json.dumps(copy, ensure_ascii=False, indent=2).encode()
