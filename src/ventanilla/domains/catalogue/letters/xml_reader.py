"""XML written by strangers: read with lines, and refused where it could do harm.

No document type at all, so neither entities nor outside files; size, depth and number of elements
are bounded before anything is kept. Expat reports the line of whatever is not XML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from django.utils.translation import gettext as _

LARGEST_BYTES = 1_000_000
MOST_ELEMENTS = 20_000
DEEPEST = 20
# UTF-8 read as Latin-1: «Ã§», «Ã£»; a replacement sign: bytes that were lost before they came here
_GARBLED = re.compile("[ÃÂ][\u0080-\u00bf]|\ufffd")


class LetterRefused(Exception):  # noqa: N818 - what happened to the letter, not a fault of ours
    """Why a letter cannot be read, and the line where it shows (None: the whole file)."""

    def __init__(self, reason: str, *, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(slots=True)
class Element:
    """One element: local name, namespace, the line it begins on, its own text and its children."""

    name: str
    namespace: str
    line: int
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own text, edges trimmed."""
        return "".join(self.pieces).strip()


def read_xml(content: bytes) -> Element:
    """The root element. Raises LetterRefused with the reason and the line."""
    if len(content) > LARGEST_BYTES:
        raise LetterRefused(
            _("El archivo pesa %(size)d KB y el máximo es %(limit)d KB.")
            % {"size": len(content) // 1000, "limit": LARGEST_BYTES // 1000}
        )
    return _Reader().read(content)


class _Reader:
    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.open: list[Element] = []
        self.root: Element | None = None
        self.elements = 0

    def read(self, content: bytes) -> Element:
        try:
            self.parser.Parse(content, True)
        except expat.ExpatError as error:
            said = expat.ErrorString(error.code)
            raise LetterRefused(
                _("No es XML bien formado: %s.") % said, line=error.lineno
            ) from None
        except (LookupError, ValueError) as error:  # an encoding that Python does not know
            raise LetterRefused(_("No se conoce su codificación: %s.") % error, line=1) from None
        assert self.root is not None
        return self.root

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            self.refuse(_("Tiene más de %d elementos.") % MOST_ELEMENTS)
        if len(self.open) >= DEEPEST:
            self.refuse(_("Los elementos se anidan más de %d veces.") % DEEPEST)
        namespace, _blank, local = name.rpartition(" ")
        bare = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(local, namespace, self.parser.CurrentLineNumber, bare)
        for value in bare.values():
            self.refuse_garbled(value)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, _name: str) -> None:
        self.open.pop()

    def data(self, text: str) -> None:
        self.refuse_garbled(text)
        if self.open:
            self.open[-1].pieces.append(text)

    def doctype(self, *_declared: object) -> None:
        self.refuse(_("Lleva una declaración DOCTYPE, que no se admite: ni entidades ni archivos."))

    def refuse_garbled(self, text: str) -> None:
        if _GARBLED.search(text):
            self.refuse(
                _("El texto está en otra codificación que la que declara: «%s».")
                % " ".join(text.split())[:40]
            )

    def refuse(self, reason: str) -> None:
        raise LetterRefused(reason, line=self.parser.CurrentLineNumber)
