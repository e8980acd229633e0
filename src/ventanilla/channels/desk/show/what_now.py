"""What can be done in a case now, and what cannot yet, with its reason: never a grey button."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ventanilla.channels.desk.acts.folded import HEADINGS
from ventanilla.channels.desk.acts.folded_questions import challenged
from ventanilla.channels.desk.acts.questions import open_work
from ventanilla.channels.desk.acts.table import ACTS, ON_TITLES
from ventanilla.channels.filling.acts.offers import offered
from ventanilla.channels.look.components import Point
from ventanilla.channels.look.frame import Link
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import ActKind
from ventanilla.domains.drafting import api as drafting
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
        "no-title",
        "not-provided",
        "title-stands-otherwise",
        "without-term",
        "renewed-enough",
        "annulled",
        "information-held",
        "information-not-open",
        "not-heard",
    }
)


_ON_TITLES = frozenset(page.kind for page in ON_TITLES)


@dataclass(frozen=True, kw_only=True)
class Folded:
    """Acts of one kind, folded under what they are for."""

    summary: str
    links: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class WhatNow:
    """The one act that settles the most, the others, what is seldom done under its heading, and
    those that are not possible yet."""

    main: Link | None
    others: tuple[Link, ...]
    folds: tuple[Folded, ...]
    not_yet: tuple[Point, ...]


def what_now(*, office: offices.Office, post: offices.Post, now: casefiles.CaseNow) -> WhatNow:
    """From the table of acts and what the law offers to this post."""
    hand = casefiles.hand_of(post)
    found = offered(
        {kind: page.title for kind, page in ACTS.items()},
        now.offers(hand),
        url=lambda kind: reverse("desk:act", args=[office.slug, now.view.id, kind.value]),
        told=lambda why: why.code not in _NO_PLACE,
        hidden=_hidden(now),
    )
    unfolded = [kind for kind in found.can if ACTS[kind].fold is None]
    # what is done to a title is done when somebody asks, and waits for nobody
    main = next((kind for kind in unfolded if kind not in _ON_TITLES), None)
    others = tuple(found.can[kind] for kind in unfolded if kind != main)
    if (link := _drafting(office, post, now)) is not None:
        others = (link, *others)
    return WhatNow(
        main=found.can[main] if main else None,
        others=others,
        folds=_folds(found.can),
        not_yet=found.not_yet if hand.who not in now.standing.barred else (_barred(),),
    )


def _barred() -> Point:
    """Said once, and not of every act."""
    return Point(
        title=_("Abstención"),
        text=_("Usted se abstuvo o fue recusado: lo tramita otra persona de la unidad."),
    )


def _hidden(now: casefiles.CaseNow) -> set[ActKind]:
    """What the law offers but nothing here asks for."""
    hidden = {ActKind.PROPOSE} if now.course.answers else set()  # no answer is proposed to anybody
    if not open_work(now):
        hidden.add(ActKind.RECORD_WORK)  # nothing but what acts of their own do
    if not challenged(now):
        hidden.add(ActKind.RECUSE)
    return hidden


def _folds(can: Mapping[ActKind, Link]) -> tuple[Folded, ...]:
    folds = (
        Folded(
            summary=str(heading),
            links=tuple(link for kind, link in can.items() if ACTS[kind].fold == fold),
        )
        for fold, heading in HEADINGS.items()
    )
    return tuple(one for one in folds if one.links)


def _drafting(office: offices.Office, post: offices.Post, now: casefiles.CaseNow) -> Link | None:
    """The decision is drafted where there is one to draft, or goes on where it was begun."""
    may = post.role in drafting.DRAFTERS and drafting.act_of(now) and now.standing.is_open
    if not may:
        return None
    url = reverse("desk:decision-new", args=[office.slug, now.view.id])
    return Link(label=_("Redactar la decisión, para que la firme quien sigue"), url=url)
