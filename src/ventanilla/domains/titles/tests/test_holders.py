"""How the holder of a title is named to strangers."""

from __future__ import annotations

import pytest

from ventanilla.domains.titles.rules.holders import public_name


@pytest.mark.parametrize(
    ("scheme", "identifier", "public", "shown"),
    [
        ("PE-RUC", "20512333797", False, "Rosa Quispe Mamani"),
        ("PE-RUC", "10101174102", False, "R. Q. M. (…4102)"),
        ("CL-RUT", "76.086.428-5", False, "Rosa Quispe Mamani"),
        ("CL-RUT", "12.531.909-2", False, "R. Q. M. (…9092)"),
        ("CL-RUT", "12.531.909-2", True, "Rosa Quispe Mamani"),
        ("XX-ID", "1", False, "R. Q. M."),
        ("", "", False, "R. Q. M."),
    ],
)
def test_a_natural_person_is_not_named_unless_a_norm_opens_the_register(
    scheme, identifier, public, shown
):
    named = public_name(
        name="Rosa Quispe Mamani",
        scheme=scheme,
        identifier=identifier,
        register_is_public=public,
    )
    assert named == shown
