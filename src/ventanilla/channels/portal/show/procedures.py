"""A procedure as people read it: what for, who, what it takes, how long, and its articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Cell, Step, Table, table
from ventanilla.channels.look.frame import LANGUAGE_NAMES
from ventanilla.channels.portal.show.handling import HandlingShown, handling_shown
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.kernel.text_choice import pick


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A sentence with its article after it; `unverified` where nobody has read the norm yet."""

    text: str
    label: str = ""
    norm: str = ""
    unverified: bool = False
    url: str = ""
    before: str = ""  # of an appeal: who decides it
    here: bool = True  # whether it is handed in at this office
    site: str = ""  # where, if not


@dataclass(frozen=True, kw_only=True)
class ProcedurePage:
    """What the procedure page shows."""

    who: Cited
    requirements: tuple[Cited, ...]
    fetched: tuple[Cited, ...]  # what the office asks of whoever holds it
    not_asked: tuple[Cited, ...]
    limits: tuple[Cited, ...]
    steps: tuple[Step, ...]
    silence: Cited
    about: tuple[Cited, ...]
    appeals: tuple[Cited, ...]
    norms: tuple[Cited, ...]
    facts: tuple[Cited, ...]
    unit: str
    languages: str
    handling: HandlingShown


def cited(fact: Mapping[str, Any] | None, *, label: str = "", key: str = "text") -> Cited:
    """A legal fact in the reader's language."""
    fact = fact or {}
    return Cited(
        text=pick(fact.get(key), get_language() or "es"),
        label=label,
        norm=str(fact.get("norm") or ""),
        unverified=fact.get("status") == "known",
        url=str(fact.get("url") or ""),
    )


def appeals_of(procedure: catalogue.PublishedProcedure) -> tuple[Cited, ...]:
    """The ways to disagree with the answer, each with before whom it goes."""
    lang = get_language() or "es"
    return tuple(
        replace(
            cited(appeal, label=pick(appeal.get("name"), lang)),
            before=pick(before.get("name"), lang),
            here=before.get("lodged") != "there",
            site=str(before.get("site") or ""),
        )
        for appeal in procedure.appeals
        for before in [appeal.get("before") or {}]
    )


def procedure_page(
    *, office: offices.Office, procedure: catalogue.PublishedProcedure
) -> ProcedurePage:
    """Everything about a procedure, from its published version."""
    units = {unit.code: unit.name for unit in offices.units(office_id=office.id)}
    return ProcedurePage(
        who=cited(procedure.who),
        requirements=_asked(procedure),
        fetched=tuple(_fetched(fact) for fact in procedure.requirements if _is_fetched(fact)),
        not_asked=_all(procedure.may_not_be_asked),
        limits=_limits(procedure),
        steps=_steps(procedure),
        silence=cited(procedure.silence, label=_sense(procedure)),
        about=_about(procedure),
        appeals=appeals_of(procedure),
        norms=tuple(_basis(norm) for norm in procedure.legal_basis),
        facts=_facts(procedure),
        unit=units.get(procedure.unit, ""),
        languages=", ".join(LANGUAGE_NAMES.get(code, code) for code in procedure.title),
        handling=handling_shown(procedure, units=units),
    )


def _all(facts: Iterable[Mapping[str, Any]]) -> tuple[Cited, ...]:
    return tuple(cited(fact) for fact in facts)


def _is_fetched(requirement: Mapping[str, Any]) -> bool:
    """Whether somebody else holds it and no field asks the person for it."""
    return bool(requirement["held_by"]) and not requirement["field"] and not requirement["fields"]


def _fetched(requirement: Mapping[str, Any]) -> Cited:
    return cited(requirement, label=pick(requirement["held_by"], get_language() or "es"))


def _asked(procedure: catalogue.PublishedProcedure) -> tuple[Cited, ...]:
    """What the person gives; what another body holds and this office cannot yet ask is named."""
    asked = [fact for fact in procedure.requirements if not _is_fetched(fact)]
    return tuple(_fetched(fact) if fact["held_by"] else cited(fact) for fact in asked)


def _limits(procedure: catalogue.PublishedProcedure) -> tuple[Cited, ...]:
    """Every time limit of the procedure, where there are more than the one to answer."""
    limits = procedure.time_limits
    return tuple(cited(one, label=duration(one)) for one in limits) if len(limits) > 1 else ()


def _sense(procedure: catalogue.PublishedProcedure) -> str:
    """What the law calls it, before the sentence that says what happens."""
    senses = {
        "positive": _("silencio positivo"),
        "negative": _("silencio negativo"),
        "none": _("la ley no da ningún efecto al silencio"),
    }
    return senses.get(str(procedure.silence.get("sense")), "")


