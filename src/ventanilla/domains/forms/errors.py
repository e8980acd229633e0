"""What can be wrong with a form itself: its author reads these, not the person who fills it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.errors import Problem

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


class FormInvalid(Problem):
    """The document is not a form. `errors` lists everything wrong with it, in order of line."""

    code = "form-invalid"
    status = 422

    def __init__(self, errors: list[DocumentError]) -> None:
        self.errors = sorted(errors, key=lambda error: error.line or 0)
        super().__init__(
            _("El formulario tiene %(count)d errores.") % {"count": len(errors)},
            expected="; ".join(str(error) for error in self.errors),
        )


class ExpressionInvalid(Problem):
    """A condition that does not parse, does not type-check or is too large."""

    code = "expression-invalid"
    status = 422
