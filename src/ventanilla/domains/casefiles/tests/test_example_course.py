"""Courses of examples: the shipped ones agree; one that does not says at which moment and why."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ventanilla.domains.catalogue.api import try_examples

SHIPPED = sorted(Path("procedures").glob("*-acces*"))
CL = Path("procedures/cl-acceso-informacion")


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda path: path.name)
def test_every_shipped_folder_is_walked_to_its_outcome(folder: Path):
    results = {result.file: result for result in try_examples(folder)}
    assert any(name.startswith("examples/course-") for name in results)
    assert [result.disagreements for result in results.values() if not result.agrees] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "due: {decide: 2025-10-22}",
            "due: {decide: 2025-10-21}",
            "course 1 (2025-10-03): due decide: 2025-10-22 instead of 2025-10-21",
        ),
        (
            "refused: extended",
            "refused: passed",
            "course 2 (2025-10-06): extend: extended instead of passed",
        ),
        (
            "day: 2025-10-03",
            "day: 2025-10-09",
            "course 1 (2025-10-09): extend: passed instead of permitted",
        ),
        (
            "waiting_on: body, effects: []",
            "waiting_on: party, effects: [{act: record_silence, by: law}]",
            "course 4 (2025-10-23): waiting_on: body instead of party",
        ),
        ("act: answer", "act: dance", "course 5 (2025-10-30): there is no act dance by officer"),
        ("state: answered", "state: decided", "state: answered instead of decided"),
    ],
)
def test_a_course_that_goes_otherwise_says_where(tmp_path: Path, old: str, new: str, said: str):
    folder = Path(shutil.copytree(CL, tmp_path / CL.name))
    file = folder / "examples" / "course-extension.yaml"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))
    results = {result.file: result for result in try_examples(folder)}
    assert any(said in one for one in results["examples/course-extension.yaml"].disagreements)


def test_an_extension_that_the_law_lacks_is_seen_by_the_example(tmp_path: Path):
    """Without its norm in the folder there is nothing to extend by."""
    folder = Path(shutil.copytree(CL, tmp_path / CL.name))
    file = folder / "procedure.yaml"
    file.write_text(file.read_text().replace("- id: extension", "- id: extension_of_time", 1))
    for example in (folder / "examples").glob("*.yaml"):
        text = example.read_text()
        example.write_text(text.replace("limit: extension", "limit: extension_of_time"))
    results = {result.file: result for result in try_examples(folder)}
    found = results["examples/course-extension.yaml"].disagreements
    assert found[0] == "course 1 (2025-10-03): extend: no-extension instead of permitted"
