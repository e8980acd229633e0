"""What a form is made of, and what a check answers with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from ventanilla.domains.forms.rules.expressions import Condition
from ventanilla.domains.forms.rules.field_types import FieldType, Option, Part
from ventanilla.domains.forms.rules.field_types.files import FileRef
from ventanilla.domains.forms.rules.norms import Norm

Texts = Mapping[str, str]
Files = Mapping[str, Sequence[FileRef]]


@dataclass(frozen=True, slots=True)
class FieldError:
    """One answer to mend. `message` is the whole sentence for summary and field, with example.

    `field` is the field's id, or what was sent as one; `code` is stable; `expected` and
    `example` repeat their part of the message for machines.
    """

    field: str
    code: str
    message: str
    expected: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """`answers`: those that will do, canonical, in the order of the form; `errors`: the rest.

    `set_aside` names fields answered though, given the other answers, they are not asked: they
    are no error (the person changed an earlier answer) and do not enter the filing.
    """

    answers: dict[str, Any]
    errors: list[FieldError]
    set_aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One thing asked. Texts come by language; `kind` is its type's own rules."""

    id: str
    type: str
    label: Texts
    kind: FieldType = dataclass_field(repr=False)
    page: str = dataclass_field(repr=False)
    hint: Texts | None = None
    required: bool = True
    norm: Norm | None = None
    purpose: Texts | None = None
    errors: Mapping[str, Texts] | None = None
    example: str | None = None
    asked_if: str | None = None
    conditions: tuple[Condition, ...] = dataclass_field(default=(), repr=False)

    @property
    def options(self) -> tuple[Option, ...]:
        """The options of a closed question, else nothing."""
        return self.kind.options

    @property
    def parts(self) -> tuple[Part, ...]:
        """The inputs of a date or an address; nothing when one input is enough."""
        return self.kind.parts

    @property
    def max_length(self) -> int | None:
        """In characters, for texts."""
        return self.kind.max_length

    @property
    def accept(self) -> tuple[str, ...]:
        """Media types that a file field admits."""
        return getattr(self.kind, "accept", ())

    @property
    def max_bytes(self) -> int | None:
        """The limit of each file."""
        return getattr(self.kind, "max_bytes", None)

    @property
    def max_files(self) -> int | None:
        """How many files at most."""
        return getattr(self.kind, "max_files", None)

    @property
    def kinds_in_words(self) -> str:
        """The kinds of files that it takes, in the reader's language; empty if it takes none."""
        return str(getattr(self.kind, "kinds_in_words", ""))


@dataclass(frozen=True, slots=True)
class Page:
    """One matter: what is shown together."""

    id: str
    title: Texts
    fields: tuple[Field, ...]
    intro: Texts | None = None
    why: Texts | None = None
    asked_if: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold between answers; when it does not, `message` stands at `field`."""

    id: str
    that: Condition
    field: str
    message: Texts
