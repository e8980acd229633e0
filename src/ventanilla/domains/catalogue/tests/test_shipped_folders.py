"""Every folder that is shipped publishes, and its examples come out as the law says."""

from __future__ import annotations

import datetime
import time
import uuid
from pathlib import Path

import pytest

from ventanilla.domains.catalogue.api import check_folder
from ventanilla.domains.catalogue.rules.folder import read_folder
from ventanilla.domains.catalogue.rules.published import PublishedProcedure, published

FOLDERS = sorted(path for path in Path("procedures").iterdir() if path.is_dir())
EXAMPLES = [
    (folder, file) for folder in FOLDERS for file in sorted((folder / "examples").glob("*.yaml"))
]


def procedure_of(folder: Path) -> PublishedProcedure:
    return published(
        read_folder(folder),
        version_id=uuid.uuid4(),
        version=1,
        digest="",
        in_force_from=datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC),
    )


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_shipped_folder_has_nothing_to_mend(folder):
    assert [str(error) for error in check_folder(folder)] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_shipped_folder_comes_whole_in_three_languages(folder):
    assert {"es", "pt", "en"} <= set(read_folder(folder).document("procedure.yaml")["languages"])


def two_hundred(form, answers):
    for _n in range(200):
        form.check(answers=answers, files={}, lang="es")


def test_checking_the_chilean_request_costs_well_under_a_hundred_microseconds():
    """It is on the path of 1,500 filings a second. Processor time; best of several."""
    folder = read_folder(Path("procedures/cl-acceso-informacion"))
    form = procedure_of(Path("procedures/cl-acceso-informacion")).form
    answers = dict(folder.document("examples/complete.yaml")["answers"])
    answers["information_wanted"] = "Los contratos de mantención de 2025. " * 40
    assert form.check(answers=answers, files={}, lang="es").errors == []
    runs = []
    for _run in range(20):
        began = time.process_time()
        two_hundred(form, answers)
        runs.append((time.process_time() - began) / 200)
    assert min(runs) < 100e-6
