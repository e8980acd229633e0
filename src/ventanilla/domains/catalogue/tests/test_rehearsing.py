"""What an author does before publishing: run the examples, compare, begin like another."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path

import jsonschema_rs
import pytest

from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.catalogue.rules.folder import read_folder

SHIPPED = Path("procedures/cl-acceso-informacion")
SCHEMAS = Path("docs/authors/schemas")
NOON = datetime.datetime(2026, 1, 5, 12, tzinfo=datetime.UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / SHIPPED.name))


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))


def test_the_examples_of_a_folder_run_and_agree(folder):
    results = catalogue.try_examples(folder)
    assert [result.file for result in results] == [
        "examples/complete.yaml",
        "examples/course-completed.yaml",
        "examples/course-correction.yaml",
        "examples/course-extension.yaml",
        "examples/signature-missing.yaml",
    ]
    assert all(result.agrees for result in results)


def test_an_example_that_no_longer_agrees_says_where(folder):
    change(folder, "procedure.yaml", "amount: 20", "amount: 15")
    results = {result.file: result for result in catalogue.try_examples(folder)}
    assert results["examples/complete.yaml"].disagreements == (
        "answer from 2025-09-08: 2025-10-01 instead of 2025-10-08",
    )


def test_a_broken_folder_is_not_run(folder):
    change(folder, "procedure.yaml", "kind: application", "kind: x")
    with pytest.raises(catalogue.FolderInvalid):
        catalogue.try_examples(folder)


@pytest.mark.django_db
def test_a_change_of_words_is_editorial_and_a_change_of_law_is_not(cast, folder):
    catalogue.publish_folder(office_id=cast.office.id, folder=folder, in_force_from=NOON, by=None)
    assert catalogue.changes_against(office_id=cast.office.id, folder=folder) == []
    change(folder, "procedure.yaml", "es: Cualquier persona, de", "es: Toda persona, de")
    words = catalogue.changes_against(office_id=cast.office.id, folder=folder)
    assert [(d.where, d.editorial) for d in words] == [("who.text.es", True)]
    change(folder, "procedure.yaml", "amount: 20", "amount: 15")
    law = catalogue.changes_against(office_id=cast.office.id, folder=folder)
    assert ("time_limits.answer.amount", 20, 15, False) in [
        (d.where, d.before, d.after, d.editorial) for d in law
    ]


@pytest.mark.django_db
def test_an_inserted_field_is_one_difference(cast, folder):
    catalogue.publish_folder(office_id=cast.office.id, folder=folder, in_force_from=NOON, by=None)
    change(
        folder,
        "form.yaml",
        "      - id: names\n",
        "      - {id: alias, type: text, label: {es: A, pt: A, en: A}}\n      - id: names\n",
    )
    found = catalogue.changes_against(office_id=cast.office.id, folder=folder)
    assert [(d.where, d.before, d.editorial) for d in found] == [
        ("pages.applicant.fields.alias", None, False)
    ]


def test_a_folder_made_like_another_checks_and_waits_for_its_norms_to_be_read(folder, tmp_path):
    made = catalogue.new_folder(like=folder, into=tmp_path / "cl-otra", slug="otra-cosa")
    assert catalogue.check_folder(made) == []
    procedure = catalogue.rehearsed(made)
    assert (procedure.slug, procedure.unverified) == ("otra-cosa", True)
    assert "status: found" not in (made / "procedure.yaml").read_text()
    assert (made / "form.yaml").read_text().startswith("# What is asked")


@pytest.mark.parametrize("slug", ["Otra", "otra cosa", "", "../x", "otra_cosa"])
def test_a_name_that_will_not_do_makes_no_folder(folder, tmp_path, slug):
    with pytest.raises(catalogue.FolderInvalid):
        catalogue.new_folder(like=folder, into=tmp_path / "nueva", slug=slug)
    assert not (tmp_path / "nueva").exists()


def test_a_place_that_is_taken_is_left_alone(folder):
    with pytest.raises(catalogue.FolderInvalid):
        catalogue.new_folder(like=SHIPPED, into=folder, slug="otra-cosa")
    assert read_folder(folder).digest == read_folder(SHIPPED).digest


@pytest.mark.parametrize("file", ["procedure.yaml", "form.yaml", "handling.yaml"])
def test_the_schemas_admit_what_is_shipped(file):
    schema = catalogue.folder_schemas()[file]
    jsonschema_rs.meta.validate(schema)
    validator = jsonschema_rs.validator_for(schema)
    for shipped in Path("procedures").iterdir():
        if (shipped / file).is_file():
            validator.validate(read_folder(shipped).document(file))
    assert not validator.is_valid({"nothing": 1})


def test_the_published_schemas_are_those_of_the_code():
    """They are written from `folder_schemas()`; whoever changes a shape writes them again."""
    kept = {path.name: json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")}
    made = {
        file.replace(".yaml", ".schema.json"): json.loads(json.dumps(schema, default=str))
        for file, schema in catalogue.folder_schemas().items()
    }
    assert kept == made
