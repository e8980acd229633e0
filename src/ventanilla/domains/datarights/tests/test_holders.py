"""Every column that holds data of people has a holder that finds, tells and erases it."""

from __future__ import annotations

import pytest

from ventanilla.domains.privacy import api as privacy
from ventanilla.domains.privacy.annotations import Annotation
from ventanilla.domains.privacy.data_words import MODELS, PHRASES
from ventanilla.domains.privacy.holding import TableHolder


def held() -> set[str]:
    return {model for holder in privacy.holders() for model in holder.models}


def uncovered(annotations: list[Annotation]) -> set[str]:
    return {f"{one.app}.{one.model}" for one in annotations} - held()


def test_every_table_with_data_of_people_has_a_holder() -> None:
    assert uncovered(privacy.of_people()) == set()


def test_a_table_of_people_without_a_holder_is_noticed() -> None:
    stray = Annotation("forms", "Answer", "name", {"whose": "person who files", "what": "name"})
    assert uncovered([*privacy.of_people(), stray]) == {"forms.Answer"}


def test_the_staff_are_not_counted_as_people() -> None:
    assert not any(
        (one.facets or {})["whose"].startswith("official") for one in privacy.of_people()
    )


@pytest.mark.parametrize("facet", ["what", "basis", "keep"])
def test_what_is_declared_of_people_can_be_said_to_them(facet: str) -> None:
    told = {(one.facets or {})[facet] for one in privacy.of_people()}
    assert told - PHRASES.keys() == set()


@pytest.mark.parametrize("facet", ["what", "basis", "keep"])
def test_whatever_is_told_of_a_row_is_told_in_words_for_people(facet: str) -> None:
    """Also what it says of the staff: a column is told with what it is, why, how long."""
    told = {
        (one.facets or {})[facet]
        for one in privacy.declarations()
        if f"{one.app}.{one.model}" in held() and one.facets and not one.facets.get("withheld")
    }
    assert told - PHRASES.keys() == set()


def test_each_table_of_a_holder_has_a_name_for_people() -> None:
    assert held() - MODELS.keys() == set()


def test_each_holder_answers_for_its_own_domain() -> None:
    for holder in privacy.holders():
        assert isinstance(holder, TableHolder)
        assert all(model.split(".")[0] in (holder.domain, "documents") for model in holder.models)
