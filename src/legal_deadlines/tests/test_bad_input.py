"""Bad input is a clear error: cause, what was expected, an example; exit code 2; never a
traceback.
"""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from legal_deadlines.cli.main import main

CASES = [
    ("due --country XX --start 2025-01-01 --amount 1 --unit months", "unknown", "ES"),
    ("due --country ES --start 2025-02-30 --amount 1 --unit months", "bad_input", ""),
    ("due --country ES --start 2025-13-01 --amount 1 --unit months", "bad_input", ""),
    ("due --country ES --start 2025-01-01 --amount -1 --unit months", "bad_input", ""),
    ("due --country ES --start 2025-01-01 --amount 0 --unit months", "bad_input", ""),
    ("due --country ES --start 2025-01-01 --amount ten --unit months", "bad_input", ""),
    ("due --country ES --start 2025-01-01 --amount 1 --unit fortnights", "unknown", "working_days"),
    ("due --country ES --start 2025-01-01 --amount 1", "bad_input", ""),
    ("due --country ES --start 2025-01-01", "bad_input", ""),
    ("due --country ES --start 2025-01-01 --rule appeal.alsada", "unknown", "appeal.alzada"),
    (
        "due --country ES --start 2025-01-01 --rule resolution --amount 3 --unit months",
        "bad_input",
        "",
    ),
    ("due --country ES --start 2025-01-01 --rule resolution --place ES-ZZ", "unknown", "ES-MD"),
    ("due --country PE --start 2025-01-01 --rule resolution --place PE-LIM", "unknown", ""),
    ("due --country ES --start 2199-01-01 --rule resolution", "beyond_calendar", ""),
    ("calendar --country UY --year 2500", "beyond_calendar", ""),
    (
        "due --country ES --start 2025-01-01 --rule resolution --suspend 2025-03-10..2025-03-01",
        "bad_input",
        "",
    ),
    (
        "due --country ES --start 2025-01-01 --rule resolution"
        " --suspend 2025-03-01..2025-03-10 --suspend 2025-03-10..2025-03-20",
        "bad_input",
        "",
    ),
    ("due --country ES --start 2025-01-01 --rule resolution --suspend 2025-03-01", "bad_input", ""),
    (
        "due --country ES --start 2025-01-01 --rule resolution --suspend "
        "2025-03-01..2025-03-10:rain",
        "not_applicable",
        "correction",
    ),
    (
        "due --country CL --start 2025-01-01 --rule resolution --suspend 2025-03-01..2025-03-10",
        "missing_rule",
        "",
    ),
    (
        "due --country BR --start 2025-01-01 --rule appeal.recurso --level municipal",
        "not_applicable",
        "",
    ),
    (
        "due --country ES --start 2025-01-01 --rule resolution --level galactic",
        "unknown",
        "municipal",
    ),
    (
        "due --country CL --start 2025-01-01 --rule appeal.jerarquico --level municipal",
        "not_applicable",
        "",
    ),
    ("due --country BO --start 2025-01-01 --rule access --level municipal", "not_applicable", ""),
    ("due --country ES --start 2025-01-01 --rule resolution --restart 2024-12-01", "bad_input", ""),
    ("due --country ES --start 2025-01-01 --rule resolution --extend 9", "bad_input", ""),
    ("due --country ES --start 2025-01-01 --rule resolution --extend -1", "bad_input", ""),
    ("due --country GT --start 2025-01-01 --rule resolution --extend 5", "missing_rule", ""),
    (
        "due --country SV --start 2025-01-01 --rule appeal.apelacion --extend 5",
        "not_applicable",
        "",
    ),
    ("due --country CL --start 2025-01-01 --rule correction --urgent", "missing_rule", ""),
    ("due --country CL --start 2025-01-01 --rule correction --distance 3", "missing_rule", ""),
    ("due --country PT --start 2025-01-01 --rule general --distance moon", "unknown", "islands"),
    (
        "due --country PT --start 2025-01-01 --rule general --distance islands --channel "
        "electronic",
        "not_applicable",
        "",
    ),
    (
        "due --country ES --start 2025-01-01 --rule general --tolerance 2025-01-10",
        "missing_rule",
        "",
    ),
    (
        "due --country ES --start 2025-01-01 --rule correction --recess 2025-08-01..2025-08-31",
        "not_applicable",
        "",
    ),
    (
        "due --country ES --start 2025-01-01 --rule correction --open-saturdays",
        "not_applicable",
        "",
    ),
    ("due --country ES --start 2025-01-01 --rule correction --franco", "missing_rule", ""),
    ("due --country CR --start 2025-01-01 --amount 8 --unit days", "bad_input", ""),
    ("due --country EC --start 2025-01-01 --amount 8 --unit days", "bad_input", ""),
    ("due --country UY --start 2025-01-01 --amount 8 --unit days", "bad_input", ""),
    ("due --country CU --start 2025-05-01 --amount 8 --unit days", "missing_rule", ""),
    (
        "due --country EC --start 2025-01-01 --amount 1 --unit months --word termino",
        "not_applicable",
        "",
    ),
    ("due --country EC --start 2025-01-01T10:00 --amount 8 --unit hours", "not_applicable", ""),
    ("due --country CL --start 2025-01-01T10:00 --amount 8 --unit hours", "missing_rule", ""),
    ("due --country CR --start 2025-01-10 --rule resolution", "missing_rule", ""),
    (
        "due --country ES --start 2025-01-10 --rule appeal.extraordinario_de_revision",
        "not_applicable",
        "appeal.extraordinario_de_revision.error_of_fact",
    ),
    ("due --country BR --start 2025-01-10 --rule correction", "not_applicable", ""),
    ("due --country CU --start 2025-01-10 --rule access", "not_in_force", ""),
    ("due --country CU --start 2025-06-10 --rule access", "not_in_force", ""),
    ("due --country EC --start 2018-01-10 --rule silence", "not_in_force", ""),
    ("due --country SV --start 2018-01-10 --amount 10 --unit working_days", "not_in_force", ""),
    ("due --country HN --start 2025-01-10 --rule appeal.reposicion", "unsure_rule", ""),
    ("due --country EC --start 2025-05-10 --amount 7 --unit calendar_days", "missing_rule", ""),
    ("filed --country HN --at 2025-01-10T10:00", "missing_rule", ""),
    ("filed --country ES --at 2025-01-10T25:00", "bad_input", ""),
    ("notified --country MX --available 2025-01-10", "missing_rule", ""),
    ("notified --country CO --available 2025-01-10", "bad_input", ""),
    ("notified --country CO --available 2025-01-10 --accessed 2025-01-09", "bad_input", ""),
    ("notified --country ES --available 2025-01-10 --means pigeon", "unknown", "electronic"),
    ("silence --country CU --start 2025-05-10", "missing_rule", ""),
    ("silence --country CL --start 2025-01-10 --step 2025-02-01", "bad_input", ""),
    ("silence --country ES --start 2025-01-10 --step 2025-05-01", "not_applicable", ""),
    ("silence --country ES --start 2025-01-10 --exception 9", "unknown", ""),
    ("note --country CL --filed 2025-01-10", "missing_rule", ""),
    ("due --country ES --start 2025-01-01 --rule correction --lang fr", "unknown", "pt"),
    (
        "due --country ES --start 2025-01-01 --rule correction --calendar /nowhere.json",
        "bad_input",
        "",
    ),
    (
        "due --country ES --start 2025-01-01 --rule correction --overlay /nowhere.yaml",
        "bad_input",
        "",
    ),
    ("due --country ES --rule correction", "bad_input", ""),
    ("dance --country ES", "bad_input", ""),
]


