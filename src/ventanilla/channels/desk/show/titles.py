"""The title of a case, at the desk: where it stands, and what else can be begun about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Line
from ventanilla.channels.look.frame import Link
from ventanilla.channels.look.templatetags.look import day
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices
from ventanilla.domains.titles import api as titles
from ventanilla.kernel.text_choice import pick


@dataclass(frozen=True, kw_only=True)
class TitleCard:
    """A title beside its case."""

    name: str
    state: str
    facts: tuple[Line, ...]
    links: tuple[Link, ...]


def title_card(
    *, office: offices.Office, post: offices.Post, now: casefiles.CaseNow
) -> TitleCard | None:
    """The title that the case gave, or that it is about."""
    title = now.title
    if title is None:
        return None
    return TitleCard(
        name=pick(title.grants["name"], get_language() or "es"),
        state=str(title.state.label),
        facts=tuple(_facts(title)),
        links=tuple(_links(office, post, now, title)),
    )


def title_facts(now: casefiles.CaseNow) -> tuple[Line, ...]:
    """How the title stands, beside the form of an act on it."""
    if now.title is None:
        return ()
    state = Line(label=_("Situación"), text=str(now.title.state.label))
    return (state, *_facts(now.title))


def motion_of(title: titles.TitleView) -> str:
    """The procedure of own motion in which the title may be taken or stopped; empty if none."""
    acts = [title.grants.get(name) or {} for name in ("revocation", "suspension")]
    return next((str(act["procedure"]) for act in acts if act.get("procedure")), "")


def _facts(title: titles.TitleView) -> Iterator[Line]:
    yield Line(label=_("Código"), text=title.code)
    if title.life.since:
        yield Line(label=_("Así desde el"), text=day(title.life.since))
    yield Line(
        label=_("Último día"), text=day(title.life.until) if title.life.until else _("Sin plazo")
    )
    yield Line(label=_("Titular"), text=title.holder.name)
    for condition in title.life.added:
        yield Line(label=_("Condición"), text=condition)


def _links(
    office: offices.Office, post: offices.Post, now: casefiles.CaseNow, title: titles.TitleView
) -> Iterator[Link]:
    decides = casefiles.hand_of(post).actor in (casefiles.Actor.OFFICER, casefiles.Actor.HEAD)
    if now.own_title and decides and motion_of(title) and title.state in titles.ALIVE:
        begin = reverse("desk:title-motion", args=[office.slug, now.view.id])
        yield Link(label=_("Iniciar de oficio su revocación o suspensión"), url=begin)
