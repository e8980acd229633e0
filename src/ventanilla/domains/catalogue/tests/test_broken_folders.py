"""Broken folders of every sort: each says file, line and what was expected; its mended twin passes.

The mended twin is the shipped folder itself, copied; each case spoils one thing in it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ventanilla.domains.catalogue.api import FolderError, check_folder

SHIPPED = Path("procedures/cl-acceso-informacion")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / SHIPPED.name))


def line_of(path: Path, text: str) -> int:
    lines = path.read_text().splitlines()
    return next(n for n, line in enumerate(lines, 1) if text in line)


CASES = {
    "a key that does not exist": (
        "procedure.yaml",
        "minutes: '5'",
        "minuets: '5'",
        "minuets",
        "«minuets» no existe",
    ),
    "a value of another type": (
        "procedure.yaml",
        "    amount: 20",
        "    amount: veinte",
        "amount: veinte",
        "no es un número entero",
    ),
    "an appeal before nobody": (
        "procedure.yaml",
        "    before:\n      body: other\n      lodged: there\n      name:\n"
        "        es: Consejo para la Transparencia\n"
        "        pt: Conselho para a Transparência (Chile)\n"
        "        en: Council for Transparency (Chile)\n"
        "      site: https://www.consejotransparencia.cl\n      norm: Ley 20.285, art. 24\n",
        "",
        "- id: amparo",
        "no dice ante quién se presenta",
    ),
    "an appeal to this body that is lodged elsewhere": (
        "procedure.yaml",
        "body: other",
        "body: superior",
        "lodged: there",
        "se presenta aquí",
    ),
    "a court that would be lodged here": (
        "procedure.yaml",
        "      body: court\n      lodged: there",
        "      body: court\n      lodged: here",
        "lodged: here",
        "no se recurre en esta sede",
    ),
    "a silence of a time limit that does not exist": (
        "procedure.yaml",
        "sense: none",
        "sense: negative\n  by_limit:\n    papers: {sense: positive, text: {es: a, pt: b, en: c}, "
        "norm: x, status: known, source: CL20285}",
        "papers:",
        "no tiene ningún plazo «papers»",
    ),
    "a silence that hands over in no known time": (
        "procedure.yaml",
        "sense: none",
        "sense: positive\n  hand_over: copies",
        "hand_over: copies",
        "no tiene ningún plazo «copies»",
    ),
    "a word outside its list": (
        "procedure.yaml",
        "sense: none",
        "sense: maybe",
        "sense: maybe",
        "«maybe»",
    ),
    "a kind of case that the law does not know": (
        "procedure.yaml",
        "kind: application",
        "kind: licence",
        "kind: licence",
        "«licence» no es ninguna",
    ),
    "a level of assurance that nothing gives": (
        "procedure.yaml",
        "level: none",
        "level: high",
        "level: high",
        "«high» no es ninguna",
    ),
    "a text missing in one language": (
        "procedure.yaml",
        "  pt: Pedido de acesso à informação pública\n",
        "",
        "title:",
        "Falta el texto en: pt",
    ),
    "a key twice": (
        "procedure.yaml",
        "country: CL",
        "country: CL\ncountry: BR",
        "country: BR",
        "dos veces",
    ),
    "an anchor": (
        "procedure.yaml",
        "country: CL",
        "country: &where CL",
        "country: &where",
        "ancla",
    ),
    "broken YAML": (
        "form.yaml",
        "pages:\n",
        "pages: [\n",
        "",
        "YAML no se puede leer",
    ),
    "a condition that does not type-check": (
        "form.yaml",
        "asked_if: has_representative",
        "asked_if: has_representative == 'yes'",
        "asked_if: has_representative ==",
        "no matching overload",
    ),
    "an option that no answer has": (
        "form.yaml",
        "orValue('') == 'email'",
        "orValue('') == 'emial'",
        "asked_if: notices_by_email",
        "«emial» no es una opción",
    ),
    "a condition that looks forward (the only way to a cycle)": (
        "form.yaml",
        "  - id: delivery\n    title",
        "  - id: delivery\n    asked_if: notices_by_email.orValue(true)\n    title",
        "asked_if: notices_by_email.orValue(true)",
        "no se pregunta en una página anterior",
    ),
    "a field without a norm": (
        "form.yaml",
        "        norm: {norm: 'Ley 20.285, art. 12 letra c', status: found, source: CL20285}\n",
        "",
        "- id: signature",
        "no dice qué norma",
    ),
    "a requirement without a norm": (
        "procedure.yaml",
        "    norm: Ley 20.285, art. 12 letra b\n    status: found\n    source: CL20285\n",
        "",
        "- id: information",
        "Falta «norm»",
    ),
    "a question that the law forbids": (
        "form.yaml",
        "es: Nombre y apellidos\n",
        "es: Nombre, apellidos y motivo de la solicitud\n",
        "- id: names",
        "no se puede pedir («motivo»)",
    ),
    "a page about what the law forbids": (
        "form.yaml",
        "      en: How you want to receive it\n",
        "      en: How and why you want it\n",
        "- id: delivery",
        "no se puede pedir («why»)",
    ),
    "a list that is gone": (
        "form.yaml",
        "        type: yes_no\n        required: false\n",
        "        type: one_of\n        list: medios\n        required: false\n",
        "list: medios",
        "«medios» no está en la carpeta",
    ),
    "a field named that is not asked": (
        "procedure.yaml",
        "  email: email",
        "  email: correo",
        "email: correo",
        "no tiene el campo «correo»",
    ),
    "a due date that is no time limit": (
        "handling.yaml",
        "due: answer",
        "due: respuesta",
        "due: respuesta",
        "ningún plazo «respuesta»",
    ),
    "silence after a time limit that there is not": (
        "procedure.yaml",
        "sense: none",
        "sense: none\n  limit: nunca",
        "limit: nunca",
        "ningún plazo «nunca»",
    ),
    "a step after one that is not there": (
        "handling.yaml",
        "    role: officer",
        "    role: officer\n    after: [sign]",
        "after: [sign]",
        "«sign» no está en este archivo",
    ),
    "an example with an unknown key": (
        "examples/complete.yaml",
        "  valid: true",
        "  valid: true\n  outcome: granted",
        "outcome",
        "«outcome» no existe",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "at", "says"), CASES.values(), ids=list(CASES))
def test_a_spoiled_folder_says_file_line_and_what_was_expected(folder, file, old, new, at, says):
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    found = [error for error in check_folder(folder) if says in str(error)]
    assert found, [str(error) for error in check_folder(folder)]
    assert found[0].file == file
    assert found[0].line == line_of(path, at) if at else found[0].line


OF_A_CALL = {
    "ties that may leave one": (
        "ties: [interest, reach, entry]",
        "ties: [interest, reach]",
        "ties: [interest, reach]",
        "empate sin resolver",
    ),
    "a tie by a criterion that there is not": (
        "ties: [interest, reach, entry]",
        "ties: [beauty, entry]",
        "ties: [beauty, entry]",
        "«beauty» no es ningún criterio",
    ),
    "a call of another kind": (
        "kind: call",
        "kind: application",
        "kind: application",
        "sus criterios en «call», y solo ella",
    ),
    "an amount that nobody asks": (
        "  asked: asked",
        "  asked: amount",
        "  asked: amount",
        "no tiene el campo «amount»",
    ),
    "a criterion without a norm": (
        "        en: People it reaches\n      norm: Ley 38/2003, art. 23.2 l\n",
        "        en: People it reaches\n",
        "- id: reach",
        "Falta «norm»",
    ),
}


@pytest.mark.parametrize(("old", "new", "at", "says"), OF_A_CALL.values(), ids=list(OF_A_CALL))
def test_a_spoiled_call_says_line_and_what_was_expected(tmp_path, old, new, at, says):
    shipped = Path("procedures/es-subvenciones-asociaciones")
    copy = Path(shutil.copytree(shipped, tmp_path / shipped.name))
    shutil.copytree("procedures/fragments", tmp_path / "fragments")
    assert check_folder(copy) == []  # the mended twin
    path = copy / "procedure.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    found = [error for error in check_folder(copy) if says in str(error)]
    assert found, [str(error) for error in check_folder(copy)]
    assert (found[0].file, found[0].line) == ("procedure.yaml", line_of(path, at))


def test_the_mended_twin_passes(folder):
    assert check_folder(folder) == []


def test_everything_wrong_in_all_files_is_said_at_once(folder):
    for file, old, new in (
        ("procedure.yaml", "kind: application", "kind: aplication"),
        ("procedure.yaml", "country: CL", "country: Chile"),
        ("form.yaml", "type: long_text", "type: longtext"),
        ("handling.yaml", "act: answer", "act: reply"),
        ("examples/complete.yaml", "filed_at: '2025-09-08T10:15:00-03:00'", "filed_at: today"),
    ):
        path = folder / file
        path.write_text(path.read_text().replace(old, new, 1))
    errors = check_folder(folder)
    assert {error.file for error in errors} == {
        "procedure.yaml",
        "form.yaml",
        "handling.yaml",
        "examples/complete.yaml",
    }
    assert len(errors) >= 5
    assert all(error.line and error.message and error.expected for error in errors)


def only(errors: list[FolderError], file: str) -> FolderError:
    return next(error for error in errors if error.file == file)


def test_a_missing_file_is_named(folder):
    (folder / "handling.yaml").unlink()
    assert "Falta este archivo" in str(only(check_folder(folder), "handling.yaml"))


def test_a_folder_without_examples_is_refused(folder):
    shutil.rmtree(folder / "examples")
    assert "ejemplo" in str(only(check_folder(folder), "examples/"))


def test_a_folder_that_does_not_exist_is_one_error(tmp_path):
    errors = check_folder(tmp_path / "nada")
    assert any("no existe" in str(error) for error in errors)


@pytest.mark.parametrize("name", ["hook.py", "examples/run.sh", "lists/a.xlsx", "forms/form.yaml"])
def test_a_file_without_a_place_is_refused(folder, name):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("x")
    assert "no tiene lugar" in str(only(check_folder(folder), name))


def test_a_link_out_of_the_folder_is_refused(folder):
    (folder / "README.md").symlink_to("/etc/hostname")
    assert "no tiene lugar" in str(only(check_folder(folder), "README.md"))


def test_editors_own_files_are_not_part_of_the_folder(folder):
    for name in (".form.yaml.swp", "form.yaml~", ".git"):
        (folder / name).write_text("x")
    assert check_folder(folder) == []


def test_a_yaml_bomb_in_a_folder_is_refused_with_its_line_and_costs_nothing(folder):
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(50))
    (folder / "handling.yaml").write_text(bomb)
    error = only(check_folder(folder), "handling.yaml")
    assert (error.line, "ancla" in str(error)) == (1, True)


def test_a_file_of_fifty_megabytes_is_refused_unread(folder):
    with (folder / "form.yaml").open("ab") as file:
        file.truncate(50_000_000)
    errors = check_folder(folder)
    assert "demasiado grande" in str(only(errors, "form.yaml"))


def test_a_file_that_is_not_text_is_refused_with_its_line(folder):
    (folder / "form.yaml").write_bytes(b"title: x\npages: \xff\xfe\n")
    error = only(check_folder(folder), "form.yaml")
    assert (error.line, "UTF-8" in str(error)) == (2, True)


def test_a_list_with_a_row_that_repeats_says_which(folder):
    (folder / "lists").mkdir()
    rows = "value,label_es,label_pt,label_en\na,A,A,A\na,B,B,B\n"
    (folder / "lists" / "medios.csv").write_text(rows)
    assert only(check_folder(folder), "lists/medios.csv").line == 3
    (folder / "lists" / "medios.csv").write_text("code,name\na,A\n")
    assert only(check_folder(folder), "lists/medios.csv").line == 1


def test_a_list_of_the_folder_serves_a_field(folder):
    (folder / "lists").mkdir()
    rows = ["value,label_es,label_pt,label_en", "digital,Digital,Digital,Digital", "paper,P,P,P"]
    (folder / "lists" / "formats.csv").write_text("\n".join(rows))
    form = (folder / "form.yaml").read_text()
    start = form.index("        options:\n          - value: digital")
    end = form.index("        norm: {norm: 'Ley 20.285, art. 17'")
    (folder / "form.yaml").write_text(form[:start] + "        list: formats\n" + form[end:])
    assert check_folder(folder) == []
