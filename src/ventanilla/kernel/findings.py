"""What is wrong in a document that somebody wrote: where, what was expected, and an example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class DocumentError:
    """One thing wrong in a document, where it is, what was expected and an example.

    `path` leads to the value from the top of the document (keys and list positions);
    `line` counts from 1 and is None when the document did not come from a file.
    The texts are lazily translated.
    """

    path: Path
    message: Any
    expected: Any = ""
    example: Any = ""
    line: int | None = None

    @property
    def where(self) -> str:
        """The path as authors write it: `pages[0].fields[2].label`."""
        shown = ""
        for step in self.path:
            if isinstance(step, int):
                shown += f"[{step}]"
            else:
                shown += f".{step}" if shown else step
        return shown

    def __str__(self) -> str:
        return f"{self.where or '.'}: {self.message} {self.expected} {self.example}".rstrip()


class Findings:
    """The errors gathered while one document is read.

    `lines` maps paths to lines of its file; texts must come in all of `languages`.
    """

    def __init__(
        self, lines: Mapping[Path, int] | None = None, languages: Sequence[str] = ()
    ) -> None:
        self.lines = lines or {}
        self.languages = languages
        self.errors: list[DocumentError] = []

    def add(self, path: Path, message: Any, *, expected: Any = "", example: Any = "") -> None:
        """One more error; the line is that of the nearest enclosing value that has one."""
        self.errors.append(DocumentError(path, message, expected, example, self.line(path)))

    def line(self, path: Path) -> int | None:
        """The line of `path`, or of the nearest value around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None
