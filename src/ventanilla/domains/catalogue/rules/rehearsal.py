"""What an author does with a folder before it is published: run it, compare it, describe it."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from ventanilla.domains.catalogue.errors import FolderInvalid
from ventanilla.domains.catalogue.ports import folder_parts
from ventanilla.domains.catalogue.rules.check import PROCEDURE_FILE, errors_of
from ventanilla.domains.catalogue.rules.examples import EXAMPLE, ExampleResult, run_examples
from ventanilla.domains.catalogue.rules.folder import read_folder
from ventanilla.domains.catalogue.rules.procedure_file import PROCEDURE
from ventanilla.domains.catalogue.rules.published import PublishedProcedure, published
from ventanilla.kernel import clock


def rehearsed(folder: Path) -> PublishedProcedure:
    """The procedure as it would be published now, kept nowhere: for previews. FolderInvalid."""
    read = read_folder(folder)
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


def folder_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema (2020-12) of each file of a folder, for editors: file → schema."""
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    parts = {file: part.schema() for file, part in folder_parts().items()}
    return {
        PROCEDURE_FILE: {**draft, **PROCEDURE.schema()},
        **parts,
        "examples.yaml": {**draft, **EXAMPLE.schema()},
    }
