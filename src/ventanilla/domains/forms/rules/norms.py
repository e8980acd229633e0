"""A citation: the norm, its article, where it can be read, and whether it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ventanilla.kernel.shapes import Choice, Findings, Key, Line, Path, Shape, Table

# found: the text was read where `source` says. known: from memory, to be confirmed.
STATUSES = ("found", "known")

NORM_KEYS: Mapping[str, Key] = {
    "norm": Key(Line(200, example="Ley 20.285, art. 12"), required=True),
    "status": Key(Choice(STATUSES), required=True),
    "source": Key(Line(500, example="CL20285")),
    "url": Key(Line(500, example="https://www.bcn.cl/leychile/navegar?idNorma=276363")),
}


@dataclass(frozen=True, slots=True)
class Norm:
    """`norm` names law and article as people cite them; `verified` says its text was read."""

    norm: str
    status: str
    source: str | None = None
    url: str | None = None

    def __str__(self) -> str:
        return self.norm

    @property
    def verified(self) -> bool:
        """Whether the text of the norm was read; if not, screens say so."""
        return self.status == "found"


class NormShape(Shape):
    """`{norm: …, status: found|known, source: …, url: …}`."""

    table = Table(NORM_KEYS)
    expected = table.expected
    example = "{norm: 'Ley 20.285, art. 12', status: found, source: CL20285}"

    def read(self, value: Any, path: Path, findings: Findings) -> Norm | None:
        read = self.table.read(value, path, findings)
        if read is None or not read["norm"] or not read["status"]:
            return None
        return Norm(**read)

    def schema(self) -> dict[str, Any]:
        return self.table.schema()
