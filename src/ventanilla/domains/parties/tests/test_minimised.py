"""A person on the notice board: known to themselves, and to nobody else."""

from __future__ import annotations

import pytest

from ventanilla.domains.parties.api import minimised


@pytest.mark.parametrize(
    ("name", "identifier", "shown"),
    [
        ("Ana María Soto Rojas", "12.345.678-5", "A. M. S. R. (…6785)"),
        ("Ana Soto", "", "A. S."),
        ("Ana Soto", "1234", "A. S."),
        ("  ", "12345678", "— (…5678)"),
    ],
)
def test_the_board_never_shows_a_name_or_a_whole_identifier(name, identifier, shown):
    assert minimised(name=name, identifier=identifier) == shown
