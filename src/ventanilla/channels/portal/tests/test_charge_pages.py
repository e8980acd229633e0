"""What a filing costs is told before filing, on the receipt and on the case; where the legal value
of the day is missing that is said, and nothing else fails."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cast import Cast

from ventanilla.channels.portal.show.charge import charge_to_come
from ventanilla.domains.catalogue import api as catalogue

pytestmark = pytest.mark.django_db
FOLDER = Path("procedures/cl-patente-comercial")
CAPITAL: dict[str, Any] = {"own_capital": {"amount": 40_000_000, "currency": "CLP"}}


@pytest.fixture(name="licence")
def the_licence(cast: Cast) -> catalogue.PublishedProcedure:
    from ventanilla.kernel import clock

    return catalogue.publish_folder(
        office_id=cast.office.id, folder=FOLDER, in_force_from=clock.now(), by=None
    )


def told(licence: catalogue.PublishedProcedure, day: date) -> str:
    lines = charge_to_come(licence, answers=CAPITAL, files={}, on=day)
    return " ".join(f"{line.label}: {line.text} {line.norm}" for line in lines)


def test_the_amount_comes_with_its_rule_its_norm_and_the_legal_value_of_the_day(
    licence: catalogue.PublishedProcedure,
):
    said = told(licence, date(2024, 10, 10))
    assert "200.000 CLP" in said
    assert "5 por mil" in said
    assert "DL 3.063, art. 24" in said
    assert "CL.UTM" in said


def test_a_day_without_its_legal_value_is_said_plainly_and_no_amount_is_guessed(
    licence: catalogue.PublishedProcedure,
):
    said = told(licence, date(2026, 11, 28))
    assert "No podemos calcularlo" in said
    assert "CL.UTM" in said
    assert "200.000" not in said


def test_a_procedure_without_a_table_for_its_charge_says_nothing(cast: Cast):
    from ventanilla.kernel import clock

    free = catalogue.publish_folder(
        office_id=cast.office.id,
        folder=Path("procedures/cl-acceso-informacion"),
        in_force_from=clock.now(),
        by=None,
    )
    assert charge_to_come(free, answers={}, files={}, on=date(2026, 1, 5)) == ()
