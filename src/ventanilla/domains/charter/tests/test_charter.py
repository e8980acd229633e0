"""The list of what is offered can only be true: code and tests exist, texts are whole."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest
from tests.cast import Cast

from ventanilla.domains.charter import api as charter
from ventanilla.domains.charter.counted import COUNTS
from ventanilla.domains.charter.deck import KINDS
from ventanilla.domains.charter.measures import wanted_measures

LANGUAGES = {"es", "pt", "en"}
OPEN = {"right.pay", "transition.plan"}


def test_every_provision_is_tied_or_listed_as_open() -> None:
    untied = {p.slug for p in charter.provisions() if not p.offers}
    assert untied == OPEN
    assert len(charter.provisions()) == 42


@pytest.mark.parametrize("tie", charter.ties(), ids=lambda tie: tie.code)
def test_the_code_and_the_test_of_a_tie_exist(tie: charter.Tie) -> None:
    module, name = tie.code.split(":")
    assert hasattr(importlib.import_module(module), name)
    path, function = tie.test.split("::")
    tree = ast.parse(Path(path).read_text())
    assert function in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_text_comes_in_three_languages() -> None:
    texts = [
        (p.slug, text)
        for p in charter.provisions()
        for text in (p.asks, p.capability, p.evidence, *p.missing, *(o.text for o in p.offers))
    ]
    places = [o.place for p in charter.provisions() for o in p.offers if o.place]
    texts += [(place.path, place.label) for place in places]
    texts += [(slug, one.what) for slug, found in wanted_measures().items() for one in found]
    texts += [(answer.id, answer.text) for answer in charter.deck()]
    texts += [(answer.id, place.label) for answer in charter.deck() for place in answer.places]
    assert [slug for slug, text in texts if set(text) != LANGUAGES or not all(text.values())] == []


def test_only_checked_headings_carry_a_number() -> None:
    assert all(bool(p.heading) == p.verified for p in charter.provisions())
    assert all(chapter.verified for chapter in charter.chapters())


def test_what_is_partial_says_what_is_missing_and_what_is_open_misses_nothing_else() -> None:
    for provision in charter.provisions():
        assert bool(provision.missing) == (provision.state is charter.State.PARTLY), provision.slug


def test_every_count_is_of_a_provision_and_is_counted() -> None:
    named = {one.count for found in wanted_measures().values() for one in found}
    assert wanted_measures().keys() <= {p.slug for p in charter.provisions()}
    assert named <= COUNTS.keys()
    assert COUNTS.keys() - named == set()


def test_every_kind_of_statement_of_the_report_is_there_and_identified_once() -> None:
    answers = charter.deck()
    assert {answer.kind for answer in answers} == set(KINDS)
    assert len({answer.id for answer in answers}) == len(answers)
    assert any(not answer.answered for answer in answers)


def test_every_provision_is_a_statement_of_the_report() -> None:
    named = {answer.provision.slug for answer in charter.deck() if answer.provision}
    assert named == {provision.slug for provision in charter.provisions()}


def test_an_office_is_measured_from_its_own_rows(cast: Cast) -> None:
    standings = {s.provision.slug: s for s in charter.assessment(cast.office)}
    languages, filed_in = standings["transition.include"].measured
    assert (languages.value, filed_in.value) == (3, 0)
    (record,) = standings["office.responsible"].measured
    assert (record.value, record.out_of) == (1, 6)
    assert standings["right.pay"].measured == []


def test_the_licence_and_the_public_record_are_there() -> None:
    assert "EUROPEAN UNION PUBLIC LICENCE" in Path("LICENSE").read_text().upper()
    assert "publiccodeYmlVersion" in Path("publiccode.yml").read_text()
