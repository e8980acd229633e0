"""`ventanilla charter` says every provision with state and evidence, to people and programs."""

from __future__ import annotations

import json

import pytest
from tests.cast import Cast

from ventanilla.channels.console.main import main
from ventanilla.domains.charter import api as charter


def test_every_provision_is_said_with_its_state(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["charter", cast.office.slug]) == 0
    said = capsys.readouterr().out
    assert all(provision.slug in said for provision in charter.provisions())
    assert "nothing yet" in said
    assert "evidence: languages of the office: 3; languages in which filings came: 0" in said
    count = len(charter.provisions())
    assert said.count("    evidence: ") == said.count("    asks: ") == count
    assert said.count("        held by: ") == len(charter.ties())
    assert "evidence: not counted yet (Payments reconciled)" in said


def test_what_is_not_there_is_said_of_every_provision_not_wholly_offered(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["charter", "--json"]) == 0
    for record in json.loads(capsys.readouterr().out)[cast.office.slug]:
        assert bool(record["missing"]) == (record["state"] != "offered"), record
        assert record["evidence"] or record["evidence_wanted"], record


def test_programs_read_the_same(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["charter", "--json", "--lang", "pt"]) == 0
    records = json.loads(capsys.readouterr().out)[cast.office.slug]
    assert [r["provision"] for r in records] == [p.slug for p in charter.provisions()]
    filing = next(r for r in records if r["provision"] == "right.file")
    assert filing["state"] == "partly"
    assert filing["missing"][0].startswith("Escrito livre")
    assert all(offer["tie"] for offer in filing["offers"])


def test_an_unknown_office_is_refused(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["charter", "nowhere"]) == 1
    assert capsys.readouterr().err
