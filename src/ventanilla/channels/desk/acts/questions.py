"""The questions that the acts of the desk ask: some are always the same, some are the case's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ventanilla.channels.look.act_form import Ask
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import CaseNow, TaskNow
from ventanilla.kernel.text_choice import pick

SENSES = (
    ("granted", _("Se concede"), ""),
    ("partly", _("Se concede en parte"), _("Hay que decir por qué.")),
    ("refused", _("Se deniega"), _("Hay que decir por qué.")),
)
OUTCOMES = (
    ("upheld", _("Se estima"), _("La persona tenía razón.")),
    ("partly", _("Se estima en parte"), ""),
    ("dismissed", _("Se desestima"), _("Queda lo que se decidió.")),
    ("inadmissible", _("No se admite"), _("Por ejemplo, porque llegó fuera de plazo.")),
)
SENSE = Ask(
    name="sense",
    kind="one_of",
    label=_("Qué se decide"),
    options=SENSES,
    missing=_("Elija si se concede, se concede en parte o se deniega."),
)
SUSPENDS_BY = Ask(
    name="suspends_by",
    kind="text",
    label=_("Norma que para el plazo mientras tanto"),
    hint=_("Déjelo vacío si el plazo para resolver sigue corriendo."),
    required=False,
)
BASIS = Ask(
    name="basis",
    kind="text",
    label=_("Norma que permite suspender el plazo"),
    hint=_("Por ejemplo: Ley 39/2015, art. 22.1.d"),
    missing=_("Cite la norma que permite suspender el plazo, con su artículo."),
)
MOVES_BY = Ask(
    name="basis",
    kind="text",
    label=_("Norma que permite pasar lo ya empezado"),
    hint=_("La disposición transitoria de la norma nueva, con su artículo."),
    missing=_("Cite la norma que permite pasar a la versión nueva lo ya empezado."),
)
_WORK = frozenset({"verify", "inspect", "sign", "issue", "control", "review"})
OF_THE_LAW = {
    "appeal": _("Resolver el recurso"),
    "review": _("Revisar como persona lo que se decidió sin ella"),
}
FILE = Ask(name="document", kind="file", label=_("Documento que se une"), required=False)


def why(*, required: bool = True) -> Ask:
    """The reasons: facts and norm."""
    return Ask(
        name="why",
        label=_("Razones"),
        hint=_("Los hechos y la norma en que se apoya, con su artículo."),
        missing=_("Escriba los hechos y la norma en que se apoya."),
        required=required,
    )


def text(label: Any, *, name: str = "text", required: bool = True, rows: int = 6) -> Ask:
    """Words for the person."""
    return Ask(
        name=name,
        label=label,
        hint=_("Con palabras que entienda quien no conoce la ley."),
        required=required,
        missing=_("Escriba lo que se dirá a la persona."),
        rows=rows,
    )


CONDITIONS = Ask(
    name="conditions",
    label=_("Condiciones del título"),
    hint=_("Las lee cualquiera que lo compruebe. Sin datos de la persona."),
    required=False,
    rows=3,
)
TRANSFER = (
    Ask(
        name="name",
        kind="text",
        label=_("Nombre o razón social del nuevo titular"),
        missing=_("Escriba quién es el nuevo titular."),
    ),
    Ask(
        name="identifier",
        kind="text",
        label=_("Su identificador"),
        hint=_("El mismo que pide el formulario del trámite, con su dígito verificador."),
        missing=_("Escriba el identificador del nuevo titular."),
    ),
    why(),
)
RENEWAL = (
    Ask(
        name="until",
        kind="text",
        label=_("Nuevo último día"),
        hint=_("Día, mes y año. Por ejemplo: 31/12/2027"),
        missing=_("Escriba el nuevo último día. Por ejemplo: 31/12/2027"),
    ),
    why(),
)


def iso_day(typed: str) -> str:
    """`31/12/2027` as `2027-12-31`; what is no such day is left for the door to refuse."""
    parts = typed.strip().replace("-", "/").replace(".", "/").split("/")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return typed.strip()
    day, month, year = parts
    return f"{year}-{month:0>2}-{day:0>2}"


def change_title(now: CaseNow) -> tuple[Ask, ...]:
    """The condition in its words; whether its term ends, only where its norm provides for that."""
    asks: tuple[Ask, ...] = (
        Ask(
            name="conditions",
            label=_("Qué cambia en el título"),
            hint=CONDITIONS.hint,
            missing=_("Escriba la condición o el cambio."),
            rows=3,
        ),
    )
    change = (now.title.grants.get("change") or {}) if now.title else {}
    if now.title and change.get("ends_term") and now.title.life.until:
        ends = Ask(
            name="ends_term",
            kind="declaration",
            label=_("Queda sin plazo"),
            hint=f"{pick(change['text'], get_language() or 'es')} ({change['norm']})",
            required=False,
        )
        asks += (ends,)
    return (*asks, why())


def title_effect(now: CaseNow) -> Ask:
    """What becomes of the title that the case is about, by what its procedure provides for."""
    grants = now.title.grants if now.title else {}
    lang = get_language() or "es"
    said = {"revoke": ("revocation", _("Se revoca")), "suspend": ("suspension", _("Se suspende"))}
    options = tuple(
        (value, label, f"{pick(grants[name]['text'], lang)} ({grants[name]['norm']})")
        for value, (name, label) in said.items()
        if grants.get(name)
    )
    return Ask(
        name="title_effect",
        kind="one_of",
        label=_("Qué pasa con el título"),
        hint=_("Si se revoca o se suspende, tiene efecto desde que se notifique."),
        options=(*options, ("keep", _("Sigue como está"), "")),
        missing=_("Elija qué pasa con el título."),
    )


def work(now: CaseNow) -> tuple[Ask, ...]:
    """Which of the steps that the office does besides, and what came of it."""
    options = tuple((task.step, task_title(now, task), "") for task in open_work(now))
    return (
        Ask(
            name="step",
            kind="one_of",
            label=_("Qué paso se hizo"),
            options=options,
            missing=_("Elija el paso."),
        ),
        Ask(
            name="text",
            label=_("Qué se hizo o se encontró"),
            hint=_("Lo leerá la persona en su expediente."),
            missing=_("Escriba qué se hizo o qué se encontró."),
        ),
        FILE,
    )


def open_work(now: CaseNow) -> list[TaskNow]:
    """The steps to be recorded as work done: those that no act of their own does."""
    return [task for task in now.tasks if task.state == "open" and task.act in _WORK]


def task_title(now: CaseNow, task: TaskNow) -> str:
    """A step's title in the reader's language."""
    steps = {step["id"]: step["title"] for step in now.view.procedure.steps}
    if task.step in steps:
        return pick(steps[task.step], get_language() or "es")
    return str(OF_THE_LAW[task.act])


def answer(now: CaseNow) -> tuple[Ask, ...]:
    """Decisions in the procedure's own words."""
    lang = get_language() or "es"
    offered = now.view.procedure.reply.get("decisions") or ()
    if now.standing.by_silence:  # it granted what was asked
        offered = [option for option in offered if option["value"] in casefiles.HANDED_OVER]
    options = tuple(
        (str(option["value"]), pick(option.get("label"), lang), pick(option.get("text"), lang))
        for option in offered
    )
    return (
        Ask(
            name="decision",
            kind="one_of",
            label=_("Qué se decide"),
            options=options,
            missing=_("Elija qué se decide."),
        ),
        text(_("Respuesta a la persona")),
        Ask(
            name="reasons",
            label=_("Razones"),
            hint=_("Obligatorias si se deniega, entera o en parte: causa legal y hechos."),
            required=False,
        ),
        *((CONDITIONS,) if now.view.procedure.grants else ()),
        Ask(name="document", kind="file", label=_("Documento que se entrega"), required=False),
    )


