"""What can be done in a case now, and what cannot yet, with its reason: never a grey button."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from ventanilla.channels.desk.acts.questions import open_work
from ventanilla.channels.desk.acts.table import ACTS
from ventanilla.channels.filling.acts.offers import offered
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
    hidden = {ActKind.PROPOSE} if now.course.answers else set()  # no answer is proposed to anybody
    if not open_work(now):
        hidden.add(ActKind.RECORD_WORK)  # nothing but what acts of their own do
    found = offered(
        {kind: page.title for kind, page in ACTS.items()},
        now.offers(casefiles.hand_of(post)),
        url=lambda kind: reverse("desk:act", args=[office.slug, now.view.id, kind.value]),
        told=lambda why: why.code not in _NO_PLACE,
        hidden=hidden,
    )
    can = tuple(found.can.values())
    return WhatNow(main=can[0] if can else None, others=can[1:], not_yet=found.not_yet)
