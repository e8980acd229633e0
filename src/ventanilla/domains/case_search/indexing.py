"""The index follows the register: each filing, and each act registered, brings its case up to date.

Nothing is added to the transaction of a filing. Only `_write` and `forget_cases` write these rows.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F

from ventanilla.domains.case_search.models import CaseTerms, IndexedCase, KnownWord, Misspelling
from ventanilla.domains.case_search.rules.likeness import answers_that_decide, likeness, rows_fired
from ventanilla.domains.case_search.rules.words import Findable, findable, spellings, terms_of
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import Act, ActKind, Case, Filing
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.register import api as register

DECISIVE = (ActKind.RESOLVE, ActKind.ANSWER)
_BATCH = 256
_READ = (ActKind.LODGE, ActKind.CORRECT, *DECISIVE)


class CaseIndexer:
    """The follower of the register that keeps the index."""

    name = "case_search"

    def prepare(self, page: register.FollowedPage) -> list[_Ready]:
        """The rows of the cases behind the entries of a page."""
        ids = [entry.id for entry in page.entries]
        found = casefiles.case_ids_of_entries(office_id=page.office_id, entry_ids=ids)
        return _prepared(page.office_id, set(found.values()))

    def apply(self, page: register.FollowedPage, ready: list[_Ready]) -> None:
        """Write them."""
        _index(page.office_id, ready)


@dataclass(frozen=True)
class _Read:
    """One case with what is indexed of it."""

    case: Case
    filing: Filing
    acts: Sequence[Act]

    @property
    def procedure(self) -> catalogue.PublishedProcedure:
        return catalogue.version(self.case.version_id)

    @cached_property
    def found_by(self) -> Findable:
        """What it is found by today."""
        return self.findable()

    def findable(self, *, until: int | None = None) -> Findable:
        """What it is found by, or was after its act `until`."""
        person = self.case.applicant
        mended = [
            act.content["answers"]
            for act in self.acts
            if act.kind == ActKind.CORRECT and (until is None or act.seq <= until)
        ]
        return findable(
            names=[person.name],
            identifiers=[person.identifier, person.email, person.phone],
            texts=[self.case.subject, *mended, self.filing.answers],
            slug=self.procedure.slug,
            lang=self.filing.language[:2],
        )

    def likeness(self) -> str:
        return likeness(
            self.procedure.slug, outcome_reasons(self.procedure, self.acts, self.filing)
        )

    @property
    def decision(self) -> Act | None:
        return next((act for act in reversed(self.acts) if act.kind in DECISIVE), None)


def outcome_reasons(
    procedure: catalogue.PublishedProcedure, acts: Sequence[Any], filing: Any
) -> dict[str, Any]:
    """What determined the outcome: rows of tables that fired, answers that conditions read."""
    first = acts[0].content if acts else {}
    answers = dict(filing.answers)
    for act in acts:
        if act.kind == ActKind.CORRECT:
            answers |= act.content["answers"]
    read = frozenset(name for one in procedure.conditions.values() for name in one.uses)
    return {
        "rows": rows_fired(first.get("decisions") or {}),
        "answers": answers_that_decide(answers, read),
    }


def index_cases(*, office_id: UUID, case_ids: Collection[UUID]) -> int:
    """Bring the index of those cases of an office up to date; returns how many were written."""
    ready = _prepared(office_id, case_ids)
    with transaction.atomic():
        return _index(office_id, ready)


@dataclass(frozen=True)
class _Ready:
    """What is written of one case, but for what the index already held of it."""

    read: _Read
    row: dict[str, Any]
    terms: str


def _prepared(office_id: UUID, case_ids: Collection[UUID]) -> list[_Ready]:
    """Read and computed outside any transaction: people file meanwhile."""
    if not case_ids:
        return []
    return [_ready(one) for one in _read(office_id, case_ids)]


def _ready(one: _Read) -> _Ready:
    decision = one.decision
    said = decision.content if decision else {}
    row = {
        "unit_id": one.case.unit_id,
        "slug": one.procedure.slug,
        "seq": one.case.last_seq,
        "likeness": one.likeness(),
        "decided_at": decision.at if decision else None,
        "sense": str(said.get("sense") or said.get("decision") or "")[:20],
    }
    terms = terms_of(one.found_by, unit_id=one.case.unit_id, key=key())
    return _Ready(one, row, terms)


def _index(office_id: UUID, ready: Sequence[_Ready]) -> int:
    """Write what is still there to be found, and not older than what the index holds."""
    ids = [one.read.case.id for one in ready]
    there = _kept_there(office_id, ids)
    rows = IndexedCase.objects.filter(office_id=office_id, case_id__in=there)
    known = {row.case_id: row for row in rows}
    mine = [one for one in ready if one.read.case.id in there and not _older(one, known)]
    more = _new_words([one.read for one in mine], known)  # before the rows say they were counted
    _write(office_id, mine, known)
    _count_words(office_id, more)
    return len(mine)


def _kept_there(office_id: UUID, case_ids: Collection[UUID]) -> set[UUID]:
    """Which of them exist, until this transaction ends: none is written while it is forgotten."""
    cases = Case.objects.filter(office_id=office_id, id__in=case_ids)
    return set(cases.select_for_update(no_key=True).values_list("id", flat=True))


def _older(one: _Ready, known: dict[UUID, IndexedCase]) -> bool:
    row = known.get(one.read.case.id)
    return row is not None and row.seq > one.row["seq"]


def forget_cases(*, office_id: UUID, case_ids: Collection[UUID]) -> int:
    """Delete everything by which those cases are found, while they are still there to read; returns
    how many were in the index."""
    with transaction.atomic():
        _kept_there(office_id, case_ids)
        rows = IndexedCase.objects.filter(office_id=office_id, case_id__in=case_ids)
        known = {row.case_id: row for row in rows}
        fewer: Counter[str] = Counter()
        for one in _read(office_id, known):
            fewer.update(one.findable(until=known[one.case.id].seq).known)
        CaseTerms.objects.filter(id__in=[row.id for row in known.values()]).delete()
        rows.delete()
        _uncount_words(office_id, fewer)
    return len(known)


def forget_office(office_id: UUID) -> None:
    """Empty the index of an office, as before it is made again."""
    with transaction.atomic():
        rows = IndexedCase.objects.filter(office_id=office_id)
        while ids := list(rows.values_list("id", flat=True)[:1000]):
            CaseTerms.objects.filter(id__in=ids).delete()
            rows.filter(id__in=ids).delete()
        KnownWord.objects.filter(office_id=office_id).delete()
        Misspelling.objects.filter(office_id=office_id).delete()


def reindex(office_id: UUID) -> int:
    """Make the index of an office again, in short transactions, the oldest cases first; returns how
    many cases it holds. For an index spoiled, or a deployment whose secret was changed."""
    forget_office(office_id)
    done, last = 0, UUID(int=0)
    cases = Case.objects.filter(office_id=office_id).order_by("id")
    while ids := list(cases.filter(id__gt=last).values_list("id", flat=True)[:_BATCH]):
        done += index_cases(office_id=office_id, case_ids=ids)
        last = ids[-1]
    return done


@lru_cache(maxsize=2)
def _derived(secret: str) -> bytes:
    return hashlib.blake2b(b"ventanilla/case-search/v1", key=secret.encode()[:64]).digest()[:32]


def key() -> bytes:
    """The key of the digests: another secret makes the index meaningless, not wrong."""
    return _derived(settings.SECRET_KEY)


def _read(office_id: UUID, case_ids: Collection[UUID]) -> Iterator[_Read]:
    cases = Case.objects.filter(office_id=office_id, id__in=case_ids)
    cases = cases.select_related("applicant").order_by("opened_at", "id")
    entry_ids = [case.opened_by_id for case in cases]
    # by its key and not by its case: SQLite would rather read every filing of the office
    filings = Filing.objects.filter(office_id=office_id, entry_id__in=entry_ids)
    by_entry = {filing.entry_id: filing for filing in filings}
    acts: dict[UUID, list[Act]] = {}
    for act in Act.objects.filter(case_id__in=case_ids, kind__in=_READ).order_by("case", "seq"):
        acts.setdefault(act.case_id, []).append(act)
    for case in cases:
        if filing := by_entry.get(case.opened_by_id):
            known = [act for act in acts.get(case.id, ()) if act.seq <= case.last_seq]
            yield _Read(case, filing, known)  # an act that came between two reads is for later


def _write(office_id: UUID, ready: Sequence[_Ready], known: dict[UUID, IndexedCase]) -> None:
    new: list[IndexedCase] = []
    old: list[IndexedCase] = []
    for one in ready:
        case_id = one.read.case.id
        row = known.get(case_id) or IndexedCase(office_id=office_id, case_id=case_id)
        for name, value in one.row.items():
            setattr(row, name, value)
        (old if row.pk else new).append(row)
    IndexedCase.objects.bulk_create(new)
    if old:
        changing = ["unit", "slug", "seq", "likeness", "decided_at", "sense"]
        IndexedCase.objects.bulk_update(old, changing)
        CaseTerms.objects.filter(id__in=[row.id for row in old]).delete()
    ids = {row.case_id: row.id for row in (*new, *old)}
    terms = [CaseTerms(id=ids[one.read.case.id], terms=one.terms) for one in ready]
    CaseTerms.objects.bulk_create(sorted(terms, key=lambda row: row.id))


def _new_words(read: Iterable[_Read], known: dict[UUID, IndexedCase]) -> Counter[str]:
    """In how many cases each word stands that was not counted there yet."""
    more: Counter[str] = Counter()
    for one in read:
        row = known.get(one.case.id)
        counted = one.findable(until=row.seq).known if row else frozenset()
        more.update(one.found_by.known - counted)
    return more


def _count_words(office_id: UUID, more: Counter[str]) -> None:
    words = KnownWord.objects.filter(office_id=office_id)
    there = set(words.filter(word__in=list(more)).values_list("word", flat=True))
    fresh = [word for word in more if word not in there]
    KnownWord.objects.bulk_create(
        [KnownWord(office_id=office_id, word=word, uses=more[word]) for word in fresh]
    )
    Misspelling.objects.bulk_create(
        [
            Misspelling(office_id=office_id, key=key_, word=word)
            for word in fresh
            for key_ in spellings(word)
        ],
        batch_size=500,
    )
    _change(words, {word: more[word] for word in there})


def _uncount_words(office_id: UUID, fewer: Counter[str]) -> None:
    words = KnownWord.objects.filter(office_id=office_id)
    _change(words, {word: -number for word, number in fewer.items()})
    gone = list(words.filter(word__in=list(fewer), uses=0).values_list("word", flat=True))
    words.filter(word__in=gone).delete()
    Misspelling.objects.filter(
        office_id=office_id, word__in=gone, key__in={k for word in gone for k in spellings(word)}
    ).delete()


def _change(words: Any, by_word: dict[str, int]) -> None:
    by_number: dict[int, list[str]] = {}
    for word, number in by_word.items():
        by_number.setdefault(number, []).append(word)
    for number, several in by_number.items():
        found = words.filter(word__in=several)
        if number < 0:
            found.filter(uses__lte=-number).update(uses=0)
            found = found.filter(uses__gt=-number)
        found.update(uses=F("uses") + number)