def resolve(now: CaseNow) -> tuple[Ask, ...]:
    """Sense (or what becomes of the title), text and reasons; why there was no hearing only where
    one is owed. What silence granted is only confirmed."""
    about = now.title is not None and now.own_title is None
    sense = replace(SENSE, options=SENSES[:1]) if now.standing.by_silence else SENSE
    first = title_effect(now) if about else sense
    asks: tuple[Ask, ...] = (first, text(_("Texto de la resolución")), why(required=False))
    if now.view.procedure.grants:
        asks += (CONDITIONS,)
    if now.course.hearing and now.standing.hearing != "closed" and not now.standing.by_silence:
        asks += (
            Ask(
                name="hearing_dispensed",
                label=_("Por qué no hace falta la audiencia"),
                hint=_("Solo si se concede todo y no se tiene en cuenta nada más."),
                required=False,
                rows=3,
            ),
        )
    return (*asks, FILE)


def decide_appeal(now: CaseNow) -> tuple[Ask, ...]:
    """What becomes of the appeal, and of the matter."""
    return (
        Ask(
            name="outcome",
            kind="one_of",
            label=_("Qué se hace con el recurso"),
            options=OUTCOMES,
            missing=_("Elija si se estima, se desestima o no se admite."),
        ),
        Ask(
            name="sense",
            kind="one_of",
            label=_("Qué se decide en lugar de lo recurrido"),
            hint=_("Solo si se estima y se decide ahora."),
            options=SENSES,
            required=False,
        ),
        Ask(
            name="sends_back",
            kind="declaration",
            label=_("Se estima y el expediente vuelve al paso que falló"),
            required=False,
        ),
        text(_("Texto de la resolución del recurso")),
        why(),
    )


