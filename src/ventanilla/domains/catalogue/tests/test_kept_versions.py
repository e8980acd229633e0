"""A version once published is read for ever: shapes may be loosened, never tightened.

`kept/` holds folders as they were published; a file is added now and then, none is ever changed.
"""

from __future__ import annotations

import datetime
import json
import uuid
from pathlib import Path

import pytest

from ventanilla.domains.catalogue.api import citations, citing
from ventanilla.domains.catalogue.rules.folder import folder_of
from ventanilla.domains.catalogue.rules.published import PublishedProcedure, published

KEPT = sorted((Path(__file__).parent / "kept").glob("*.json"))
FOLDERS = [
    pytest.param(texts, id=f"{path.stem}-{name}")
    for path in KEPT
    for name, texts in json.loads(path.read_text()).items()
]


def procedure_of(texts: dict[str, str]) -> PublishedProcedure:
    return published(
        folder_of(texts),
        version_id=uuid.uuid4(),
        version=1,
        digest="",
        in_force_from=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
    )


@pytest.mark.parametrize("texts", FOLDERS)
def test_a_version_published_long_ago_is_still_read_and_its_example_still_passes(texts):
    procedure = procedure_of(texts)
    folder = folder_of(texts)
    for file, read in folder.documents.items():
        if file.startswith("examples/"):
            checked = procedure.form.check(answers=read.value["answers"], lang="es")
            assert (checked.errors == []) is read.value["expected"]["valid"]


def test_the_digest_of_a_kept_folder_never_changes():
    kept = json.loads((Path(__file__).parent / "kept" / "2026-11.json").read_text())
    assert {name: folder_of(texts).digest.hex() for name, texts in kept.items()} == {
        "br-acesso-informacao": "fa3d5e11c9e927954051d03b41d141d95ccd884cb15c1ebcf37a5bdc982204ff",
        "cl-acceso-informacion": "fabd8f25271da6d263290641e77dbdcf9db0d646cf30f80c1067a75b27a4cc18",
    }


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("Ley 20.285 art. 12", "form.signature"),
        ("ley 19.880", "requirements.power"),
        ("12.527", "time_limits.answer"),
        ("arts 24 27", "appeals.amparo"),
        ("DECRETO 7.724/2012", "form.email"),
    ],
)
def test_procedures_are_found_by_the_article_they_cite(words, where):
    kept = json.loads(KEPT[0].read_text())
    found = citing([procedure_of(texts) for texts in kept.values()], words)
    assert where in [citation.where for _procedure, cited in found for citation in cited]


def test_a_number_inside_another_is_not_that_article():
    kept = json.loads(KEPT[0].read_text())
    procedures = [procedure_of(texts) for texts in kept.values()]
    assert citing(procedures, "20.28") == []
    assert citing(procedures, " ") == []
    assert len(citations(procedures[0])) > 20
