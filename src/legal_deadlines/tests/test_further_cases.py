"""Cases derived by hand from the articles, by kind of rule; each law is named as itself."""

from __future__ import annotations

import json
import random
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from legal_deadlines import Regime, known_countries
from legal_deadlines.cli.main import main

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "further_cases.yaml").read_text(encoding="utf-8")
)
ALL = [case for cases in CASES.values() for case in cases]


def run(capsys: pytest.CaptureFixture[str], line: str) -> tuple[int, dict[str, Any]]:
    code = main([*shlex.split(line), "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("case", ALL, ids=lambda c: str(c["argv"]))
def test_gives_the_date_derived_from_the_article(
    case: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    code, data = run(capsys, case["argv"])
    assert code == 0, data
    assert data.get("due", data.get("date")) == case["expected"], case["why"]


@pytest.mark.parametrize(
    ("country", "rule", "citation"),
    [
        ("UY", "silence.urgimiento", "Ley 20.333 art. 59"),
        ("AR", "data_subject.rectification", "Ley 25.326 art. 16.2"),
        ("CO", "data_subject.claim", "Ley 1581/2012 art. 15"),
        ("SV", "data_subject.rectification", "D.L. 144/2024 art. 9"),
        ("CR", "silence.licences", "LGAP (Ley 6227) arts. 330-331; Ley 8220 art. 7"),
    ],
)
def test_an_article_is_cited_with_the_law_it_belongs_to(
    country: str, rule: str, citation: str
) -> None:
    assert Regime.load(country).terms[rule][0].citation == citation


@pytest.mark.parametrize("country", known_countries())
def test_a_rule_of_a_special_law_is_not_cited_as_of_the_general_one(country: str) -> None:
    regime = Regime.load(country)
    general = regime.layer("national").law
    for values in regime.terms.values():
        for value in values:
            if value.layer in ("special:access_to_information", "special:data_protection"):
                assert value.law != general, value.key


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("silence --country PE --start 2025-09-01 --exception 1", "art. 199.5"),
        ("silence --country CL --start 2025-03-03 --exception 1", "fecha del certificado"),
        ("silence --country ES --start 2025-03-03 --exception 1", "en cualquier momento"),
        ("silence --country MX --start 2025-03-03 --rule access", "recurso de revisión"),
    ],
)
def test_a_silence_says_from_when_it_may_be_attacked(
    line: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, data = run(capsys, line)
    assert any(says in sentence for sentence in data["explanation"]), data["explanation"]


def test_a_suspension_outside_the_count_is_said_to_move_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = "due --country ES --start 2025-03-03 --rule correction --suspend 2024-01-01..2024-01-05"
    _, data = run(capsys, line)
    assert data["due"] == "2025-03-17"
    assert [s for s in data["steps"] if s["code"] == "suspension_no_effect"]


def test_two_suspensions_of_months_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    line = (
        "due --country ES --start 2025-03-03 --rule resolution "
        "--suspend 2025-03-10..2025-03-12:correction --suspend 2025-04-10..2025-04-12:correction"
    )
    _, data = run(capsys, line)
    assert data["due"] == "2025-06-09"
    assert len([s for s in data["steps"] if s["code"] == "still_months"]) == 2


@pytest.mark.parametrize("unit", ["meses", "mes", "Month", "months"])
def test_units_are_understood_in_the_languages_of_the_region(
    unit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, data = run(capsys, f"due --country ES --start 2018-02-05 --amount 1 --unit {unit}")
    assert data["due"] == "2018-03-05"


@pytest.mark.parametrize("place", ["ES-MD", "es-md", "MD", "Madrid"])
def test_a_place_may_be_named(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, data = run(capsys, f"due --country ES --start 2025-04-10 --rule correction --place {place}")
    assert data["due"] == "2025-04-28"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("due --country ES --start 2025-05-17T10:00Z --amount 1 --unit months", "bad_input"),
        ("filed --country CL --at 0001-01-01T00:00+14:00", "bad_input"),
        ("filed --country CL --at 2025-05-17T02:00Z --zone ../etc", "unknown"),
        ("filed --country CL --at 2025-05-17T02:00Z --zone Mars/Base", "unknown"),
    ],
)
def test_a_clock_that_cannot_be_is_an_error(
    line: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    exit_code, data = run(capsys, line)
    assert exit_code == 2
    assert data["error"]["code"] == code


def test_a_regional_language_is_its_language(capsys: pytest.CaptureFixture[str]) -> None:
    line = "due --country BR --start 2025-06-02 --rule appeal.recurso --lang pt-BR"
    _, data = run(capsys, line)
    assert data["explanation"][0] == "O prazo é de 10 dias corridos (art. 59 Lei 9.784/1999)."


WORDS = [
    "2025-02-30", "2025-04-17", "2025-05-17T23:59", "x", "", "-1", "10", "months", "hours", "zz",
    "ES-MD", "..", "2025-03-01..2025-02-01", "2025-03-01..2025-03-09:correction", "party", "--json",
    "appeal.alzada", "resolution", "16:00-08:00", "1", "appeal.", "electronic", "municipal",
]  # fmt: skip
OPTIONS = [
    "--start", "--amount", "--unit", "--rule", "--place", "--holiday", "--suspend", "--extend",
    "--distance", "--level", "--by", "--hours", "--at", "--available", "--year", "--step", "--lang",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(150))
def test_no_command_line_ends_in_a_traceback(seed: int, capsys: pytest.CaptureFixture[str]) -> None:
    pick = random.Random(seed)
    command = pick.choice(["due", "due", "filed", "notified", "silence", "rules", "calendar"])
    words = [command, "--country", pick.choice([*known_countries(), "XX", ""])]
    for _ in range(pick.randint(0, 5)):
        words += [pick.choice(OPTIONS), pick.choice(WORDS)]
    assert main(words) in (0, 2)
    out = capsys.readouterr()
    assert "Traceback" not in out.out + out.err
