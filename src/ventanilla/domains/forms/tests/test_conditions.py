"""CEL behind one module: type-checked at once, bounded, and the same when it runs."""

from __future__ import annotations

import pytest

from ventanilla.domains.forms.api import ExpressionInvalid
from ventanilla.domains.forms.rules.expressions import Checker, FieldShape

FIELDS = {
    "name": FieldShape("string", always=True),
    "notices": FieldShape("string", always=True, options=("email", "post")),
    "delivery": FieldShape("string", always=False, options=("email", "post")),
    "copies": FieldShape("int", always=False),
    "tags": FieldShape("list<string>", always=True, options=("a", "b")),
    "ready": FieldShape("bool", always=True),
    "day": FieldShape("string", always=True),
    "home": FieldShape("map<string, string>", always=False),
}
VALUES = {
    "name": "Ana",
    "notices": "email",
    "copies": 3,
    "tags": ["a"],
    "ready": True,
    "day": "2026-02-01",
    "home": {"place": "Lima"},
}


@pytest.mark.parametrize(
    ("source", "holds"),
    [
        ("notices == 'email'", True),
        ("!(notices == 'email')", False),
        ("delivery.orValue('') == 'email'", False),
        ("delivery.hasValue()", False),
        ("copies.orValue(0) > 2 && ready", True),
        ("'a' in tags", True),
        ("tags.exists(t, t == 'b')", False),
        ("day >= date('2026-02-01') && day < date('2026-03-01')", True),
        ("name.startsWith('notices') || name == \"Ana\"", True),
        ("name in ['Ana', 'Eva']", True),
        ("home.orValue({}).size() == 1", True),
        ("copies.orValue(0) * 2 == 6 ? ready : !ready", True),
    ],
)
def test_a_condition_holds_or_not(source, holds):
    assert Checker(FIELDS).compile(source).holds(VALUES) is holds


def test_a_condition_on_what_is_not_answered_yet_is_undecided():
    condition = Checker(FIELDS).compile("notices == 'email' && ready")
    assert condition.holds({"ready": True}) is None
    assert condition.holds({"ready": False}) is False


@pytest.mark.parametrize(
    "source",
    [
        "copies > 2",  # may go unanswered: orValue is required
        "delivery == 'email'",
        "copies.value() > 2",
        "copies.orValue('x') == 'x'",
        "name > 3",
        "name",
        "nothing == 1",
        "notices ==",
        "notices == 'emial'",
        "delivery.orValue('') != 'emial'",
        "day > date('2026-13-01')",
        "day > date(name)",
        "tags.exists(name, name == 'a')",
        "r'x' == name",
        "'''x''' == name",
        "name == 'a' // comment",
        "name; ready",
        "ready && " * 80 + "ready",
        "(" * 9 + "ready" + ")" * 9,
        "!" * 400 + "ready",
        "x" * 501,
        "tags.all(a, tags.all(b, b == 'a'))",
        "\x00",
        "name == '\ud800'",
        "timestamp('2026-01-01T00:00:00Z') > name",
    ],
)
def test_what_does_not_type_check_or_is_too_large_is_refused_with_an_example(source):
    with pytest.raises(ExpressionInvalid) as refused:
        Checker(FIELDS).compile(source)
    assert str(refused.value.cause)
    assert refused.value.example


def test_an_expression_names_the_fields_it_reads():
    uses = Checker(FIELDS).compile("ready && 'name' in tags && copies.orValue(1) > 0").uses
    assert uses == ("ready", "tags", "copies")


def test_work_that_grows_without_end_is_cut_off_and_decides_nothing():
    condition = Checker(FIELDS).compile("tags.all(a, a != '')")
    assert condition.holds({"tags": ["x"] * 200}) is True
    assert condition.holds({"tags": ["x"] * 50_000}) is None