@pytest.mark.parametrize(("line", "code", "known"), CASES, ids=[c[0] for c in CASES])
def test_says_what_is_wrong_and_what_was_expected(
    line: str, code: str, known: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*shlex.split(line), "--json"]) == 2
    error: dict[str, Any] = json.loads(capsys.readouterr().out)["error"]
    assert error["code"] == code, error
    assert error["cause"]
    assert error.get("expected") or error.get("known")
    if known:
        assert known in error["known"]


def test_an_error_in_words_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", "--country", "XX", "--start", "2025-01-01", "--rule", "general"]) == 2
    captured = capsys.readouterr()
    assert not captured.out
    assert "XX" in captured.err
    assert "Traceback" not in captured.err


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("es", "cómputo de meses (CR)"),
        ("pt", "contagem de meses (CR)"),
        ("en", "counting of months (CR)"),
    ],
)
def test_a_missing_rule_is_named_in_the_language_asked_for(
    lang: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    line = f"due --country CR --start 2025-01-10 --rule resolution --lang {lang}"
    assert main(shlex.split(line)) == 2
    assert words in capsys.readouterr().err


def test_a_doubt_shows_the_date_of_each_reading(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shlex.split("due --country PA --start 2025-07-07 --rule appeal.apelacion")) == 2
    error = capsys.readouterr().err
    assert "viernes 11 de julio de 2025" in error
    assert "lunes 14 de julio de 2025" in error


def test_a_calendar_that_does_not_reach_the_end_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "calendar.json"
    path.write_text('{"version": "2025-1", "non_working": ["2025-01-01"]}', encoding="utf-8")
    words = "due --country ES --start 2025-12-20 --rule correction --json --calendar"
    assert main([*words.split(), str(path)]) == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["code"] == "beyond_calendar"


@pytest.mark.parametrize("text", ["[]", "{}", '{"version": "1", "non_working": ["x"]}', "nonsense"])
def test_a_calendar_file_that_is_none_is_refused(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "calendar.json"
    path.write_text(text, encoding="utf-8")
    words = "due --country ES --start 2025-12-20 --rule correction --json --calendar"
    assert main([*words.split(), str(path)]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "bad_input"


@pytest.mark.parametrize("text", ["[]", "a: [", "layer: 3", "layer: {id: x}\nterms: {a: 1}"])
def test_an_overlay_file_that_is_none_is_refused(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "overlay.yaml"
    path.write_text(text, encoding="utf-8")
    words = "due --country ES --start 2025-12-20 --rule correction --json --overlay"
    assert main([*words.split(), str(path)]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "bad_input"