def _about(procedure: catalogue.PublishedProcedure) -> tuple[Cited, ...]:
    """Who decides, what is answered, how long it is good for, and what the data serve."""
    outcome, archive = procedure.outcome or {}, procedure.archive or {}
    facts = (
        cited(procedure.decides, label=_("Quién decide")),
        cited(procedure.result, label=_("Qué le respondemos")),
        cited(outcome, label=_("Cuánto vale lo que obtiene"), key="life"),
        cited(procedure.data, label=_("Para qué usamos sus datos"), key="purpose"),
        cited(archive, label=_("Cuánto tiempo se guarda"), key="keep"),
    )
    return tuple(fact for fact in facts if fact.text)


def _basis(norm: Mapping[str, Any]) -> Cited:
    title = pick(norm.get("title"), get_language() or "es")
    parts = [str(norm.get("norm") or ""), str(norm.get("article") or "")]
    name = ", ".join(part for part in parts if part)
    return Cited(
        text=f"{name}: {title}" if title else name,
        unverified=norm.get("status") == "known",
        url=str(norm.get("url") or ""),
    )


def _facts(procedure: catalogue.PublishedProcedure) -> tuple[Cited, ...]:
    channels = [pick(c.get("text"), get_language() or "es") for c in procedure.channels]
    outcome = cited(procedure.outcome, label=_("Qué obtiene"), key="title")
    asked = procedure.admission
    admission = (cited(asked, label=_("Antes de presentar")),) if asked else ()
    return (
        *([outcome] if procedure.outcome else []),
        cited(procedure.fee, label=_("Coste")),
        Cited(
            label=_("Plazo para responderle"),
            text=duration(procedure.time_limit),
            norm=str(procedure.time_limit.get("norm") or ""),
            unverified=procedure.time_limit.get("status") == "known",
        ),
        cited(procedure.assurance, label=_("Cómo identificarse")),
        *admission,
        Cited(label=_("Dónde"), text=" ".join(channels)),
    )


def duration(limit: Mapping[str, Any]) -> str:
    """`20 días hábiles`."""
    amount = int(limit.get("amount") or 0)
    words = {
        "working_days": ngettext("%(n)d día hábil", "%(n)d días hábiles", amount),
        "calendar_days": ngettext("%(n)d día de calendario", "%(n)d días de calendario", amount),
        "months": ngettext("%(n)d mes", "%(n)d meses", amount),
        "years": ngettext("%(n)d año", "%(n)d años", amount),
        "hours": ngettext("%(n)d hora", "%(n)d horas", amount),
        "immediate": _("En el momento"),
    }
    return words.get(str(limit.get("unit")), "%(n)d") % {"n": amount}


def _steps(procedure: catalogue.PublishedProcedure) -> tuple[Step, ...]:
    lang = get_language() or "es"
    steps = [
        Step(
            title=_("En el momento"),
            lines=(_("Recibe el número de registro y el comprobante."),),
        )
    ]
    steps += [
        Step(title=pick(fact.get("text"), lang), lines=_norm_line(fact))
        for fact in procedure.after_filing
    ]
    if not procedure.after_filing:
        title = _("En %(limit)s, como máximo") % {"limit": duration(procedure.time_limit)}
        answer = pick(procedure.time_limit.get("text"), lang)
        steps.append(Step(title=title, lines=(answer, *_norm_line(procedure.time_limit))))
    return tuple(steps)


def _norm_line(fact: Mapping[str, Any]) -> tuple[str, ...]:
    norm = str(fact.get("norm") or "")
    if not norm:
        return ()
    unread = _("sin comprobar en el texto publicado")
    return (f"({norm}; {unread})" if fact.get("status") == "known" else f"({norm})",)


def procedure_table(
    *,
    office: offices.Office,
    procedures: Sequence[catalogue.PublishedProcedure],
    searched: bool,
) -> Table:
    """The procedures on offer, with how long and how much."""
    lang = get_language() or "es"
    rows = [
        [
            Cell(
                text=pick(p.title, lang),
                url=reverse("portal:procedure", args=[office.slug, p.slug]),
                detail=pick(p.summary, lang),
            ),
            Cell(text=duration(p.time_limit)),
            Cell(text=_("Gratis") if p.fee.get("free") else pick(p.fee.get("text"), lang)),
        ]
        for p in procedures
    ]
    return table(
        caption=_("Trámites encontrados") if searched else _("Trámites de esta sede"),
        heads=(_("Trámite"), _("Plazo para responderle"), _("Coste")),
        rows=rows,
    )
