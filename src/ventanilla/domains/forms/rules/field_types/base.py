"""The seam of field types: one small class each, one registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.shapes import Findings, Key, Path

ABSENT: Any = None  # an answer that is not there; null in JSON means the same


class Wrong(Exception):  # noqa: N818 - it is the person's answer that is wrong, not the program
    """An answer that its type refuses: what happened, what is expected, an example.

    `code` is stable; the texts are lazily translated templates, filled with `params` and the
    field's label only when they are shown, in the language of the person.
    """

    def __init__(
        self, code: str, message: Any, *, expected: Any = "", example: Any = "", **params: Any
    ) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.expected = expected
        self.example = example
        self.params = params


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a closed question. `label` and `hint` are texts by language."""

    value: str
    label: Mapping[str, str]
    hint: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One input of a field that needs several: `name` is appended to the field's id with a dash."""

    name: str
    label: Any
    required: bool = True
    max_length: int = 200
    input_mode: str = "text"
    autocomplete: str = ""
    width: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """What a type may need while it is loaded: the lists of the folder and where errors go."""

    findings: Findings
    path: Path
    lists: Mapping[str, Any] = field(default_factory=dict)


class FieldType:
    """What one type of field admits, reads from a page, shows and describes.

    An instance belongs to one field and is made once, when the form is loaded; it holds no
    state of any filing and is shared by all threads.
    """

    name: ClassVar[str]
    cel: ClassVar[str] = "string"  # how expressions see the clean value
    keys: ClassVar[Mapping[str, Key]] = {}  # the keys it adds to a field of form.yaml
    parts: tuple[Part, ...] = ()  # inputs on the page, when there is more than one
    options: tuple[Option, ...] = ()
    max_length: int | None = None
    input_mode: str = "text"
    autocomplete: str = ""
    is_file: ClassVar[bool] = False  # answered by what is uploaded, not among the answers
    is_group: ClassVar[bool] = False  # answered item by item, each on a page of its own

    def __init__(self, settings: Mapping[str, Any], load: Load) -> None:
        """Keep what `clean` needs, in its fastest form."""

    def clean(self, value: Any) -> Any:
        """The answer in its one canonical form (JSON), or Wrong. `clean(clean(x)) == clean(x)`.

        Never returns a float: answers are hashed, and decimals travel as text.
        """
        raise NotImplementedError

    def missing(self) -> Any:
        """What to do when nothing was answered; `%(label)s` is the field's label."""
        return _("Responda a «%(label)s».")

    def from_post(self, name: str, posted: Mapping[str, list[str]]) -> Any:
        """The raw answer among a page's inputs; ABSENT when nothing was written.

        What was written wrongly comes back as it was, for `clean` to refuse and the page to show.
        """
        text = first(posted, name)
        return text if text.strip() else ABSENT

    def inputs(self, value: Any) -> Mapping[str, Any]:
        """What the page's inputs hold for `value`, clean or not: by part name, "" if only one."""
        return {"": value if isinstance(value, str) else ""}

    def shown(self, value: Any, lang: str) -> str:
        """The clean answer as people read it back."""
        return str(value)

    def for_rules(self, value: Any) -> Any:
        """The clean answer as expressions see it."""
        return value

    def schema(self, lang: str) -> dict[str, Any]:
        """The clean answer as JSON Schema."""
        raise NotImplementedError


TYPES: dict[str, type[FieldType]] = {}


def field_type(cls: type[FieldType]) -> type[FieldType]:
    """Enter a type in the registry, under its name."""
    if cls.name in TYPES:
        raise RuntimeError(f"Two field types are called {cls.name}")
    TYPES[cls.name] = cls
    return cls


def first(posted: Mapping[str, list[str]], name: str) -> str:
    """The first value posted under `name`, or nothing."""
    values = posted.get(name)
    return values[0] if values and isinstance(values[0], str) else ""


def wrong_kind(expected: Any, example: Any = "", **params: Any) -> Wrong:
    """An answer of another JSON type."""
    return Wrong(
        "wrong_type",
        _("La respuesta a «%(label)s» no es del tipo esperado."),
        expected=expected,
        example=example,
        **params,
    )
