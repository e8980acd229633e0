"""What other domains answer for in a procedure's folder.

A part is joined in `config`, by the setting FOLDER_PARTS: a list of dotted paths to classes made
without arguments. `forms` answers for form.yaml; `casefiles` will for handling.yaml, `payments`
for the fee, `exchange` for what a register holds, `documents` for templates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from ventanilla.kernel.shapes import DocumentError, Path

DEFAULT_PARTS = (
    "ventanilla.domains.forms.api.FormPart",
    "ventanilla.domains.catalogue.rules.handling.HandlingPart",
)


class FolderPart(Protocol):
    """One file of the folder, and what it must look like."""

    file: str
    required: bool

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the file, published for editors."""
        ...

    def check(
        self,
        document: Any,
        *,
        lines: Mapping[Path, int],
        lists: Mapping[str, Any],
        languages: Sequence[str],
    ) -> list[DocumentError]:
        """Everything that keeps the file from being published; `document` is the YAML, read."""
        ...


class CourseWalker(Protocol):
    """Does what an example's `course` tells, in memory, as the law of the kind has it."""

    def __call__(self, procedure: Any, example: Mapping[str, Any]) -> Iterator[str]:
        """Where state, turn, dates, effects or refusals are not those that are expected."""
        ...


@cache
def course_walker() -> CourseWalker:
    """The walker that `config` names in EXAMPLE_COURSES: `casefiles`, which stands above."""
    walker: CourseWalker = import_string(settings.EXAMPLE_COURSES)
    return walker


@cache
def folder_parts() -> Mapping[str, FolderPart]:
    """The parts that are joined, by file."""
    parts = [import_string(path)() for path in getattr(settings, "FOLDER_PARTS", DEFAULT_PARTS)]
    return {part.file: part for part in parts}
