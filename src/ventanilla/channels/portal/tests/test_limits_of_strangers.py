"""Nobody tries codes without end."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast
from tests.walking import Walker

from ventanilla.domains.catalogue.api import PublishedProcedure

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("portal:resume", {"code": "7K4QM2-XD93RH"}),
        ("portal:follow", {"number": "2026/E/000001", "code": "7K4Q2-M2XD9"}),
    ],
)
def test_a_place_that_guesses_without_end_is_told_to_wait(
    cast: Cast,
    procedure: PublishedProcedure,
    settings: Any,
    name: str,
    sent: dict[str, str],
) -> None:
    settings.REGISTER_LIMITS = {"look-up.address": (2, 2)}
    person = Walker(cast)
    answers = [person.post(name, sent) for _ in range(3)]
    assert [answer.status_code == 429 for answer in answers] == [False, False, True]
    assert answers[-1].has_header("Retry-After")
