"""Folders whose title is declared wrong: each says file, line and what was expected; the mended
twin is the shipped folder itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ventanilla.domains.catalogue.api import check_folder, citations
from ventanilla.domains.catalogue.tests.test_shipped_folders import procedure_of

SHIPPED = Path("procedures/cl-patente-comercial")
LAST_TERM = """    - unit: unlimited
      text:
        es: Sin plazo. Se paga cada 12 meses, del 1 de julio al 30 de junio."""
CASES = {
    "a title that does not last in every case": (
        LAST_TERM,
        LAST_TERM.replace(
            "    - unit: unlimited\n", "    - decision: granted\n      unit: unlimited\n"
        ),
        "  terms:",
        "no dice cuánto dura",
    ),
    "a term of months without its number": (
        "      amount: 24\n",
        "",
        "    - decision: partly",
        "A este plazo le falta «amount»",
    ),
    "an answer that the form does not ask": (
        "shows: [activity, premises]",
        "shows: [activity, place]",
        "shows: [activity, place]",
        "no tiene el campo «place»",
    ),
    "an answer that is the person's own": (
        "shows: [activity, premises]",
        "shows: [activity, rut]",
        "shows: [activity, rut]",
        "no se muestra en público",
    ),
    "an act that the law does not know": (
        "    mode: communication\n",
        "    mode: whim\n",
        "mode: whim",
        "«whim» no es ninguna",
    ),
    "a revocation without who may": (
        "    by:\n      es: La alcaldesa o el alcalde\n"
        "      pt: A prefeita ou o prefeito (alcalde)\n"
        "      en: The mayor\n    procedure: caducidad-patente\n",
        "    procedure: caducidad-patente\n",
        "  revocation:",
        "Falta «by»",
    ),
    "a title of what nobody decides": (
        "kind: application",
        "kind: petition",
        "grants:",
        "no otorga ningún título",
    ),
}


def line_of(path: Path, text: str) -> int:
    return next(n for n, line in enumerate(path.read_text().splitlines(), 1) if text in line)


@pytest.mark.parametrize("name", CASES)
def test_a_title_declared_wrong_says_file_line_and_what_was_expected(name: str, tmp_path: Path):
    before, after, where, message = CASES[name]
    folder = Path(shutil.copytree(SHIPPED, tmp_path / SHIPPED.name))
    assert check_folder(folder) == []
    file = folder / "procedure.yaml"
    text = file.read_text()
    assert before in text
    file.write_text(text.replace(before, after, 1))
    found = [error for error in check_folder(folder) if message in str(error.message)]
    assert found, [str(error) for error in check_folder(folder)]
    assert found[0].file == "procedure.yaml"
    assert found[0].line == line_of(file, where)
    assert found[0].expected


def test_what_a_title_cites_is_found_and_what_was_not_read_is_said():
    procedure = procedure_of(SHIPPED)
    cited = {one.where: one for one in citations(procedure) if one.where.startswith("grants")}
    assert cited["grants.revocation"].verified
    assert not cited["grants.suspension"].verified, "article 58 was not read again"
    assert procedure.unverified
