"""What an author does with a folder before it is published: run it, compare it, describe it."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from ventanilla.domains.catalogue.errors import FolderInvalid
from ventanilla.domains.catalogue.ports import folder_parts
from ventanilla.domains.catalogue.rules.check import PROCEDURE_FILE, errors_of
from ventanilla.domains.catalogue.rules.decisions import DECISION
from ventanilla.domains.catalogue.rules.examples import (
    EXAMPLE,
    ExampleResult,
    run_examples,
    run_today,
)
from ventanilla.domains.catalogue.rules.folder import read_folder
from ventanilla.domains.catalogue.rules.overlays import OVERLAY
from ventanilla.domains.catalogue.rules.procedure_file import PROCEDURE
from ventanilla.domains.catalogue.rules.published import PublishedProcedure, published
from ventanilla.domains.catalogue.rules.templates import TEMPLATE
from ventanilla.kernel import clock
from ventanilla.kernel.shapes import Findings


def rehearsed(folder: Path, *, local: Path | None = None) -> PublishedProcedure:
    """The procedure as it would be published now, kept nowhere: for previews. FolderInvalid."""
    read = read_folder(folder, local=local)
    errors = errors_of(read)
    if errors:
        raise FolderInvalid(errors)
    return published(
        read,
        version_id=uuid.UUID(int=0),
        version=0,
        digest=read.digest.hex(),
        in_force_from=clock.now(),
    )


def try_examples(folder: Path) -> list[ExampleResult]:
    """Every example of the folder, run with the law's own dates. Raises FolderInvalid."""
    return run_examples(read_folder(folder), rehearsed(folder))


def examples_today(folder: Path) -> list[tuple[ExampleResult, dict[str, Any]]]:
    """The examples as if each were filed today, with no pinned values: what the answers give now.

    Dates and decisions that depend on the day may differ from those expected; validation may not.
    """
    return run_today(read_folder(folder), rehearsed(folder), clock.now())


def example_offices(folder: Path) -> list[dict[str, Any]]:
    """The offices that the folder's examples pin: country, level, time zone. Never empty for a
    folder that checks."""
    documents = read_folder(folder).documents
    return [
        EXAMPLE.read(read.value, (), Findings())["office"]  # type: ignore[index] # it was checked
        for file, read in sorted(documents.items())
        if file.startswith("examples/")
    ]


def folder_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema (2020-12) of each file of a folder, for editors: file → schema."""
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    parts = {file: part.schema() for file, part in folder_parts().items()}
    page, field = _with_fragments(parts["form.yaml"])
    some = {"type": "array", "minItems": 1}
    return {
        PROCEDURE_FILE: {**draft, **PROCEDURE.schema()},
        **parts,
        "examples.yaml": {**draft, **EXAMPLE.schema()},
        "decisions.yaml": {**draft, **DECISION.schema()},
        "templates.yaml": {**draft, **TEMPLATE.schema()},
        "office.yaml": {**draft, **OVERLAY.schema()},
        "fragments.yaml": {
            **draft,
            "type": "object",
            "oneOf": [
                {"required": ["pages"], "properties": {"pages": {**some, "items": page}}},
                {"required": ["fields"], "properties": {"fields": {**some, "items": field}}},
            ],
        },
    }


def _with_fragments(form: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The schemas of a page and of a field; in `form` a fragment may stand for either."""
    named = {
        "type": "object",
        "properties": {"fragment": {"type": "string"}},
        "required": ["fragment"],
        "additionalProperties": False,
    }
    pages = form["properties"]["pages"]
    page = pages["items"]
    field = page["properties"]["fields"]["items"]
    page["properties"]["fields"]["items"] = {"anyOf": [field, named]}
    pages["items"] = {"anyOf": [page, named]}
    return page, field
