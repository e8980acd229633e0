"""The digest of answers is frozen: what the register committed to must be recomputable for ever."""

from __future__ import annotations

import hashlib

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.domains.forms.api import answers_digest, canonical

SALT = bytes(range(32))
ANSWERS = {
    "subject": 'Actas «2025»\n\t"\\ ñ 👩🏽‍🚒 \u2028',
    "copies": 3,
    "urgent": False,
    "tags": ["b", "a"],
    "address": {"street": "A 1", "place": "Lima"},
}


def test_the_digest_of_known_answers_never_changes():
    assert (
        canonical(ANSWERS).decode() == '{"address":{"place":"Lima","street":"A 1"},"copies":3,'
        '"subject":"Actas «2025»\\n\\t\\"\\\\ ñ 👩🏽‍🚒 \u2028","tags":["b","a"],"urgent":false}'
    )
    expected = hashlib.sha256(b"ventanilla-answers/v1\x00" + SALT + canonical(ANSWERS))
    assert answers_digest(ANSWERS, SALT) == expected.digest()
    assert (
        answers_digest({"a": "ñ"}, bytes(32)).hex()
        == hashlib.sha256(
            b"ventanilla-answers/v1\x00" + bytes(32) + b'{"a":"\xc3\xb1"}'
        ).hexdigest()
    )


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(codec="utf-8"), max_size=40),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True), inner, max_size=4)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True), VALUES, max_size=6))
def test_the_canonical_form_is_that_of_rfc_8785(answers):
    assert canonical(answers) == rfc8785.dumps(answers)


def test_another_salt_or_another_answer_is_another_digest():
    digests = {
        answers_digest(ANSWERS, SALT),
        answers_digest(ANSWERS, bytes(32)),
        answers_digest({**ANSWERS, "copies": 4}, SALT),
    }
    assert len(digests) == 3


@pytest.mark.parametrize("answers", [{"a": 1.5}, {"a": [{"b": 0.1}]}])
def test_a_float_is_refused_rather_than_rounded(answers):
    with pytest.raises(TypeError):
        answers_digest(answers, SALT)


def test_a_short_salt_is_refused():
    with pytest.raises(ValueError, match="32"):
        answers_digest(ANSWERS, b"x")
