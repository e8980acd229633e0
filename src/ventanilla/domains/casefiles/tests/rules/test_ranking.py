"""The ranked list: order, declared ties, credit from the top down, the reserve, the minimum."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.domains.casefiles.rules.masked_identity import masked_identity
from ventanilla.domains.casefiles.rules.ranking import (
    CallRules,
    Candidate,
    Outcome,
    rank,
    wrong_points,
)

RULES = CallRules(
    criteria={"interest": 60, "reach": 40},
    ties=("interest", "entry"),
    minimum=50,
    places=3,
    credit=500_000,
    most_each=300_000,
)


def one(key: str, entry: int, interest: int, reach: int, asked: int = 200_000) -> Candidate:
    return Candidate(
        key=key, entry=entry, points={"interest": interest, "reach": reach}, asked=asked
    )


def told(*candidates: Candidate, rules: CallRules = RULES) -> list[tuple[str, str, int]]:
    return [(line.key, line.outcome.value, line.amount) for line in rank(candidates, rules)]


def test_credit_is_granted_from_the_top_down_and_who_does_not_fit_waits() -> None:
    assert told(
        one("a", 1, 40, 20), one("b", 2, 50, 30), one("c", 3, 30, 25), one("d", 4, 9, 9)
    ) == [
        ("b", "granted", 200_000),
        ("a", "granted", 200_000),
        ("c", "reserve", 0),
        ("d", "refused", 0),
    ]


def test_a_grant_never_passes_its_cap_and_the_rest_is_given_in_part_where_said() -> None:
    partly = CallRules(**{**_as_dict(RULES), "in_part": True})
    assert told(one("a", 1, 60, 40, 900_000), one("b", 2, 50, 30, 300_000), rules=partly) == [
        ("a", "granted", 300_000),
        ("b", "partly", 200_000),
    ]


def test_a_tie_is_settled_by_the_declared_rules_one_after_the_other_and_says_by_which() -> None:
    lines = rank([one("late", 3, 40, 30), one("early", 1, 40, 30), one("keen", 2, 50, 20)], RULES)
    assert [(line.key, line.tie) for line in lines] == [
        ("keen", ""),
        ("early", "interest"),
        ("late", "entry"),
    ]


def test_rules_that_leave_a_tie_are_refused() -> None:
    with pytest.raises(ValueError, match="order of entry"):
        rank([one("a", 1, 1, 1)], CallRules(criteria={"interest": 1}, ties=("interest",)))


def test_points_missing_unknown_or_out_of_bounds_are_named() -> None:
    assert wrong_points({"interest": 61, "beauty": 3}, RULES) == {
        "reach": "missing",
        "beauty": "unknown",
        "interest": "out-of-bounds",
    }
    assert wrong_points({"interest": 60, "reach": 0}, RULES) == {}


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 40), st.integers(0, 400_000)), max_size=30
    ),
    st.integers(0, 900_000),
    st.integers(0, 8),
    st.booleans(),
)
def test_whatever_is_scored_the_list_is_whole_ordered_and_within_the_credit(
    scored: list[tuple[int, int, int]], credit: int, places: int, in_part: bool
) -> None:
    rules = CallRules(**{**_as_dict(RULES), "credit": credit, "places": places, "in_part": in_part})
    given_in = [one(str(n), n, a, b, asked) for n, (a, b, asked) in enumerate(scored)]
    lines = rank(given_in, rules)
    assert [line.place for line in lines] == list(range(1, len(scored) + 1))
    assert sorted(line.key for line in lines) == sorted(c.key for c in given_in)
    assert sum(line.amount for line in lines) <= credit
    assert [line.total for line in lines] == sorted((c.total for c in given_in), reverse=True)
    granted = [x for x in lines if x.outcome in (Outcome.GRANTED, Outcome.PARTLY)]
    assert len(granted) <= places
    assert all(line.amount <= 300_000 for line in granted)
    assert rank(reversed(given_in), rules) == lines  # the order of reading changes nothing


@pytest.mark.parametrize(
    ("document", "shown"),
    [
        ("12345678X", "***4567**"),
        ("L1234567X", "****4567*"),
        ("X1234567L", "****4567*"),
        ("G12345678", "G12345678"),
        ("ABC123456", "*****3456"),
        ("XY12345678AB", "*****4567***"),
        ("12-34", "****"),
        ("", ""),
    ],
)
def test_a_list_shows_four_figures_of_a_personal_document(document: str, shown: str) -> None:
    assert masked_identity(document) == shown


def _as_dict(rules: CallRules) -> dict[str, object]:
    return {name: getattr(rules, name) for name in CallRules.__slots__}
