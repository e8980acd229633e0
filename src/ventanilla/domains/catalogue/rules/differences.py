"""What changed between two folders, said in the words of the documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ventanilla.domains.catalogue.rules.folder import Folder

# What may change in an editorial revision: words for people, never what is asked or counted.
_TEXT_KEYS = frozenset(
    [
        "title",
        "summary",
        "text",
        "label",
        "hint",
        "intro",
        "why",
        "name",
        "purpose",
        "message",
        "aliases",
        "case",
        "story",
        "minutes",
        "review_date",
        "example",
        "item",
        "life",
        "keep",
        "body",
    ]
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NO_LANGUAGE = frozenset({"id", "url", "hit"})
_IDENTITIES = ("id", "value", "kind")


@dataclass(frozen=True, slots=True)
class Difference:
    """`before` or `after` is None for what was added or taken away; `editorial`: only words."""

    file: str
    where: str
    before: Any
    after: Any
    editorial: bool

    def __str__(self) -> str:
        place = f"{self.file}: {self.where}" if self.where else self.file
        if self.before is None:
            return f"{place}: added {self.after!r}"
        if self.after is None:
            return f"{place}: removed {self.before!r}"
        return f"{place}: {self.before!r} → {self.after!r}"


def differences(before: Folder, after: Folder) -> list[Difference]:
    """Every difference between two folders, in the order of the files.

    Items of a list are matched by their id, value or kind, so that a moved or inserted item does
    not make all that follow it look changed.
    """
    found: list[Difference] = []
    for file in sorted(before.files.keys() | after.files.keys()):
        one, other = before.files.get(file), after.files.get(file)
        if one == other:
            continue
        if one is None or other is None or not file.endswith(".yaml"):
            prose = file.startswith(("examples/", "README"))
            found.append(Difference(file, "", _size(one), _size(other), prose))
        else:
            found += _between(file, (), before.document(file), after.document(file))
    return found


def _size(content: bytes | None) -> str | None:
    return None if content is None else f"{len(content)} bytes"


def _between(file: str, path: tuple[str, ...], one: Any, other: Any) -> Iterator[Difference]:
    if one == other:
        return
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for key in dict.fromkeys([*one, *other]):
            yield from _between(file, (*path, str(key)), one.get(key), other.get(key))
    elif isinstance(one, list) and isinstance(other, list):
        yield from _between_lists(file, path, one, other)
    else:
        editorial = file.startswith("examples/") or _is_prose(path)
        yield Difference(file, ".".join(path), one, other, editorial)


def _is_prose(path: tuple[str, ...]) -> bool:
    """Whether only words for people stand here. A field called `name` is not the key `name`."""
    if not path:
        return False
    if path[-1] in _TEXT_KEYS or path[0] == "aliases":
        return True
    tongue = bool(_LANGUAGE.fullmatch(path[-1])) and path[-1] not in _NO_LANGUAGE
    named = len(path) > 1 and path[-2] in _TEXT_KEYS
    return tongue and (named or path[-3:-2] == ("errors",) or path[-3:-2] == ("part_labels",))


def _between_lists(
    file: str, path: tuple[str, ...], one: list[Any], other: list[Any]
) -> Iterator[Difference]:
    before, after = _by_identity(one), _by_identity(other)
    for name in dict.fromkeys([*before, *after]):
        yield from _between(file, (*path, name), before.get(name), after.get(name))
    kept = [name for name in before if name in after]
    if kept != [name for name in after if name in before]:
        yield Difference(file, ".".join((*path, "order")), list(before), list(after), False)


def _by_identity(items: list[Any]) -> dict[str, Any]:
    """Items by what names them, or by position when nothing does or names repeat."""
    for key in _IDENTITIES:
        names = [str(item.get(key)) for item in items if isinstance(item, Mapping) and key in item]
        if len(names) == len(items) == len(set(names)):
            return dict(zip(names, items, strict=True))
    if all(isinstance(item, str) for item in items) and len(set(items)) == len(items):
        return {item: item for item in items}
    return {str(n): item for n, item in enumerate(items)}
