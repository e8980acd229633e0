"""The Charter's provisions and the report's statements in the reader's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from ventanilla.channels.portal.observatory.show.facts import say
from ventanilla.domains.charter import api as charter
from ventanilla.domains.offices import api as offices


@dataclass(frozen=True, kw_only=True)
class ProvisionShown:
    """One provision of an office's page."""

    slug: str
    heading: str
    verified: bool
    asks: str
    capability: str
    state: str
    state_name: str
    mark: str
    offers: list[tuple[str, str, str]]  # what, the name of where, its address (or none of both)
    missing: list[str]
    evidence_name: str
    evidence: list[str]


@dataclass(frozen=True, kw_only=True)
class AnswerShown:
    """One statement of the report and what is shown for it."""

    text: str
    year: int | None
    answered: bool
    state: str
    offers: list[str]
    missing: list[str]
    places: list[tuple[str, str]]


MOST_OFFICES = 3
MARKS = {"offered": "●", "partly": "◐", "open": "○"}


def state_name(state: str) -> str:
    """How far a provision is exercised, in words."""
    return {"offered": _("Se ofrece"), "partly": _("En parte"), "open": _("Todavía no")}[state]


def chapters_shown(
    office: str, standings: list[charter.Standing]
) -> list[tuple[charter.Chapter, str, list[ProvisionShown]]]:
    """The provisions of an office by chapter."""
    return [
        (
            chapter,
            say(chapter.title),
            [_provision(office, s) for s in standings if s.provision.chapter == chapter.number],
        )
        for chapter in charter.chapters()
    ]


def counts(standings: list[charter.Standing]) -> list[tuple[str, str, int]]:
    """How many provisions are in each state. Not a score: the states are not added up."""
    states = [str(standing.state) for standing in standings]
    return [(MARKS[state], state_name(state), states.count(state)) for state in MARKS]


def _provision(office: str, standing: charter.Standing) -> ProvisionShown:
    found = standing.provision
    return ProvisionShown(
        slug=found.slug,
        heading=found.heading,
        verified=found.verified,
        asks=say(found.asks),
        capability=say(found.capability),
        state=str(found.state),
        state_name=state_name(str(found.state)),
        mark=MARKS[str(found.state)],
        offers=[_offer(office, offer) for offer in found.offers],
        missing=[say(one) for one in _missing(found)],
        evidence_name=say(found.evidence),
        evidence=[_evidence(measured) for measured in standing.measured],
    )


def _missing(found: charter.Provision) -> tuple[charter.Texts, ...]:
    return (found.capability,) if found.state is charter.State.OPEN else found.missing


def _offer(office: str, offer: charter.Offer) -> tuple[str, str, str]:
    place = offer.place
    if place is None or not _answers(place.below(office)):
        return say(offer.text), "", ""
    return say(offer.text), say(place.label), place.below(office)


def _evidence(measured: charter.Measure) -> str:
    value = _("menos de 10") if measured.value is None else str(measured.value)
    if not measured.out_of:
        return f"{say(measured.what)}: {value}"
    return _("%(what)s: %(part)s de %(whole)d") % {
        "part": value,
        "whole": measured.out_of,
        "what": say(measured.what),
    }


def _answers(address: str) -> bool:
    """Whether an address of ours exists: what is not there is not linked."""
    try:
        resolve(address.split("#")[0])
    except Resolver404:
        return False
    return True


def answers_by_kind(sedes: Sequence[offices.Office]) -> list[tuple[str, list[AnswerShown]]]:
    """The report's statements under their headings, linked to the first few offices."""
    names = {
        "context": _("Contexto"),
        "purpose": _("Fines"),
        "principle": _("Principios"),
        "right": _("Derechos"),
        "condition": _("Condiciones"),
        "progress": _("Avances"),
        "challenge": _("Retos"),
        "charter": _("Cartas posteriores"),
    }
    return [
        (name, [_answer(a, sedes[:MOST_OFFICES]) for a in charter.deck() if a.kind == kind])
        for kind, name in names.items()
    ]


def _answer(answer: charter.Answer, sedes: Sequence[offices.Office]) -> AnswerShown:
    provision = answer.provision
    places = [(say(place.label), place.path) for place in answer.places if _answers(place.path)]
    if provision and answer.answered:
        places += [(o.name, f"{_charter_of(o)}#{provision.slug}") for o in sedes]
    return AnswerShown(
        text=say(answer.text),
        year=answer.year,
        answered=answer.answered,
        state=_marked(str(provision.state)) if provision else "",
        offers=[say(offer.text) for offer in provision.offers] if provision else [],
        missing=[say(one) for one in provision.missing] if provision else [],
        places=places,
    )


def _marked(state: str) -> str:
    return f"{MARKS[state]} {state_name(state)}"


def _charter_of(office: offices.Office) -> str:
    return reverse("portal:charter", args=[office.slug])
