"""What an official is looking for, among what they may see: by number, person, procedure, words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ventanilla.domains.case_search.indexing import key
from ventanilla.domains.case_search.models import CaseTerms, IndexedCase, KnownWord, Misspelling
from ventanilla.domains.case_search.rules.numbers import numbers_meant
from ventanilla.domains.case_search.rules.words import (
    as_identifier,
    group_of,
    identifier_of,
    spellings,
    term,
)
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import Case
from ventanilla.domains.offices.api import Office, Post, Role
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock
from ventanilla.kernel.search import Index, plain_words, telling_words

INDEX = Index("case_search_caseterms")
PAGE, MOST_WORDS, LONGEST = 25, 8, 200
COUNTED_TO = 1_000
_MOST_MEANT = 3


@dataclass(frozen=True, slots=True)
class EntryFound:
    """An entry with the number asked for. `case_id` is the case that the post may see behind it;
    None where it may only see the entry (whoever keeps the register)."""

    entry_id: UUID
    label: str
    case_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFound:
    """One case that answers. `by_person`: the name, identifier or contact of its applicant is part
    of why, so that showing it is looking the person up."""

    id: UUID
    label: str
    subject: str
    applicant_name: str
    state: casefiles.State
    by_person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesFound:
    """A page of cases, the newest first. `total` is exact to a thousand, then `more`.

    `meant` maps a word that stands nowhere to those searched in its place; `unknown` resemble
    nothing. `person` says that an identifier or contact was asked for.
    """

    cases: tuple[CaseFound, ...] = ()
    total: int = 0
    more: bool = False
    meant: dict[str, tuple[str, ...]] | None = None
    unknown: tuple[str, ...] = ()
    person: bool = False
    next_first: int | None = None


@dataclass(frozen=True, slots=True)
class _Question:
    """Words or one identifier, as groups of folded words of which one must stand in the case."""

    groups: tuple[tuple[str, ...], ...]
    slug: str
    meant: dict[str, tuple[str, ...]]
    unknown: tuple[str, ...]
    person: bool

    def terms(self, unit_id: UUID) -> list[list[str]]:
        asked = [group_of(words, unit_id=unit_id, key=key()) for words in self.groups]
        slug = [[term(f"p{self.slug}", unit_id=unit_id, key=key())]] if self.slug else []
        return [*asked, *slug]


def find_by_number(*, office: Office, post: Post, text: str) -> list[EntryFound]:
    """The entries that somebody may mean by a number, in any form in which people write it.

    Of this year and the last, of both books, where the text does not say. Entries whose case the
    post may not see are left out, but for whoever keeps the register, who finds any entry of the
    office. At most seven statements.
    """
    found = []
    for label in numbers_meant(text[:LONGEST], year=clock.today(office.zone).year):
        try:
            found.append(register.find_entry(office, label))
        except register.EntryUnknown:
            continue
    behind = casefiles.case_ids_of_entries(
        office_id=office.id, entry_ids=[entry.id for entry in found]
    )
    seen = {case.id for case in casefiles.cases_within_reach(post, list(behind.values()))}
    answer = []
    for entry in found:
        case_id = behind.get(entry.id)
        if case_id not in seen:
            if post.role != Role.REGISTRAR:
                continue
            case_id = None
        answer.append(EntryFound(entry.id, str(entry), case_id))
    return answer


def find_cases(
    *, office: Office, post: Post, text: str, slug: str = "", first: int = 0
) -> CasesFound:
    """The cases of the post's unit, or in which it has something to do, that hold every word of
    `text` (of the person's name, of the subject or of the answers) or whose person has that
    identifier, e-mail or telephone; of the procedure `slug`, where one is named.

    Accents, capitals, endings and a mistake in a word are forgiven. At most ten statements.
    """
    question = _question(office, post, text[:LONGEST], slug)
    if not (question.groups or question.slug):
        return CasesFound(unknown=question.unknown, person=question.person)
    asked = question.terms(post.unit_id)
    ids = INDEX.ids(asked, first=first, most=PAGE + 1, newest=True)
    total = INDEX.counts([asked])[0] if first or len(ids) > PAGE else len(ids)
    elsewhere = _elsewhere(office, post, question) if not first else []
    cases = casefiles.cases_within_reach(post, [*elsewhere, *_case_ids(office, ids[:PAGE])])
    return CasesFound(
        cases=tuple(_found(case, question) for case in cases),
        total=total + len(elsewhere),
        more=total >= COUNTED_TO,
        meant=question.meant,
        unknown=question.unknown,
        person=question.person,
        next_first=first + PAGE if len(ids) > PAGE else None,
    )


def _question(office: Office, post: Post, text: str, slug: str) -> _Question:
    whole = as_identifier(text)
    if whole:
        return _Question(((whole,),), slug, {}, (), person=True)
    words = tuple(dict.fromkeys(telling_words(text)))[:MOST_WORDS]
    if not words:
        return _Question((), slug, {}, (), person=False)
    groups = [group_of([word], unit_id=post.unit_id, key=key()) for word in words]
    counted = INDEX.counts([[group] for group in groups])
    strange = [word for word, count in zip(words, counted, strict=True) if not count]
    meant = _meant(office.id, strange) if strange else {}
    kept = tuple(tuple(dict.fromkeys((word, *meant.get(word, ())))) for word in words)
    unknown = tuple(word for word in strange if word not in meant)
    return _Question(kept, slug, meant, unknown, person=False)


def _meant(office_id: UUID, strange: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The words of the office's cases that are a mistake away from each, most used first."""
    from rapidfuzz.distance import OSA

    asked = {word: spellings(word) for word in strange if len(word) > 3 and word.isalpha()}
    every = {one for several in asked.values() for one in several}
    rows = Misspelling.objects.filter(office_id=office_id, key__in=every)
    near = set(rows.values_list("word", flat=True)[:500]) if every else set()
    known = KnownWord.objects.filter(office_id=office_id, word__in=near, uses__gt=0)
    uses = dict(known.values_list("word", "uses")) if near else {}
    found = {}
    for word in asked:
        allowed = 1 if len(word) < 7 else 2
        distances = {w: OSA.distance(word, w, score_cutoff=allowed) for w in uses}
        close = [w for w in distances if distances[w] <= allowed]
        close.sort(key=lambda w: (distances[w], -uses[w], w))
        if close:
            found[word] = tuple(close[:_MOST_MEANT])
    return found


def _case_ids(office: Office, ids: Sequence[int]) -> list[UUID]:
    rows = IndexedCase.objects.filter(office_id=office.id, id__in=ids).order_by("-id")
    return list(rows.values_list("case_id", flat=True))


def _elsewhere(office: Office, post: Post, question: _Question) -> list[UUID]:
    """Of the cases of other units in which the post's has something to do, those that answer."""
    there = casefiles.cases_elsewhere(post)
    if not there:
        return []
    rows = IndexedCase.objects.filter(office_id=office.id, case_id__in=there)
    by_id = {row.id: row for row in rows}
    found = set()
    for terms in CaseTerms.objects.filter(id__in=by_id):
        row, held = by_id[terms.id], set(terms.terms.split())
        if all(held & set(group) for group in question.terms(row.unit_id)):
            found.add(row.case_id)
    return [one for one in there if one in found]


def _found(case: Case, question: _Question) -> CaseFound:
    person = case.applicant
    names = set(plain_words(person.name))
    contacts = {identifier_of(one) for one in (person.identifier, person.email, person.phone)}
    asked = {word for words in question.groups for word in words}
    return CaseFound(
        id=case.id,
        label=str(case.opened_by),
        subject=case.subject,
        applicant_name=person.name,
        state=casefiles.State(case.state),
        by_person=bool(asked & (names | contacts)),
    )
