"""Enter a paper: its subject, its person, its annexes, and both moments, by the same `lodge`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.counter.errors import NoPaperHere, PersonMissing
from ventanilla.domains.counter.models import CounterRecord
from ventanilla.domains.counter.rules.moments import HandedIn, OutageSpan, moment_of
from ventanilla.domains.counter.rules.words import CHANNELS, Consent, Identified, Way
from ventanilla.domains.documents.api import Document
from ventanilla.domains.forms.api import FieldError
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Office, Post
from ventanilla.kernel.plaintext import stored_text

_ITEMS_LENGTH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that cannot be scanned, and where it is kept."""

    what: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper as the clerk reads it. `answers` are by field of the procedure's form; what the paper
    does not say is left out, and asked for afterwards. `unit` is the code of the unit addressed,
    if it is not the procedure's."""

    answers: Mapping[str, Any]
    documents: Mapping[str, Sequence[Document]] = field(default_factory=dict)
    handed: HandedIn = field(default_factory=HandedIn)
    items: Sequence[Item] = ()
    unit: str = ""
    anonymous: bool = False


def enter_paper(
    *,
    paper: Paper,
    office: Office,
    procedure: PublishedProcedure,
    post: Post,
    by_name: str,
    key: str,
    received_at: datetime,
    lang: str,
) -> casefiles.Lodged:
    """The receipt of a paper. `key` makes a second click the same entry.

    Raises `NoPaperHere`, `PersonMissing`, `MomentRefused`, `ProofMissing`, and as `lodge` where
    what the paper says is wrong, or where it does not say what it is about; what else it does not
    say is no error.
    """
    rules = (procedure.counter or {}).get("paper")
    if not rules:
        raise NoPaperHere
    answers = _answers(paper, procedure)
    moment, outage = moment_of(
        paper.handed, received_at=received_at, outages=_spans(office) if paper.handed else []
    )
    missing = [
        error
        for error in procedure.form.check(answers=answers, files=paper.documents, lang=lang).errors
        if casefiles.left_out(error, answers, paper.documents) and error.field in rules["fields"]
    ]
    nameless = [error for error in missing if error.field == rules["subject"]]
    unnamed = _unnamed(paper, procedure)
    if nameless and unnamed:  # both at once: the clerk goes back to the paper one time
        raise casefiles.FilingInvalid([*nameless, unnamed])
    if unnamed:
        raise PersonMissing
    if nameless:  # an entry says at least what it is about
        raise casefiles.FilingInvalid(nameless)
    return casefiles.lodge(
        office=office,
        procedure=procedure,
        answers=answers,
        documents=paper.documents,
        channel=CHANNELS[Way.PAPER],
        idempotency_scope=f"paper:{post.account_id.hex}",
        idempotency_key=key,
        received_at=received_at,
        presented_at=moment,
        lang=lang,
        clerk_post=post,
        origin_register=paper.handed.origin_register,
        origin_number=paper.handed.origin_number,
        physical_items=_in_one_line(paper.items),
        counter=casefiles.AtCounter(
            typed_by_id=post.id,
            subject=str(answers.get(rules["subject"], ""))[:200],
            unit=paper.unit,
            legal_date=moment.astimezone(office.zone).date(),
            take_incomplete=True,
            beside=lambda entry_id: [
                _record(
                    entry_id,
                    paper,
                    post,
                    by_name,
                    outage=outage,
                    missing=[e.field for e in missing],
                )
            ],
        ),
    )


def _answers(paper: Paper, procedure: PublishedProcedure) -> dict[str, Any]:
    """Without the person where the law takes it from somebody unnamed."""
    answers = dict(paper.answers)
    if paper.anonymous and (procedure.counter or {}).get("anonymous"):
        for field_id in procedure.applicant.values():
            answers.pop(field_id, None)
    return answers


def _unnamed(paper: Paper, procedure: PublishedProcedure) -> FieldError | None:
    """What is wrong where nobody is named and the law wants somebody."""
    name_field = procedure.applicant.get("name", "")
    if paper.anonymous and (procedure.counter or {}).get("anonymous"):
        return None
    if str(paper.answers.get(name_field) or "").strip():
        return None
    return FieldError(name_field, "missing", str(PersonMissing()))


def _spans(office: Office) -> list[OutageSpan]:
    return [
        OutageSpan(id=o.id, began_at=o.began_at, ended_at=o.ended_at)
        for o in offices.outages(office_id=office.id, most=200)
    ]


def _in_one_line(items: Sequence[Item]) -> str:
    return "; ".join(f"{item.what} ({item.where})" for item in items)[:_ITEMS_LENGTH]


def _record(
    entry_id: UUID,
    paper: Paper,
    post: Post,
    by_name: str,
    *,
    outage: OutageSpan | None,
    missing: list[str],
) -> CounterRecord:
    return CounterRecord(
        entry_id=entry_id,
        office_id=post.office_id,
        way=Way.PAPER,
        post_id=post.id,
        account_id=post.account_id,
        by_name=by_name[:160],
        unit_name=post.unit.name,
        identified=Identified.NOT if paper.anonymous else Identified.KNOWN,
        consent=Consent.ON_PAPER,
        consented_at=paper.handed.presented_at,
        proof=paper.handed.proof,
        proof_text=stored_text(paper.handed.proof_text.strip(), max_length=300),
        outage_id=outage.id if outage else None,
        items=[{"what": item.what, "where": item.where} for item in paper.items],
        missing=missing,
    )
