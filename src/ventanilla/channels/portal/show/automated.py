"""The register of what is decided or computed here without a person, by procedure."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.channels.look.frame import Link
from ventanilla.channels.portal.show.procedures import Cited, cited
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock
from ventanilla.kernel.text_choice import pick


@dataclass(frozen=True, kw_only=True)
class Automated:
    """One act or calculation. `facts` are label and text; `rows` what a table says, row by row."""

    title: str
    procedure: Link
    facts: tuple[tuple[str, str], ...] = ()
    rows: tuple[Cited, ...] = ()
    norm: str = ""
    unverified: bool = False


def automated_acts(
    office: offices.Office, offered: list[catalogue.PublishedProcedure]
) -> list[Automated]:
    """The steps that no person takes, with the bodies that answer for them."""
    lang = get_language() or "es"
    return [
        Automated(
            title=pick(step["title"], lang),
            procedure=_link(office, procedure),
            facts=tuple(
                (label, pick(said, lang))
                for label, said in (
                    (_("Órgano que responde, y ante quien se recurre"), step["responsible"]),
                    (_("Quién lo define, mantiene y supervisa"), step.get("supervised")),
                )
                if said
            ),
            norm=str(step.get("norm") or ""),
            unverified=step.get("status") == "known",
        )
        for procedure in offered
        for step in procedure.steps
        if step["role"] == "automatic"
    ]


def tables_used(
    office: offices.Office, offered: list[catalogue.PublishedProcedure]
) -> list[Automated]:
    """The decision tables: what they fix by themselves, and every row with its norm."""
    lang = get_language() or "es"
    return [
        Automated(
            title=pick(table.title, lang),
            procedure=_link(office, procedure),
            facts=(
                (
                    _("Qué fija"),
                    ", ".join(pick(output["label"], lang) for output in table.outputs.values()),
                ),
            ),
            rows=tuple(cited(row.fact) for row in table.rows),
        )
        for procedure in offered
        for table in procedure.decisions
    ]


def _link(office: offices.Office, procedure: catalogue.PublishedProcedure) -> Link:
    url = reverse("portal:procedure", args=[office.slug, procedure.slug])
    return Link(label=pick(procedure.title, get_language() or "es"), url=url)


def offered_now(office: offices.Office) -> list[catalogue.PublishedProcedure]:
    """What can be filed today."""
    return list(catalogue.offered(office_id=office.id, at=clock.now()))
