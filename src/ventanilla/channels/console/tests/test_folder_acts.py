"""The console's acts on procedure folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from ventanilla.channels.console.main import main

CHILE = "procedures/cl-acceso-informacion"


def test_the_examples_of_every_shipped_folder_agree(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["procedure", "test", *map(str, Path("procedures").iterdir())]) == 0
    assert "FAIL" not in capsys.readouterr().out


def test_a_new_folder_like_another_is_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = str(tmp_path / "otro")
    assert main(["procedure", "new", made, "--like", CHILE, "--slug", "otro"]) == 0
    assert main(["procedure", "check", made]) == 0
    assert "in order" in capsys.readouterr().out


def test_a_broken_folder_prints_its_errors_and_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "roto"
    broken.mkdir()
    (broken / "procedure.yaml").write_text("slug: &a 1\n")
    assert main(["procedure", "check", str(broken)]) == 1
    assert main(["procedure", "test", str(broken)]) == 1
    assert "procedure.yaml" in capsys.readouterr().out


def test_schemas_are_written_for_editors(tmp_path: Path) -> None:
    assert main(["procedure", "schemas", str(tmp_path)]) == 0
    assert (tmp_path / "procedure.schema.json").is_file()


def test_what_publishing_would_change_is_listed(
    cast: object, capsys: pytest.CaptureFixture[str]
) -> None:
    office = "puerto-claro"
    assert main(["procedure", "diff", CHILE, "--office", office]) == 0
    assert "added" in capsys.readouterr().out


def test_an_unknown_office_is_explained_without_a_traceback(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["office", "keys", "no-existe"]) == 1
    assert capsys.readouterr().err
