"""The acts that make sense in several cases at once: what each asks, and the door of one case.

A new one is a new line of `SEVERAL`; the preview, the refusals and the result are the same for all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.channels.desk.acts import questions
from ventanilla.channels.desk.acts.questions import SENSE, SUSPENDS_BY
from ventanilla.channels.look.act_form import Ask
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import ActKind, Outlook
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties import api as parties

Door = Callable[[offices.Post, Outlook, Mapping[str, Any]], object]


@dataclass(frozen=True, kw_only=True)
class SeveralAct:
    """`kind` is that of the act, or None for what is no act (a task taken or given). `roles` may do
    it."""

    name: str
    title: Any
    button: Any
    consequence: Any
    door: Door
    asks: Callable[[offices.Post], tuple[Ask, ...]]
    kind: ActKind | None = None
    roles: frozenset[str] = frozenset({"clerk", "officer", "head"})


def _tasks(post: offices.Post, case_id: UUID) -> list[UUID]:
    found = casefiles.tasks_in(office=post.office, post=post, case_ids=[case_id])
    return [task_id for task_id, _held_by in found.get(case_id, ())]


def _take(post: offices.Post, case: Outlook, said: Mapping[str, Any]) -> None:
    for task_id in _tasks(post, case.case_id):
        casefiles.take_task(office=post.office, post=post, task_id=task_id)


def _give(post: offices.Post, case: Outlook, said: Mapping[str, Any]) -> None:
    for task_id in _tasks(post, case.case_id):
        casefiles.give_task(
            office=post.office, post=post, task_id=task_id, account_id=UUID(said["to"])
        )


def _act(door: Callable[..., Any]) -> Door:
    def do(post: offices.Post, case: Outlook, said: Mapping[str, Any]) -> Any:
        return door(post=post, case_id=case.case_id, expected_seq=case.seq, **said)

    return do


def _ask_report(post: offices.Post, case: Outlook, said: Mapping[str, Any]) -> Any:
    name = questions.free_report_id(case.reports, said["of"])
    return casefiles.ask_report(
        post=post, case_id=case.case_id, expected_seq=case.seq, report=name, **said
    )


def _people(post: offices.Post) -> tuple[Ask, ...]:
    holders = {held.account_id for held in casefiles.may_do(post, "clerk")}
    names = sorted(parties.display_names(holders).items(), key=lambda one: one[1])
    return (
        Ask(
            name="to",
            kind="one_of",
            label=_("A quién"),
            options=tuple((str(account), name, "") for account, name in names),
            missing=_("Elija a quién se dan."),
        ),
    )


def _units(post: offices.Post) -> tuple[Ask, ...]:
    others = [one for one in offices.units(office_id=post.office_id) if one.id != post.unit_id]
    return (
        Ask(
            name="unit",
            kind="one_of_list",
            label=_("A qué unidad"),
            options=tuple((unit.code, unit.name, "") for unit in others),
            missing=_("Elija la unidad que los lleva."),
        ),
        questions.why(),
    )


#: In the order in which they are offered.
SEVERAL: dict[str, SeveralAct] = {
    act.name: act
    for act in (
        SeveralAct(
            name="take",
            title=_("Tomar sus tareas"),
            button=_("Tomarlas"),
            consequence=_("Las lleva usted. Lo que otra persona tomó ya no se toca."),
            door=_take,
            asks=lambda post: (),
        ),
        SeveralAct(
            name="give",
            title=_("Dar sus tareas a alguien"),
            button=_("Darlas"),
            consequence=_("Las lleva esa persona, también las que ya tenía otra."),
            door=_give,
            asks=_people,
            roles=frozenset({"head"}),
        ),
        SeveralAct(
            name="extend",
            kind=ActKind.EXTEND,
            title=_("Ampliar el plazo para resolver"),
            button=_("Ampliar el plazo"),
            consequence=_(
                "Solo se puede una vez y antes de que venza. Cada persona recibe su fecha."
            ),
            door=_act(casefiles.extend),
            asks=lambda post: (questions.why(),),
        ),
        SeveralAct(
            name="ask_report",
            kind=ActKind.ASK_REPORT,
            title=_("Pedir un informe"),
            button=_("Pedir el informe"),
            consequence=_("Hasta que llegue, o conste que no llegó, no se puede resolver."),
            door=_ask_report,
            asks=lambda post: (
                Ask(
                    name="of",
                    kind="text",
                    label=_("A quién se pide"),
                    missing=_("Escriba la unidad o el organismo que informa."),
                ),
                Ask(
                    name="question",
                    label=_("Sobre qué"),
                    missing=_("Escriba lo que tiene que decir el informe."),
                ),
                SUSPENDS_BY,
            ),
        ),
        SeveralAct(
            name="propose",
            kind=ActKind.PROPOSE,
            title=_("Proponer lo mismo y enviarlo a firma"),
            button=_("Proponer"),
            consequence=_("Pasan a quien resuelve, que firma cada uno por separado."),
            door=_act(casefiles.propose),
            asks=lambda post: (SENSE, questions.text(_("Texto de la propuesta")), questions.why()),
        ),
        SeveralAct(
            name="forward",
            kind=ActKind.FORWARD,
            title=_("Enviar a otra unidad"),
            button=_("Enviar"),
            consequence=_("Los lleva la otra unidad desde ahora, y el plazo sigue corriendo."),
            door=_act(casefiles.forward_to_unit),
            asks=_units,
        ),
        SeveralAct(
            name="close",
            kind=ActKind.CLOSE,
            title=_("Cerrar"),
            button=_("Cerrar"),
            consequence=_("No queda nada por hacer en ellos."),
            door=_act(casefiles.close),
            asks=lambda post: (),
        ),
    )
}


def several_for(post: offices.Post) -> list[SeveralAct]:
    """Those that the post may do."""
    return [act for act in SEVERAL.values() if post.role in act.roles]