def ask_report(now: CaseNow) -> tuple[Ask, ...]:
    """Which of the procedure's reports, or another; of whom, about what."""
    lang = get_language() or "es"
    due = [
        (step["id"], pick(step.get("title"), lang), str(step.get("norm") or ""))
        for step in now.view.procedure.steps
        if step["act"] == "report" and step["id"] not in now.standing.reports
    ]
    which: tuple[Ask, ...] = ()
    if due:
        options = (*due, ("", _("Otro informe"), ""))
        which = (
            Ask(
                name="report",
                kind="one_of",
                label=_("Qué informe"),
                options=options,
                required=False,
            ),
        )
    return (
        *which,
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
    )


def answer_report(now: CaseNow) -> tuple[Ask, ...]:
    """Which of those that were asked for, whether it came, and what it says."""
    asked = {s.content["report"]: s.content["of"] for s in now.steps if s.kind == "ask_report"}
    pending = [name for name, came in now.standing.reports.items() if not came]
    return (
        Ask(
            name="report",
            kind="one_of",
            label=_("Qué informe"),
            options=tuple((name, asked.get(name, name), "") for name in pending),
            missing=_("Elija el informe."),
        ),
        Ask(
            name="issued",
            kind="one_of",
            label=_("Ha llegado"),
            options=(
                ("yes", _("Sí"), ""),
                ("no", _("No: se sigue sin él"), _("Su plazo pasó y la ley deja seguir.")),
            ),
            missing=_("Diga si el informe ha llegado."),
        ),
        text(_("Qué dice, o por qué se sigue sin él")),
        FILE,
    )


def report_id(now: CaseNow, of: str) -> str:
    """A name of its own for a report that the procedure does not declare."""
    return free_report_id(frozenset(now.standing.reports), of)


def free_report_id(taken: frozenset[str], of: str) -> str:
    """A name for a report of that body which none of the case's has."""
    base = slugify(of)[:40] or "informe"
    numbered = (f"{base}-{n}" for n in range(2, len(taken) + 3))
    return next(name for name in (base, *numbered) if name not in taken)
