"""The shape of the documents that authors write: one declaration reads them and describes them.

`read` walks a document, gathers every error at once and returns the clean value (None where it
was wrong); `schema` gives the same shape as JSON Schema, published for editors.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.findings import DocumentError as DocumentError
from ventanilla.kernel.findings import Findings as Findings
from ventanilla.kernel.findings import Path as Path
from ventanilla.kernel.plaintext import TextTooLong, UnstorableText, stored_text

LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Shape:
    """What a value must look like. Subclasses say what they expect, with an example."""

    expected: Any = ""
    example: Any = ""

    def read(self, value: Any, path: Path, findings: Findings) -> Any:
        """The clean value, or None with at least one finding."""
        raise NotImplementedError

    def schema(self) -> dict[str, Any]:
        """This shape as JSON Schema (draft 2020-12)."""
        raise NotImplementedError

    def refuse(self, path: Path, findings: Findings, message: Any) -> None:
        """Record `message` with what this shape expects."""
        findings.add(path, message, expected=self.expected, example=self.example)


A_TEXT = _("Se espera un texto.")


@dataclass(frozen=True)
class Line(Shape):
    """A text of one language: an identifier, a norm, an address on the web."""

    max_length: int = 500
    pattern: re.Pattern[str] | None = None
    expected: Any = A_TEXT
    example: Any = "Ley 20.285, art. 12"

    def read(self, value: Any, path: Path, findings: Findings) -> str | None:
        if not isinstance(value, str) or not value.strip():
            self.refuse(path, findings, _("Aquí falta un texto."))
            return None
        try:
            text = stored_text(value.strip(), max_length=self.max_length, multiline=True)
        except (UnstorableText, TextTooLong) as problem:
            self.refuse(path, findings, problem.cause)
            return None
        if self.pattern and not self.pattern.fullmatch(text):
            self.refuse(path, findings, _("«%s» no tiene la forma esperada.") % text[:60])
            return None
        return text

    def schema(self) -> dict[str, Any]:
        described: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": self.max_length}
        if self.pattern:
            described["pattern"] = f"^(?:{self.pattern.pattern})$"
        return described


def identifier() -> Line:
    """The short name of a field, a page or an option."""
    return Line(
        max_length=40,
        pattern=NAME,
        expected=_(
            "Se espera un nombre corto: letras minúsculas sin acento, números y guion bajo."
        ),
        example="delivery_form",
    )


@dataclass(frozen=True)
class Texts(Shape):
    """A text for people, by language: `{es: …, pt: …, en: …}`; a plain string is Spanish."""

    max_length: int = 4000
    expected = _("Se espera un texto por idioma.")
    example: Any = "{es: Nombre, pt: Nome, en: Name}"

    def read(self, value: Any, path: Path, findings: Findings) -> Mapping[str, str] | None:
        if isinstance(value, str):
            value = {"es": value}
        if not isinstance(value, Mapping) or not value:
            self.refuse(path, findings, _("Aquí faltan los textos."))
            return None
        one = Line(max_length=self.max_length)
        clean: dict[str, str] = {}
        for tag, text in value.items():
            if not isinstance(tag, str) or not LANGUAGE_TAG.fullmatch(tag):
                self.refuse((*path, str(tag)), findings, _("«%s» no es un idioma.") % tag)
                continue
            read = one.read(text, (*path, tag), findings)
            if read is not None:
                clean[tag] = read
        missing = [tag for tag in findings.languages if tag not in value]
        if missing:
            self.refuse(path, findings, _("Falta el texto en: %s.") % ", ".join(missing))
        return clean

    def schema(self) -> dict[str, Any]:
        text = {"type": "string", "minLength": 1, "maxLength": self.max_length}
        by_language = {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": f"^(?:{LANGUAGE_TAG.pattern})$"},
            "additionalProperties": text,
        }
        return {"anyOf": [text, by_language]}


@dataclass(frozen=True)
class Whole(Shape):
    """A whole number within limits."""

    least: int = 0
    most: int = 2**53 - 1
    example: Any = 20

    @property
    def expected(self) -> Any:
        """The limits, in words."""
        return _("Se espera un número entero de %(least)d a %(most)d.") % {
            "least": self.least,
            "most": self.most,
        }

    def read(self, value: Any, path: Path, findings: Findings) -> int | None:
        if isinstance(value, bool) or not isinstance(value, int):
            self.refuse(path, findings, _("Esto no es un número entero."))
            return None
        if not self.least <= value <= self.most:
            self.refuse(path, findings, _("El número está fuera de los límites."))
            return None
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True)
class Flag(Shape):
    """True or false."""

    expected = _("Se espera «true» o «false».")
    example = "true"

    def read(self, value: Any, path: Path, findings: Findings) -> bool | None:
        if not isinstance(value, bool):
            self.refuse(path, findings, _("Esto no es ni verdadero ni falso."))
            return None
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Day(Shape):
    """A date of the calendar, `2026-01-31`."""

    expected = _("Se espera una fecha: año, mes y día.")
    example = "2026-01-31"

    def read(self, value: Any, path: Path, findings: Findings) -> datetime.date | None:
        try:
            return datetime.date.fromisoformat(value)
        except (TypeError, ValueError):
            self.refuse(path, findings, _("Esto no es una fecha."))
            return None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True)
class Moment(Shape):
    """A moment with its zone, RFC 3339."""

    expected = _("Se espera una fecha con hora y huso.")
    example = "2025-09-08T10:30:00-03:00"

    def read(self, value: Any, path: Path, findings: Findings) -> datetime.datetime | None:
        try:
            moment = datetime.datetime.fromisoformat(value)
        except (TypeError, ValueError):
            self.refuse(path, findings, _("Esto no es una fecha con hora."))
            return None
        if moment.tzinfo is None:
            self.refuse(path, findings, _("A la hora le falta el huso."))
            return None
        return moment

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date-time"}


@dataclass(frozen=True)
class Choice(Shape):
    """One of a few words."""

    words: tuple[str, ...]

    @property
    def expected(self) -> Any:
        """The words admitted."""
        return _("Se espera una de estas palabras: %s.") % ", ".join(self.words)

    @property
    def example(self) -> Any:
        """The first of them."""
        return self.words[0]

    def read(self, value: Any, path: Path, findings: Findings) -> str | None:
        if not isinstance(value, str) or value not in self.words:
            self.refuse(path, findings, _("«%s» no es ninguna de ellas.") % str(value)[:60])
            return None
        return value

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class Many(Shape):
    """A list of values of one shape."""

    of: Shape
    least: int = 0
    most: int = 1000

    @property
    def expected(self) -> Any:
        """How many values."""
        return _("Se espera una lista de %(least)d a %(most)d elementos.") % {
            "least": self.least,
            "most": self.most,
        }

    @property
    def example(self) -> Any:
        """One element."""
        return f"- {self.of.example}"

    def read(self, value: Any, path: Path, findings: Findings) -> list[Any]:
        if not isinstance(value, list):
            self.refuse(path, findings, _("Esto no es una lista."))
            return []
        if not self.least <= len(value) <= self.most:
            self.refuse(path, findings, _("La lista tiene %d elementos.") % len(value))
        read = [self.of.read(item, (*path, n), findings) for n, item in enumerate(value)]
        return [item for item in read if item is not None]

    def schema(self) -> dict[str, Any]:
        return {
            "type": "array",
            "items": self.of.schema(),
            "minItems": self.least,
            "maxItems": self.most,
        }


@dataclass(frozen=True)
class Key:
    """One key of a table: its shape, whether it must be there, what it is when it is not."""

    shape: Shape
    required: bool = False
    default: Any = None


@dataclass(frozen=True)
class Table(Shape):
    """A mapping with known keys. Unknown keys are errors, with the nearest known one named."""

    keys: Mapping[str, Key]
    expected = _("Se espera una lista de claves con su valor.")
    example = "clave: valor"

    def read(self, value: Any, path: Path, findings: Findings) -> dict[str, Any] | None:
        if not isinstance(value, Mapping):
            self.refuse(path, findings, _("Aquí no hay claves."))
            return None
        for name in value:
            if name not in self.keys:
                self._refuse_unknown(str(name), path, findings)
        return {
            name: self._read_key(name, key, value, path, findings)
            for name, key in self.keys.items()
        }

    def _read_key(
        self, name: str, key: Key, value: Mapping[str, Any], path: Path, findings: Findings
    ) -> Any:
        if value.get(name) is not None:
            return key.shape.read(value[name], (*path, name), findings)
        if key.required:
            findings.add(
                path,
                _("Falta «%s».") % name,
                expected=key.shape.expected,
                example=f"{name}: {key.shape.example}",
            )
        return key.default

    def _refuse_unknown(self, name: str, path: Path, findings: Findings) -> None:
        near = difflib.get_close_matches(name, self.keys, n=1)
        findings.add(
            (*path, name),
            _("La clave «%s» no existe aquí.") % name[:60],
            expected=_("Las claves son: %s.") % ", ".join(self.keys),
            example=f"{near[0]}:" if near else "",
        )

    def schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {name: key.shape.schema() for name, key in self.keys.items()},
            "required": [name for name, key in self.keys.items() if key.required],
            "additionalProperties": False,
        }


@dataclass(frozen=True)
class Named(Shape):
    """A mapping from short names chosen by the author to values of one shape."""

    of: Shape
    names: re.Pattern[str] = NAME
    expected = _("Se espera una lista de nombres con su valor.")
    example = "name: value"

    def read(self, value: Any, path: Path, findings: Findings) -> dict[str, Any] | None:
        if not isinstance(value, Mapping):
            self.refuse(path, findings, _("Aquí no hay nombres con su valor."))
            return None
        clean = {}
        for name, item in value.items():
            if not isinstance(name, str) or not self.names.fullmatch(name):
                self.refuse((*path, str(name)), findings, _("«%s» no sirve de nombre.") % name)
                continue
            clean[name] = self.of.read(item, (*path, name), findings)
        return clean

    def schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "propertyNames": {"pattern": f"^(?:{self.names.pattern})$"},
            "additionalProperties": self.of.schema(),
        }


@dataclass(frozen=True)
class Anything(Shape):
    """A value that another part reads."""

    described: dict[str, Any] = field(default_factory=dict)

    def read(self, value: Any, path: Path, findings: Findings) -> Any:
        return value

    def schema(self) -> dict[str, Any]:
        return self.described
