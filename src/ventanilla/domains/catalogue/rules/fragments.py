"""Shared fragments: pages or fields written once and named where they are asked.

    pages:
      - {fragment: es-interested-party}

`fragments/es-interested-party.yaml` stands in the folder, or beside it for all folders of a body;
it holds `pages:` or `fields:`. What is used is kept with the version, so it is whole by itself.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.catalogue.errors import FolderError
from ventanilla.domains.catalogue.rules.yaml_reader import ReadYaml
from ventanilla.kernel.shapes import Path

FORM_FILE = "form.yaml"


@dataclass(slots=True)
class Borrowed:
    """Where what stands at a path of form.yaml was really written: file and path there."""

    file: str
    path: Path


def named_fragments(document: Any) -> set[str]:
    """The fragments that a form.yaml names."""
    return {str(item["fragment"]) for _where, _n, item in _places(document)}


def expand(
    document: Any, lines: dict[Path, int], fragments: Mapping[str, ReadYaml]
) -> tuple[Any, dict[Path, int], dict[Path, Borrowed], list[FolderError]]:
    """`document` with every fragment in its place: data, lines, what was borrowed, errors."""
    errors: list[FolderError] = []
    if not any(True for _place in _places(document)):
        return document, lines, {}, errors
    whole = copy.deepcopy(document)
    joined, kept_lines, borrowed = _Joining(lines, fragments, errors).pages(whole)
    return joined, kept_lines, borrowed, errors


def _places(document: Any) -> Iterator[tuple[Path, int, Mapping[str, Any]]]:
    pages = document.get("pages") if isinstance(document, Mapping) else None
    for n, page in enumerate(pages if isinstance(pages, list) else ()):
        if isinstance(page, Mapping) and "fragment" in page:
            yield ("pages",), n, page
        fields = page.get("fields") if isinstance(page, Mapping) else None
        for m, field in enumerate(fields if isinstance(fields, list) else ()):
            if isinstance(field, Mapping) and "fragment" in field:
                yield ("pages", n, "fields"), m, field


class _Joining:
    def __init__(
        self,
        lines: Mapping[Path, int],
        fragments: Mapping[str, ReadYaml],
        errors: list[FolderError],
    ) -> None:
        self.old = lines
        self.fragments = fragments
        self.errors = errors
        self.lines: dict[Path, int] = {p: n for p, n in lines.items() if p[:1] != ("pages",)}
        self.borrowed: dict[Path, Borrowed] = {}

    def pages(self, document: Any) -> tuple[Any, dict[Path, int], dict[Path, Borrowed]]:
        self.lines[("pages",)] = self.old.get(("pages",), 1)
        document["pages"] = self._joined(document["pages"], ("pages",), ("pages",), "pages")
        return document, self.lines, self.borrowed

    def _joined(self, items: list[Any], was: Path, now: Path, kind: str) -> list[Any]:
        made: list[Any] = []
        for n, item in enumerate(items):
            if isinstance(item, Mapping) and "fragment" in item:
                made += self._fragment(item, (*was, n), (*now, len(made)), kind)
                continue
            place = (*now, len(made))
            self._move((*was, n), place)
            fields = item.get("fields") if isinstance(item, dict) else None
            if kind == "pages" and isinstance(fields, list):
                under = (*was, n, "fields")
                item["fields"] = self._joined(fields, under, (*place, "fields"), "fields")
            made.append(item)
        return made

    def _move(self, was: Path, now: Path) -> None:
        for path, line in self.old.items():
            if path[: len(was)] == was:
                self.lines.setdefault((*now, *path[len(was) :]), line)

    def _fragment(self, item: Mapping[str, Any], was: Path, now: Path, kind: str) -> list[Any]:
        name = str(item["fragment"])
        read = self.fragments.get(name)
        held = read.value.get(kind) if read and isinstance(read.value, Mapping) else None
        if set(item) != {"fragment"} or not isinstance(held, list) or not held:
            self.errors.append(
                FolderError(
                    FORM_FILE,
                    self.old.get(was),
                    _("Aquí no hay ningún fragmento «%s» que sirva.") % name[:60],
                    _("Se espera el nombre de un archivo de fragments con «%s».") % kind,
                    "- {fragment: es-interested-party}",
                )
            )
            return []
        file = f"fragments/{name}.yaml"
        for place in range(len(held)):
            here = (*now[:-1], int(now[-1]) + place)
            self.borrowed[here] = Borrowed(file, (kind, place))
            for path, line in read.lines.items() if read else ():
                if path[:2] == (kind, place):
                    self.lines[(*here, *path[2:])] = line
        return copy.deepcopy(held)
