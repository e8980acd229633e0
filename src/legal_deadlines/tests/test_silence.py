"""Silence: sense, trigger, the steps before it, the note and the appeals."""

from __future__ import annotations

import json
import shlex
from typing import Any

import pytest

from legal_deadlines.cli.main import main


def run(capsys: pytest.CaptureFixture[str], line: str) -> dict[str, Any]:
    code = main([*shlex.split(line), "--json"])
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert code == 0, data
    return data


@pytest.mark.parametrize(
    ("line", "sense", "trigger", "date"),
    [
        ("--country ES --start 2025-05-12", "positive", "time", "2025-08-12"),
        ("--country ES --start 2025-05-12 --exception 1", "negative", "time", "2025-08-12"),
        ("--country PE --start 2025-09-01", "positive", "time", "2025-10-21"),
        ("--country PE --start 2025-09-01 --exception 1", "negative", "party_choice", "2025-10-14"),
        ("--country HN --start 2025-05-05", "positive", "time", "2025-06-30"),
        ("--country CO --start 2025-03-25", "negative", "time", "2025-06-25"),
        ("--country EC --start 2025-05-26", "positive", "time", "2025-07-07"),
        ("--country AD --start 2025-03-12", "negative", "time", "2025-05-12"),
        ("--country BR --start 2025-06-02", "none", "time", "2025-07-02"),
    ],
)
def test_gives_sense_trigger_and_last_day(
    line: str, sense: str, trigger: str, date: str, capsys: pytest.CaptureFixture[str]
) -> None:
    data = run(capsys, f"silence {line}")
    assert (data["sense"], data["trigger"], data["date"]) == (sense, trigger, date)


def test_silence_that_needs_a_step_of_the_party_has_no_date_until_it_is_taken(
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = run(capsys, "silence --country CL --start 2024-08-31")
    assert data["date"] is None
    assert data["pending"] == "denuncia"
    taken = run(capsys, "silence --country CL --start 2024-08-31 --step 2025-06-09")
    assert taken["date"] == "2025-06-16"
    assert not taken["pending"]


def test_a_longer_legal_term_adds_a_month_before_silence_in_colombia(
    capsys: pytest.CaptureFixture[str],
) -> None:
    short = run(capsys, "silence --country CO --start 2025-03-25 --rule petition")
    assert short["date"] == "2025-06-25"


def test_negative_silence_never_relieves_from_deciding(capsys: pytest.CaptureFixture[str]) -> None:
    data = run(capsys, "silence --country MX --start 2025-01-10 --lang en")
    assert any("must still decide" in sentence for sentence in data["explanation"])


def test_access_requests_and_appeals_take_their_own_terms(
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = run(capsys, "silence --country ES --start 2025-01-10 --rule appeal.alzada.decide")
    assert data["date"] == "2025-04-10"


def test_the_note_says_when_it_is_owed_and_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    data = run(capsys, "note --country ES --filed 2025-03-25")
    assert data["due"] == "2025-04-08"
    assert data["says"] == {"decide_by": "2025-06-25", "silence": "positive"}


def test_the_chain_of_appeals_depends_on_the_level(capsys: pytest.CaptureFixture[str]) -> None:
    national = run(capsys, "appeals --country CL --notified 2025-03-25")
    municipal = run(capsys, "appeals --country CL --notified 2025-03-25 --level municipal")
    ids = [[a["id"] for a in data["appeals"]] for data in (national, municipal)]
    assert "jerarquico" in ids[0]
    assert "reclamo_de_ilegalidad" not in ids[0]
    assert "jerarquico" not in ids[1]
    assert "reclamo_de_ilegalidad" in ids[1]


@pytest.mark.parametrize(
    ("line", "sense"),
    [
        ("--country UY --start 2025-06-02 --rule access", "positive"),
        ("--country ES --start 2025-06-02 --rule access", "negative"),
        ("--country ES --start 2025-06-02 --rule appeal.reposicion.decide", "negative"),
        ("--country BO --start 2025-06-02 --rule appeal.jerarquico.decide", "positive"),
        ("--country CL --start 2025-06-02 --rule access", "none"),
        ("--country MX --start 2025-06-02 --rule data_subject", "none"),
    ],
)
def test_special_laws_and_appeals_have_a_silence_of_their_own(
    line: str, sense: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, f"silence {line}")["sense"] == sense


def test_accepted_requests_for_documents_are_handed_over_after_the_silence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = run(capsys, "silence --country CO --start 2025-12-15 --exception 1")
    assert data["date"] == "2025-12-30"
    assert data["follow"] == "2026-01-05"


def test_where_the_term_is_read_in_two_ways_silence_waits_for_the_later_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    term = run(capsys, "due --country NI --start 2025-06-02 --rule resolution")
    data = run(capsys, "silence --country NI --start 2025-06-02")
    assert term["due"] == "2025-07-02"
    assert data["date"] == term["alternatives"][-1]["date"]


def test_an_appeal_without_a_date_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    data = run(capsys, "appeals --country HN --notified 2025-03-25")
    assert all("doubtful" in a["no_date"] for a in data["appeals"])
