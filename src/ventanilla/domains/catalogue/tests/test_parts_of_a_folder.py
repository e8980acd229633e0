"""Decisions, templates, fragments, overlays, closed lists: each checked and carried out."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest

from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.catalogue.rules.folder import read_folder
from ventanilla.domains.catalogue.rules.templates import Filling, filled
from ventanilla.domains.forms.api import pinned_values

PE = Path("procedures/pe-licencia-funcionamiento")
CL = Path("procedures/cl-patente-comercial")
ES = Path("procedures/es-volante-empadronamiento")
DAY = datetime.date(2025, 8, 4)
NOON = datetime.datetime(2026, 1, 5, 12, tzinfo=datetime.UTC)


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """The shipped folders, to spoil."""
    return Path(shutil.copytree("procedures", tmp_path / "procedures"))


def spoil(folder: Path, file: str, old: str, new: str) -> int:
    """Change one thing; the line where it now stands."""
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


BROKEN = {
    "an outcome outside its options": (
        PE.name,
        "decisions/risk.yaml",
        "path: automatic, limit",
        "path: automatico, limit",
        "«automatico» no es ninguna",
    ),
    "a time limit that the procedure has not": (
        PE.name,
        "decisions/risk.yaml",
        "limit: high_licence",
        "limit: nunca",
        "«nunca» no es ninguna",
    ),
    "a row's condition that does not type-check": (
        PE.name,
        "decisions/risk.yaml",
        "when: risk == 'low'",
        "when: risk > 3",
        "no matching overload",
    ),
    "an option that no answer has": (
        PE.name,
        "decisions/risk.yaml",
        "when: risk == 'high'",
        "when: risk == 'hihg'",
        "«hihg» no es una opción",
    ),
    "a formula over what is not asked": (
        CL.name,
        "decisions/fee.yaml",
        "amount: own_capital * 5 / 1000",
        "amount: capital * 5 / 1000",
        "undeclared reference",
    ),
    "a legal value that nobody has": (
        CL.name,
        "decisions/fee.yaml",
        "amount: values('CL.UTM', filed_at)",
        "amount: values('CL.UTN', filed_at)",
        "ningún valor legal «CL.UTN»",
    ),
    "a fee decided by a table that is gone": (
        CL.name,
        "procedure.yaml",
        "decided_by: fee",
        "decided_by: tasa",
        "no tiene la tabla «tasa»",
    ),
    "a placeholder that names nothing": (
        ES.name,
        "templates/volante.yaml",
        "{{ office }}",
        "{{ oficina }}",
        "ningún campo ni dato «oficina»",
    ),
    "a block that is never closed": (
        ES.name,
        "templates/volante.yaml",
        "{% end %}{% if identity_kind",
        "{% if identity_kind",
        "le falta su «end»",
    ),
    "a template that would compute": (
        ES.name,
        "templates/volante.yaml",
        "{% each household as p %}",
        "{% for p in household %}",
        "sepa hacer",
    ),
    "a paragraph of a part that no decision has": (
        PE.name,
        "templates/licencia.yaml",
        "part: grounds",
        "part: considerandos",
        "«considerandos» no es ninguna",
    ),
    "a paragraph that names no field": (
        PE.name,
        "templates/licencia.yaml",
        "{{ ruc }}",
        "{{ rut }}",
        "ningún campo ni dato «rut»",
    ),
    "a requirement beside a closed list": (
        PE.name,
        "procedure.yaml",
        "  - premises\n",
        "",
        "no está en la lista cerrada",
    ),
    "a fragment that is gone": (
        ES.name,
        "form.yaml",
        "{fragment: es-persona}",
        "{fragment: es-nadie}",
        "ningún fragmento «es-nadie»",
    ),
}


def spoilt(copies: Path, case: str) -> tuple[Path, str, int, str]:
    name, file, old, new, says = BROKEN[case]
    folder = copies / name
    if case == "a requirement beside a closed list":
        old, new = ", premises, risk", ", risk"
    return folder, file, spoil(folder, file, old, new), says


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_spoilt_says_its_file_and_what_was_expected(copies, case):
    folder, file, line, says = spoilt(copies, case)
    found = [error for error in catalogue.check_folder(folder) if says in str(error)]
    assert found, [str(error) for error in catalogue.check_folder(folder)]
    assert found[0].file == file
    assert found[0].line is not None
    if file.startswith(("decisions/", "form.yaml")):
        assert abs(found[0].line - line) <= 1


def test_the_mended_twins_pass(copies):
    assert [
        e for folder in (PE, CL, ES) for e in catalogue.check_folder(copies / folder.name)
    ] == []


def test_an_error_inside_a_fragment_is_told_of_the_fragment(copies):
    line = spoil(copies / "fragments", "es-persona.yaml", "type: text", "type: texto")
    error = catalogue.check_folder(copies / ES.name)[0]
    assert (error.file, error.line) == ("fragments/es-persona.yaml", line)


def test_a_version_is_whole_without_the_shared_fragments(copies):
    files = read_folder(copies / ES.name).texts
    assert "fragments/es-persona.yaml" in files
    before = read_folder(copies / ES.name).digest
    spoil(copies / "fragments", "es-persona.yaml", "Nombre y apellidos", "Nombre completo")
    assert read_folder(copies / ES.name).digest != before


def decided(folder: Path, answers: dict[str, Any], **values: int) -> catalogue.Decided:
    procedure = catalogue.rehearsed(folder)
    token = pinned_values.set({name.replace("_", "."): value for name, value in values.items()})
    try:
        found = procedure.decide(answers=answers, files={}, filed_on=DAY)
    finally:
        pinned_values.reset(token)
    return next(iter(found.values()))


@pytest.mark.parametrize(
    ("risk", "path", "limit"),
    [("low", "automatic", 2), ("medium", "automatic", 2), ("very_high", "evaluated", 8)],
)
def test_the_risk_decides_the_path_and_the_time_limit(risk, path, limit):
    procedure = catalogue.rehearsed(PE)
    found = procedure.decide(answers={"risk": risk}, files={}, filed_on=DAY)
    assert (found["risk"].rows, found["risk"].results["path"]) == ((risk,), path)
    assert procedure.limit_of(found)["amount"] == limit


@pytest.mark.parametrize(
    ("capital", "row", "amount"),
    [
        (40_000_000, "five_per_mil", 200_000),
        (1_000, "floor", 65_000),
        (2**50, "ceiling", 520_000_000),
    ],
)
def test_a_fee_follows_the_legal_value_of_the_day(capital, row, amount):
    found = decided(CL, {"own_capital": {"amount": capital, "currency": "CLP"}}, CL_UTM=65_000)
    assert (found.rows, found.results) == ((row,), {"amount": amount})


def test_a_day_without_its_legal_value_decides_nothing_rather_than_something_else():
    found = decided(CL, {"own_capital": {"amount": 1_000, "currency": "CLP"}})
    assert (found.undecided, found.rows) == (True, ())


def blocks(answers: dict[str, Any]) -> list[dict[str, str]]:
    procedure = catalogue.rehearsed(ES)
    values = procedure.form.rule_values(answers, {}, DAY)
    filling = Filling(procedure.form, answers, {"office": "Valdehoz"}, values, "es")
    return filled(procedure.templates["volante"], filling)


def test_a_template_says_what_was_answered_and_values_are_never_more_than_text():
    hostile = '# Otro título\n- "); #panic() {{ office }}'
    found = blocks({"names": hostile, "document_kind": "household", "identity_kind": "other",
                    "household": [{"name": "Eva"}, {"name": "Luis"}]})  # fmt: skip
    assert [b["text"] for b in found if b["kind"] == "item"] == ["Eva", "Luis"]
    assert [b["text"] for b in found if b["kind"] == "heading"] == ["Volante de empadronamiento"]
    assert any(hostile in b["text"] for b in found)


def overlay(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "office.yaml"
    path.write_text(text)
    return path


def test_an_office_decides_only_what_the_procedure_leaves_to_it(tmp_path):
    good = overlay(tmp_path, "unit: mostrador\n")
    assert catalogue.rehearsed(ES, local=good).unit == "mostrador"
    bad = overlay(tmp_path, "unit: mostrador\nwindow: {until: '2030-01-01T00:00:00+00:00'}\n")
    with pytest.raises(catalogue.FolderInvalid) as refused:
        catalogue.rehearsed(ES, local=bad)
    assert [(e.file, e.line) for e in refused.value.errors] == [("office.yaml", 2)]


@pytest.mark.django_db
def test_an_editorial_version_changes_words_and_nothing_else(cast, copies):
    folder = copies / "cl-acceso-informacion"
    publish = {"office_id": cast.office.id, "folder": folder, "in_force_from": NOON, "by": None}
    catalogue.publish_folder(**publish)
    spoil(folder, "procedure.yaml", "es: Cualquier persona, de", "es: Toda persona, de")
    assert catalogue.publish_folder(**publish, editorial=True).editorial
    spoil(
        folder, "form.yaml", "id: names\n        type: text", "id: names\n        type: long_text"
    )
    with pytest.raises(catalogue.NotEditorial):
        catalogue.publish_folder(**publish, editorial=True)


@pytest.mark.django_db
def test_a_field_called_like_a_text_is_not_only_words(cast, copies):
    folder = copies / "br-manifestacao-ouvidoria"
    publish = {"office_id": cast.office.id, "folder": folder, "in_force_from": NOON, "by": None}
    catalogue.publish_folder(**publish)
    spoil(folder, "form.yaml", "max_length: 8000", "max_length: 80")  # of the field `text`
    with pytest.raises(catalogue.NotEditorial):
        catalogue.publish_folder(**publish, editorial=True)


def test_examples_run_as_if_filed_today():
    for folder in (PE, CL, ES):
        assert all(result.agrees for result, _outcome in catalogue.examples_today(folder))
