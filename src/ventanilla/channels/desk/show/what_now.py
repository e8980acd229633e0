"""What can be done in a case now, and what cannot yet, with its reason: never a grey button."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from ventanilla.channels.desk.acts.questions import open_work
from ventanilla.channels.desk.acts.table import ACTS
from ventanilla.channels.look.components import Point
from ventanilla.channels.look.frame import Link
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import ActKind
from ventanilla.domains.offices import api as offices

#: Refusals that say only that the act has no place in this case, which nobody needs to read.
_NO_PLACE = frozenset(
    {
        "decided",
        "ends-in-an-answer",
        "ends-in-a-resolution",
        "no-such-report",
        "not-suspended",
        "hearing-not-open",
        "no-appeal",
        "nothing-to-forward",
        "silence-not-recorded",
        "no-silence",
        "not-the-party",
        "not-warned",
        "no-extension",
        "no-suspension",
    }
)


@dataclass(frozen=True, kw_only=True)
class WhatNow:
    """The one act that settles the most, the others, and those that are not possible yet."""

    main: Link | None
    others: tuple[Link, ...]
    not_yet: tuple[Point, ...]


def what_now(*, office: offices.Office, post: offices.Post, now: casefiles.CaseNow) -> WhatNow:
    """From the table of acts and what the law offers to this post."""
    offers = now.offers(casefiles.hand_of(post))
    can: list[Link] = []
    cannot: list[Point] = []
    for kind, page in ACTS.items():
        if kind not in offers or (kind == ActKind.PROPOSE and now.course.answers):
            continue  # an answer is not proposed to anybody
        if kind == ActKind.RECORD_WORK and not open_work(now):
            continue  # nothing but what acts of their own do
        why = offers[kind]
        if why is None:
            url = reverse("desk:act", args=[office.slug, now.view.id, kind.value])
            can.append(Link(label=str(page.title), url=url))
        elif why.code not in _NO_PLACE:
            reason = " ".join(str(part) for part in (why.cause, why.instead) if part)
            cannot.append(Point(title=str(page.title), text=reason))
    return WhatNow(main=can[0] if can else None, others=tuple(can[1:]), not_yet=tuple(cannot))
