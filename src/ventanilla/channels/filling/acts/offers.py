"""What can be done now, as links, and what cannot yet, with its reason: never a grey button."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from ventanilla.channels.look.components import Point
from ventanilla.channels.look.frame import Link
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import ActKind


@dataclass(frozen=True, kw_only=True)
class Offered:
    """`can` in the order of the table; `not_yet` those that the case has a place for."""

    can: dict[ActKind, Link] = field(default_factory=dict)
    not_yet: tuple[Point, ...] = ()


def offered(
    titles: Mapping[ActKind, Any],
    offers: Mapping[ActKind, casefiles.Refusal | None],
    *,
    url: Callable[[ActKind], str],
    told: Callable[[casefiles.Refusal], bool],
    hidden: Collection[ActKind] = (),
) -> Offered:
    """From the titles of a table and what the law offers to the hand. `told` says which refusals
    are worth reading; what is `hidden` has no place in this case."""
    can: dict[ActKind, Link] = {}
    not_yet: list[Point] = []
    for kind, title in titles.items():
        if kind not in offers or kind in hidden:
            continue
        why = offers[kind]
        if why is None:
            can[kind] = Link(label=str(title), url=url(kind))
        elif told(why):
            reason = " ".join(str(part) for part in (why.cause, why.instead) if part)
            not_yet.append(Point(title=str(title), text=reason))
    return Offered(can=can, not_yet=tuple(not_yet))
