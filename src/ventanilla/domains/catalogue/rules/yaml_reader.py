"""YAML as it may be trusted: plain data with line numbers.

Anchors, aliases and tags are errors (a short file could grow without end), duplicate keys are
errors (the last one would win in silence), size, depth and number of values are bounded. Dates,
`yes` and `no` stay texts: what a value means is said by the shape that reads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.shapes import DocumentError, Path

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_VALUES = 60_000

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE = re.compile(r"-?(0|[1-9]\d{0,15})", re.ASCII)
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(slots=True)
class ReadYaml:
    """`value` as plain data (None if unreadable), `lines` by path, everything wrong with it."""

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    errors: list[DocumentError] = field(default_factory=list)


def read_yaml(content: bytes) -> ReadYaml:
    """The document in `content`; never raises for what the file holds."""
    read = ReadYaml()
    text = _text(content, read)
    if text is None:
        return read
    walk = _Walk(read)
    try:
        walk.document(yaml.parse(text, Loader=_Loader))
    except _TooMuch:
        pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _refuse(read, (), (mark.line + 1) if mark else 1, _syntax(error))
    except yaml.YAMLError as error:
        _refuse(read, (), 1, _("El archivo no es YAML: %s") % str(error).split("\n")[0])
    if read.errors:
        read.value = None
    return read


class _TooMuch(Exception):  # noqa: N818 - a stop, not an error to report twice
    pass


def _text(content: bytes, read: ReadYaml) -> str | None:
    if len(content) > MAX_BYTES:
        _refuse(
            read,
            (),
            1,
            _("El archivo pesa %d bytes.") % len(content),
            expected=_("El máximo es 1 MB."),
        )
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        _refuse(read, (), line, _("El archivo no está en UTF-8."))
        return None


class _Walk:
    """Builds the value from the parser's events, so that nothing is made before it is allowed."""

    def __init__(self, read: ReadYaml) -> None:
        self.read = read
        self.values = 0

    def document(self, events: Any) -> None:
        self.events = iter(events)
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                self.read.value = self.value(next(self.events), (), 0)
                break
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                self.refuse(event, (), _("El archivo tiene más de un documento."))
                return

    def value(self, event: Any, path: Path, depth: int) -> Any:
        self._bound(event, path, depth)
        self.read.lines.setdefault(path, _line(event))
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self.refuse(
                event,
                path,
                _("Aquí hay un ancla o un alias (& o *)."),
                expected=_("Escriba el valor completo en cada lugar."),
            )
        if getattr(event, "tag", None) not in (None, "!"):
            self.refuse(event, path, _("Aquí hay una etiqueta de tipo (!)."))
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path, depth)
        return _scalar(event) if isinstance(event, yaml.ScalarEvent) else None

    def mapping(self, path: Path, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self.refuse(event, path, _("Una clave es un texto."), example="title: …")
                self.value(event, path, depth + 1)
                self.value(next(self.events), path, depth + 1)
                continue
            key = event.value
            if getattr(event, "anchor", None):
                self.refuse(event, path, _("Aquí hay un ancla o un alias (& o *)."))
            if key in found or key == "<<":
                self.refuse(
                    event,
                    (*path, key),
                    _("La clave «%s» está dos veces.") % key,
                    expected=_("Cada clave aparece una sola vez."),
                )
            self.read.lines[(*path, key)] = _line(event)
            found[key] = self.value(next(self.events), (*path, key), depth + 1)
        return found

    def sequence(self, path: Path, depth: int) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.value(event, (*path, len(found)), depth + 1))
        return found

    def _bound(self, event: Any, path: Path, depth: int) -> None:
        self.values += 1
        if depth > MAX_DEPTH or self.values > MAX_VALUES:
            self.refuse(
                event,
                path,
                _("El archivo es demasiado profundo o demasiado largo."),
                expected=_("El máximo son %(depth)d niveles y %(values)d valores.")
                % {"depth": MAX_DEPTH, "values": MAX_VALUES},
            )
            raise _TooMuch

    def refuse(
        self, event: Any, path: Path, message: Any, *, expected: Any = "", example: Any = ""
    ) -> None:
        _refuse(self.read, path, _line(event), message, expected=expected, example=example)


def _refuse(
    read: ReadYaml, path: Path, line: int, message: Any, *, expected: Any = "", example: Any = ""
) -> None:
    if len(read.errors) < 200:
        read.errors.append(DocumentError(path, message, expected, example, line))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _scalar(event: Any) -> Any:
    if not event.implicit[0] or event.style in ("'", '"', "|", ">"):
        return event.value
    if event.value in _WORDS:
        return _WORDS[event.value]
    return int(event.value) if _WHOLE.fullmatch(event.value) else event.value


def _syntax(error: yaml.MarkedYAMLError) -> Any:
    said = " ".join(part for part in (error.context, error.problem) if part)
    return _("El YAML no se puede leer: %s.") % said
