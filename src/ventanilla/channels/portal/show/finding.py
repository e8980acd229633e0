"""What was found, and how it was sought, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ventanilla.channels.look.frame import Link
from ventanilla.channels.portal.show.procedures import duration
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.kernel.search import folded
from ventanilla.kernel.text_choice import pick

PAGE = 15
MOST_PAGES = 10


@dataclass(frozen=True, kw_only=True)
class Result:
    """One line of a list. `lang` where its text is not in the reader's language."""

    title: str
    url: str
    summary: str
    facts: str
    lang: str = ""


@dataclass(frozen=True, kw_only=True)
class Results:
    """A page of a list, with where it goes on."""

    lines: tuple[Result, ...]
    counted: str
    said: tuple[str, ...] = ()
    before: str = ""
    after: str = ""


def page_number(asked: str) -> int:
    """From 1 to the last page that is given; what is no number is the first."""
    return max(1, min(int(asked), MOST_PAGES)) if asked.isascii() and asked.isdigit() else 1


def results(
    *, office: offices.Office, answer: catalogue.SearchAnswer, page: int, asked: dict[str, str]
) -> Results:
    """A page of what was found; `asked` is what its links must carry."""
    goes_on = answer.total > page * PAGE and page < MOST_PAGES
    return Results(
        lines=tuple(_result(office, hit) for hit in answer.hits),
        counted=_counted(answer),
        said=tuple(_said(answer)),
        before=_to(asked, page - 1) if page > 1 else "",
        after=_to(asked, page + 1) if goes_on else "",
    )


def _to(asked: dict[str, str], page: int) -> str:
    return "?" + urlencode({**asked, "page": page})


def _counted(answer: catalogue.SearchAnswer) -> str:
    if answer.more:
        return _("Más de %(n)d resultados: añada una palabra para acercarse.") % {"n": answer.total}
    return ngettext("%(n)d resultado", "%(n)d resultados", answer.total) % {"n": answer.total}


def _said(answer: catalogue.SearchAnswer) -> list[str]:
    """What was done with the words, when they were not searched as they came."""
    said = []
    for word, near in (answer.meant or {}).items():
        said.append(
            _("«%(word)s» no aparece. Se buscó «%(near)s».")
            % {"word": word, "near": _("» o «").join(near)}
        )
    said += [_("«%s» no aparece en ningún trámite.") % word for word in answer.unknown]
    if answer.left_out:
        said.append(
            _("Nada reúne todas sus palabras. Se buscó sin «%s».") % "», «".join(answer.left_out)
        )
    return said


def _result(office: offices.Office, hit: catalogue.Hit) -> Result:
    lang = get_language() or "es"
    procedure = hit.procedure
    if procedure is None:
        written = next(iter(hit.title))
        return Result(
            title=hit.title[written],
            url=reverse("portal:information", args=[office.slug, hit.slug]),
            summary=pick(hit.summary, written),
            facts=_("Información. Lo atiende: %s") % hit.holder if hit.holder else _("Información"),
            lang=written if written != lang.split("-")[0] else "",
        )
    fee = _("Gratis") if procedure.fee.get("free") else pick(procedure.fee.get("text"), lang)
    return Result(
        title=pick(hit.title, lang),
        url=reverse("portal:procedure", args=[office.slug, hit.slug]),
        summary=pick(hit.summary, lang),
        facts=_("Se hace aquí. Respuesta: %(limit)s. %(fee)s")
        % {"limit": duration(procedure.time_limit), "fee": fee},
    )


def topic_links(
    *, office: offices.Office, topics: Sequence[catalogue.Listed], kind: str
) -> tuple[tuple[Link, int], ...]:
    """The topics of a kind with how many things each lists; life events in their own order."""
    found = {topic.name: topic.found for topic in topics if topic.kind == kind}
    if kind == "life":
        return tuple(
            (Link(label=str(label), url=reverse("portal:life", args=[office.slug, event])), n)
            for event, label in catalogue.LIFE_EVENTS.items()
            if (n := found.get(event))
        )
    return tuple(
        (Link(label=name, url=reverse("portal:area", args=[office.slug, name])), found[name])
        for name in sorted(found, key=folded)
    )
