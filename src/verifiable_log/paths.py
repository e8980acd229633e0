"""Addresses of tiles and entry bundles (C2SP tlog-tiles), written and read strictly.

There is one address per resource: anything else is refused, so that caches hold one copy.
"""

import re
from dataclasses import dataclass

from .errors import FormatError
from .frontier import TILE_WIDTH

_PATH = re.compile(
    r"tile/(?P<level>entries|0|[1-9][0-9]?)/(?P<index>(?:x[0-9]{3}/)*[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]{0,2}))?",
    re.ASCII,
)
_MAX_LEVEL = 63
_MAX_INDEX = 1 << 56


@dataclass(frozen=True, slots=True)
class TilePath:
    """Which tile an address names: `level` is None for an entry bundle; `width` is 1 to 256."""

    level: int | None
    index: int
    width: int = TILE_WIDTH


def tile_path(level: int, index: int, width: int = TILE_WIDTH) -> str:
    """`tile/<L>/<N>[.p/<W>]`, without a leading slash; full width has no suffix."""
    if not 0 <= level <= _MAX_LEVEL:
        raise FormatError(f"There is no tile level {level}.", expected="0 to 63")
    return f"tile/{level}/{_numbered(index, width)}"


def entries_path(index: int, width: int = TILE_WIDTH) -> str:
    """`tile/entries/<N>[.p/<W>]`, without a leading slash."""
    return f"tile/entries/{_numbered(index, width)}"


def parse_path(path: str) -> TilePath:
    """Inverse of `tile_path` and `entries_path`; one leading slash is accepted.

    FormatError for anything that is not exactly what they write.
    """
    found = _PATH.fullmatch(path.removeprefix("/"))
    if not found or len(path) > 80:
        raise _bad_path(path)
    level = None if found["level"] == "entries" else int(found["level"])
    index = int(found["index"].replace("x", "").replace("/", ""))
    width = int(found["width"] or TILE_WIDTH)
    if (found["width"] and width >= TILE_WIDTH) or index >= _MAX_INDEX:
        raise _bad_path(path)
    if (level or 0) > _MAX_LEVEL or found["index"] != _groups(index):
        raise _bad_path(path)
    return TilePath(level, index, width)


def _numbered(index: int, width: int) -> str:
    if not 0 <= index < _MAX_INDEX or not 1 <= width <= TILE_WIDTH:
        raise FormatError(
            f"There is no tile {index} of width {width}.", expected="index ≥ 0, width 1 to 256"
        )
    return _groups(index) if width == TILE_WIDTH else f"{_groups(index)}.p/{width}"


def _groups(index: int) -> str:
    """Three digits at a time, all groups but the last marked with `x`: 1234067 → x001/x234/067."""
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    return "/".join([*("x" + group for group in groups[:-1]), groups[-1]])


def _bad_path(path: str) -> FormatError:
    return FormatError(
        f"{path[:80]!r} is not the address of a tile.",
        expected="tile/<level or entries>/<index in groups of three>[.p/<width 1 to 255>]",
        example="tile/0/x001/234.p/17",
    )
