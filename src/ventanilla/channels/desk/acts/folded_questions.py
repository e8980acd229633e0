"""The questions of the folded acts that the case itself gives: its acts, units, contributions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from ventanilla.channels.desk.acts.folded_doors import BODY, OFFICE, UNIT
from ventanilla.channels.desk.acts.questions import why
from ventanilla.channels.look.act_form import Ask
from ventanilla.channels.look.components import Line
from ventanilla.channels.look.templatetags.look import full_day
from ventanilla.domains.casefiles.api import ActKind, ActView, CaseNow
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties import api as parties


def correct_error(now: CaseNow) -> tuple[Ask, ...]:
    """In which act of the office, what it said, and what it says from now on."""
    return (
        _which_act(now, name="mended", label=_("En qué acto está el error")),
        Ask(
            name="said",
            kind="text",
            label=_("Dónde dice"),
            hint=_("Las palabras o la cifra equivocadas, como están."),
            missing=_("Copie lo que está equivocado."),
        ),
        Ask(
            name="says",
            kind="text",
            label=_("Debe decir"),
            missing=_("Escriba cómo queda."),
        ),
        why(),
    )


def tacit_notice(now: CaseNow) -> tuple[Ask, ...]:
    """Which act was known, since when, and what shows it."""
    return (
        _which_act(now, name="known", label=_("Qué acto conocía la persona")),
        Ask(
            name="known_on",
            kind="text",
            label=_("Desde qué día consta"),
            hint=_("Día, mes y año. Por ejemplo: 31/12/2027"),
            missing=_("Escriba el día. Por ejemplo: 31/12/2027"),
        ),
        Ask(
            name="by",
            label=_("Qué lo muestra"),
            hint=_("Por ejemplo: presentó un escrito que responde a lo que dice el acto."),
            missing=_("Escriba qué hizo la persona que muestra que lo conocía."),
            rows=3,
        ),
    )


def forward(now: CaseNow) -> tuple[Ask, ...]:
    """The other units, the other offices of this deployment, or a body elsewhere."""
    here = now.view.office
    units = [one for one in offices.units(office_id=here.id) if one.id != now.view.unit_id]
    others = [
        one
        for one in offices.offices_lately()
        if one.id != here.id and one.demonstration == here.demonstration
    ]
    return (
        Ask(
            name="to",
            kind="one_of_list",
            label=_("A quién se envía"),
            options=(
                ("", _("Elija…"), ""),
                *((f"{UNIT}{one.code}", one.name, "") for one in units),
                *((f"{OFFICE}{one.slug}", one.name, "") for one in others),
                (BODY, _("A un organismo sin sede aquí"), ""),
            ),
            missing=_("Elija a quién se envía."),
        ),
        Ask(
            name="body",
            kind="text",
            label=_("Qué organismo"),
            hint=_("Solo si no está en la lista."),
            required=False,
        ),
        why(),
    )


def close_information(now: CaseNow) -> tuple[Ask, ...]:
    """A reply to each contribution, or whose reply serves for it too."""
    return tuple(_replies(_unanswered(now)))


def contributions(now: CaseNow) -> Sequence[Line]:
    """What each said, before the replies."""
    return tuple(
        Line(label=_named(act), text=str(act.content.get("text", ""))) for act in _unanswered(now)
    )


def challenged(now: CaseNow) -> dict[str, str]:
    """By account, why the party asked that it should not act, where nobody has decided yet."""
    pending: dict[str, str] = {}
    for step in now.steps:
        if step.kind != ActKind.RECUSE:
            continue
        if "accepted" in step.content:
            pending.pop(step.content["account"], None)
        else:
            pending[step.content["account"]] = step.content["reasons"]
    return pending


def decide_challenge(now: CaseNow) -> tuple[Ask, ...]:
    """On whom, and whether they act no more in the case."""
    pending = challenged(now)
    names = parties.display_names({UUID(one) for one in pending})
    return (
        Ask(
            name="account_id",
            kind="one_of",
            label=_("A quién se recusa"),
            options=tuple(
                (one, names.get(UUID(one), one), reasons) for one, reasons in pending.items()
            ),
            missing=_("Elija sobre quién se decide."),
        ),
        Ask(
            name="accepted",
            kind="one_of",
            label=_("Qué se decide"),
            options=(
                ("yes", _("Se acepta"), _("No hará nada más en este expediente.")),
                ("no", _("No se acepta"), _("Sigue tramitándolo.")),
            ),
            missing=_("Diga si se acepta."),
        ),
        why(),
    )


def _which_act(now: CaseNow, *, name: str, label: str) -> Ask:
    of_the_office = [act for act in now.view.acts if act.by_post and act.number]
    return Ask(
        name=name,
        kind="one_of",
        label=label,
        options=tuple(
            (
                str(act.seq),
                act.kind.label,
                f"{act.number}, {full_day(act.at)}",
            )
            for act in of_the_office
        ),
        missing=_("Elija el acto."),
    )


def _unanswered(now: CaseNow) -> list[ActView]:
    return [act for act in now.view.acts if act.seq in now.standing.unanswered]


def _named(act: ActView) -> str:
    return _("Aportación %(number)s, de %(name)s") % {
        "number": act.number or act.seq,
        "name": act.content.get("name", ""),
    }


def _replies(acts: Sequence[ActView]) -> Iterator[Ask]:
    for place, act in enumerate(acts):
        if place:
            before = acts[:place]
            yield Ask(
                name=f"same-{act.seq}",
                kind="one_of_list",
                label=_("%(which)s: sirve la respuesta a otra") % {"which": _named(act)},
                hint=_("Si dice lo mismo que otra. Si no, escriba su respuesta debajo."),
                options=(
                    ("", _("Ninguna: tiene la suya"), ""),
                    *((str(one.seq), _named(one), "") for one in before),
                ),
                required=False,
            )
        yield Ask(
            name=f"reply-{act.seq}",
            label=_("Respuesta razonada a la %(which)s") % {"which": _named(act)},
            missing=_("Responda: quien aporta tiene derecho a una respuesta razonada."),
            required=not place,
            rows=4,
        )
