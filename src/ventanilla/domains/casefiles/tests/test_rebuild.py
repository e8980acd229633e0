"""The check of the projections: silent where rows follow from acts, exact where they do not."""

from __future__ import annotations

import argparse

import pytest
from django.db import transaction
from tests.cast import Cast
from tests.filing import lodged

from ventanilla.channels.console.commands import cases
from ventanilla.domains.casefiles import api
from ventanilla.domains.casefiles.tests.test_acts import Desk, desk
from ventanilla.domains.catalogue.api import PublishedProcedure

__all__ = ["desk"]  # the fixture
pytestmark = pytest.mark.django_db(transaction=True)


def worked(desk: Desk) -> None:
    desk.by_post(api.admit)
    desk.by_post(api.ask_report, report="obras", of="Obras", question="¿Existe?")
    desk.by_post(api.answer_report, report="obras", text="Existe.")
    desk.by_post(api.suspend, why="Dictamen.", basis="Ley de prueba, art. 1")
    desk.by_post(api.resume)
    desk.by_post(api.answer, text="Se niega.", decision="refused", reasons="Secreto.")


def test_rows_written_by_acts_agree_on_every_page(
    desk: Desk, cast: Cast, procedure: PublishedProcedure, capsys: pytest.CaptureFixture[str]
):
    worked(desk)
    for _ in range(4):
        lodged(cast, procedure)
    counted = api.Checked()
    assert list(api.mismatches(counted, size=2)) == []
    assert counted.cases == 5
    assert cases.run(argparse.Namespace()) == 0
    assert "5 cases replayed; 0 differences" in capsys.readouterr().out


def test_each_column_and_clock_that_was_moved_by_hand_is_named(
    desk: Desk, capsys: pytest.CaptureFixture[str]
):
    worked(desk)
    with transaction.atomic():
        api.Case.objects.update(state="received", waiting_on="party", closed_at=None, last_seq=9)
        api.CaseClock.objects.filter(name="report:obras").update(ended_on=None)
    found = list(api.mismatches())
    assert {one.what for one in found} == {"state", "waiting_on", "closed", "last_seq", "clocks"}
    assert cases.run(argparse.Namespace()) == 1
    assert "Soto" not in capsys.readouterr().out, "no personal data"
