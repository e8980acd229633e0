"""A title as anybody reads it: in force or not, since when, what, where, on what conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Cell, Line, Step, Table, table
from ventanilla.channels.look.templatetags.look import full_day
from ventanilla.channels.portal.show.procedures import Cited, cited
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.notices import api as notices
from ventanilla.domains.titles import api as titles
from ventanilla.domains.titles.api import TitleState
from ventanilla.kernel.text_choice import pick


@dataclass(frozen=True, kw_only=True)
class TitlePage:
    """What the public page shows. `added` are conditions that acts put to it, in their words."""

    name: str
    verdict: str
    in_force: bool
    facts: tuple[Line, ...]
    allows: Cited
    term: Cited
    conditions: tuple[Cited, ...]
    added: tuple[str, ...]
    dates: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class OwnTitle:
    """The title on its holder's pages: `url` is the public one, `examined` those of the cases of
    own motion about it."""

    code: str
    name: str
    state: str
    url: str
    examined: tuple[str, ...] = ()


def title_page(title: titles.TitleView) -> TitlePage:
    """From plain public values: nothing here tells more than the law lets be told."""
    lang = get_language() or "es"
    return TitlePage(
        name=pick(title.grants["name"], lang),
        verdict=verdict_words(title),
        in_force=title.life.in_force,
        facts=tuple(_facts(title, lang)),
        allows=cited(title.grants),
        term=cited(title.term),
        conditions=tuple(cited(fact) for fact in title.conditions),
        added=title.life.added,
        dates=tuple(
            Step(state="done", when=full_day(on), title=str(kind.label)) for kind, on in title.dates
        ),
    )


def verdict_words(title: titles.TitleView) -> str:
    """The one question, answered in one sentence."""
    sentences = {
        TitleState.NOT_YET: _("Todavía no está vigente"),
        TitleState.IN_FORCE: _("Está vigente"),
        TitleState.SUSPENDED: _("No está vigente: suspendido"),
        TitleState.EXPIRED: _("No está vigente: terminó su plazo"),
        TitleState.RENOUNCED: _("No está vigente: su titular renunció"),
        TitleState.REVOKED: _("No está vigente: revocado"),
        TitleState.ANNULLED: _("No está vigente: anulado"),
    }
    return sentences[title.state]


def _facts(title: titles.TitleView, lang: str) -> Iterator[Line]:
    life = title.life
    if life.since and (not life.in_force or life.since != life.begun):
        yield Line(label=_("Así desde el"), text=full_day(life.since))
    if life.begun:
        yield Line(label=_("Otorgado con efecto desde el"), text=full_day(life.begun))
    until = full_day(life.until) if life.until else _("Sin plazo")
    yield Line(label=_("Último día"), text=until)
    yield from granted_lines(title, lang)
    yield Line(label=_("Titular"), text=title.public_holder)
    yield Line(label=_("Lo otorgó"), text=title.office.name)


def granted_lines(title: titles.TitleView, lang: str) -> Iterator[Line]:
    """The answers that its procedure shows: activity, place."""
    shown = title.procedure.form.summary(title.granted, {}, lang)
    for _page, lines in shown:
        for field, label, text in lines:
            if field.id in title.granted:
                yield Line(label=label, text=", ".join(text.split("\n")))


def own_title(now: casefiles.CaseNow) -> OwnTitle | None:
    """On the case of its holder: not before they have received the decision that gives it."""
    title = now.title
    if title is None or (now.own_title and title.born_by in now.standing.sealed):
        return None
    own = _own(title)
    if now.own_title is None or title.changed_hands:
        return own
    here = [title.office.slug, now.view.id]
    urls = (reverse("portal:about-title", args=[*here, one]) for one in title.examined_in)
    return replace(own, examined=tuple(urls))


def own_titles_table(
    *, found: Sequence[titles.TitleView], waiting: Sequence[notices.Notice]
) -> Table:
    """What an account holds or held. A title is not told while its decision is among `waiting`."""
    closed = {(one.matter_id, one.item) for one in waiting if one.pending}
    rows = [
        [Cell(text=own.name, url=own.url), Cell(text=own.state), Cell(text=own.code, code=True)]
        for own in (_own(one) for one in found if (one.matter_id, one.born_by) not in closed)
    ]
    return table(
        caption=_("Sus licencias y otros títulos"),
        heads=(_("Título"), _("Situación"), _("Código")),
        rows=rows,
    )


def _own(title: titles.TitleView) -> OwnTitle:
    return OwnTitle(
        code=title.code,
        name=pick(title.grants["name"], get_language() or "es"),
        state=verdict_words(title),
        url=reverse("portal:title", args=[title.office.slug, title.code]),
    )
