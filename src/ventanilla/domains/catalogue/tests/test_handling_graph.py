"""Impossible orders of steps are refused with file, line, what was expected and an example."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from ventanilla.domains.catalogue.api import check_folder
from ventanilla.domains.catalogue.rules.folder import read_folder
from ventanilla.domains.catalogue.rules.rehearsal import rehearsed

SHIPPED = Path("procedures/cl-acceso-informacion")
PE = Path("procedures/pe-licencia-funcionamiento")
DAY = date(2026, 3, 2)
FACT = "    norm: Ley de prueba, art. 1\n    status: known\n    source: REVIEW\n"


def step(name: str, act: str, *lines: str, role: str = "officer") -> str:
    more = "".join(f"    {line}\n" for line in lines)
    title = f"    title: {{es: {name}, pt: {name}, en: {name}}}\n"
    if "when:" in more:
        more += "    only_if: {es: Si procede, pt: Se couber, en: If due}\n"
    return f"  - id: {name}\n{title}    act: {act}\n    role: {role}\n{more}{FACT}"


END = ("end", "resolve")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / SHIPPED.name))


def written(folder: Path, *steps: str) -> Path:
    (folder / "handling.yaml").write_text("steps:\n" + "".join(steps))
    return folder


IMPOSSIBLE = {
    "a step of the law that is demanded once more": (
        [step("a", "report", "demanded_by: Ley de prueba, art. 2"), step(*END)],
        "demanded_by:",
        "ya lo exige la ley",
    ),
    "a circle": (
        [
            step("a", "verify", "after: [b]"),
            step("b", "sign", "after: [a]"),
            step(*END, "after: [b]"),
        ],
        "after: [b]",
        "se esperan unos a otros: a, b",
    ),
    "a step that waits for itself": (
        [step("a", "verify", "after: [a]"), step(*END)],
        "after: [a]",
        "se espera a sí mismo",
    ),
    "a task after the end": (
        [step("a", "verify"), step("z", "inspect", "after: [end]"), step(*END, "after: [a]")],
        "after: [end]",
        "no se llega nunca",
    ),
    "a condition that never holds": (
        [step("a", "verify", "when: 1 > 2"), step(*END)],
        "when: 1 > 2",
        "no se llega nunca",
    ),
    "no end": ([step("a", "verify")], "act: verify", "no termina así"),
    "an end that may be passed over": (
        [step("a", "verify"), step(*END, "when: notices_by_email.orValue(false)")],
        "when: notices",
        "no puede depender de una condición",
    ),
    "a decision reachable without a mandatory report": (
        [step("a", "report", "after: []"), step("b", "hearing", "after: []"), step(*END)],
        "after: []",
        "sin «a», que va antes por ley",
    ),
    "a decision reachable without a step": (
        [
            step("a", "report", "after: []"),
            step("b", "report", "after: []"),
            step(*END, "after: [b]"),
        ],
        "after: [b]",
        "terminar sin el paso «a»",
    ),
    "a proposal before what it rests on": (
        [
            step("a", "report", "after: []"),
            step("b", "propose", "after: []"),
            step(*END, "after: [a, b]", role="head"),
        ],
        "after: []",
        "sin «a», que va antes por ley",
    ),
    "a name twice": (
        [step("a", "verify"), step("a", "sign"), step(*END)],
        "- id: a",
        "está dos veces",
    ),
    "a condition without words": (
        [
            step("a", "verify", "when: notices_by_email.orValue(false)").replace("only_if", "x"),
            step(*END),
        ],
        "when: notices",
        "no está dicha con palabras",
    ),
    "a condition that does not type-check": (
        [step("a", "verify", "when: notices_by_email + 1"), step(*END)],
        "when: notices_by_email + 1",
        "no matching overload",
    ),
    "a condition on what no table decides": (
        [step("a", "verify", "when: decided_risk_path.orValue('x') == 'x'"), step(*END)],
        "when: decided_risk",
        "decided_risk_path",
    ),
    "a unit chosen by a field that is not asked": (
        [
            step("a", "verify", "assign: {by: territory, field: barrio, units: {norte: n}}"),
            step(*END),
        ],
        "assign:",
        "no tiene el campo «barrio»",
    ),
    "a unit chosen by nothing": (
        [step("a", "verify", "assign: {by: answer}"), step(*END)],
        "assign:",
        "no dice qué respuesta",
    ),
    "four eyes of a step that is not there": (
        [step("a", "verify"), step(*END, "other_than: [b]")],
        "other_than: [b]",
        "«b» no está en este archivo",
    ),
}


@pytest.mark.parametrize(("steps", "at", "says"), IMPOSSIBLE.values(), ids=list(IMPOSSIBLE))
def test_an_impossible_order_says_file_line_and_what_was_expected(folder, steps, at, says):
    errors = check_folder(written(folder, *steps))
    found = [error for error in errors if says in str(error)]
    assert found, [str(error) for error in errors]
    lines = (folder / "handling.yaml").read_text().splitlines()
    assert found[0].file == "handling.yaml"
    line = found[0].line or 0  # of the step, or of the value in it
    assert any(at in text for text in lines[line - 1 : line + 1])
    assert found[0].expected


def test_two_reports_at_once_then_hearing_proposal_and_signature_pass(folder):
    steps = (
        step("roads", "report", "after: []"),
        step("fire", "report", "after: []", "when: notices_by_email.orValue(false)"),
        step("heard", "hearing", "after: [roads, fire]"),
        step("proposed", "propose"),
        step("signed", "resolve", "other_than: [proposed]", role="head"),
    )
    assert check_folder(written(folder, *steps)) == []


@pytest.mark.parametrize("work", ["verify", "inspect", "control", "sign", "issue"])
def test_work_of_the_office_is_demanded_by_its_norm(folder, work):
    steps = (step("w", work, "demanded_by: Ley de prueba, art. 2"), step(*END))
    assert check_folder(written(folder, *steps)) == []


@pytest.mark.parametrize("said", ["demanded_by: ''", "demanded_by: true"])
def test_work_is_not_demanded_without_its_norm(folder, said):
    steps = (step("w", "verify", said), step(*END))
    assert [e.file for e in check_folder(written(folder, *steps))] == ["handling.yaml"]


def test_nothing_is_demanded_before_a_decision_that_nobody_takes(folder):
    declared = Path("procedures/es-declaracion-responsable-apertura")
    path = Path(shutil.copytree(declared, folder.parent / declared.name))
    shutil.copytree(declared.parent / "fragments", folder.parent / "fragments")
    handling = path / "handling.yaml"
    text = handling.read_text()
    handling.write_text(
        text.replace("    act: control\n", "    act: control\n    demanded_by: x\n")
    )
    assert "nada se exige antes" in str(check_folder(path)[0])
    handling.write_text(text)
    assert check_folder(path) == []


def test_an_order_that_is_not_said_is_that_of_the_file(folder):
    steps = [step(name, act) for name, act in (("r", "report"), ("p", "propose"), END)]
    assert check_folder(written(folder, *steps)) == []


@pytest.mark.parametrize(("risk", "passed"), [("low", ["inspection"]), ("very_high", ["approve"])])
def test_what_a_table_decides_calls_for_a_step_or_not(risk, passed):
    procedure = rehearsed(PE)
    day = DAY
    told = {"answers": {"risk": risk}, "files": {}, "filed_on": day}
    assert procedure.passed_over(**told, decided=procedure.decide(**told)) == passed


def test_a_step_that_cannot_be_told_is_done():
    procedure = rehearsed(PE)
    day = DAY
    told = {"answers": {}, "files": {}, "filed_on": day}
    assert procedure.passed_over(**told, decided=procedure.decide(**told)) == []


def test_the_shipped_folders_are_possible():
    folders = [path for path in Path("procedures").iterdir() if (path / "handling.yaml").is_file()]
    assert len(folders) >= 9
    for path in folders:
        wrong = [e for e in check_folder(path) if e.file == "handling.yaml"]
        assert wrong == [], path
        assert read_folder(path).document("handling.yaml")


def test_what_silence_hands_over_needs_a_step_that_answers(tmp_path: Path):
    shipped = Path("procedures/co-peticion")
    folder = Path(shutil.copytree(shipped, tmp_path / shipped.name))
    assert check_folder(folder) == []
    handling = folder / "handling.yaml"
    handling.write_text(handling.read_text().replace("act: answer", "act: resolve"))
    [owed] = [one for one in check_folder(folder) if "no hay ese paso" in str(one.message)]
    lines = (folder / "procedure.yaml").read_text().splitlines()
    assert owed.line
    assert (owed.file, lines[owed.line - 1].strip()) == ("procedure.yaml", "hand_over: copies")
    assert owed.example == "act: answer"
