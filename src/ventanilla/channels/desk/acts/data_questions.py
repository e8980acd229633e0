"""What the desk asks to attend each right over a person's data."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ventanilla.channels.look.act_form import Ask
from ventanilla.channels.look.measures import field_labels
from ventanilla.domains.datarights import api as datarights

_WHY = Ask(
    name="why",
    label=gettext_lazy("Razones"),
    hint=gettext_lazy("Los hechos y la norma en que se apoya, con su artículo."),
    missing=gettext_lazy("Escriba las razones."),
    rows=4,
)
DECISIONS = (
    ("granted", gettext_lazy("Se entrega todo"), ""),
    ("partly", gettext_lazy("Se entrega en parte"), gettext_lazy("Hay que decir por qué.")),
)
OUTCOMES = (
    ("upheld", gettext_lazy("Se atiende la oposición"), ""),
    ("refused", gettext_lazy("No se atiende"), gettext_lazy("Hay que decir por qué.")),
)


def questions(person: datarights.AboutPerson) -> tuple[Ask, ...]:
    """For the right of that case, with how it is known who asks; none for rights that only an
    answer attends."""
    right = datarights.right_of(person.case)
    own: tuple[Ask, ...] = {
        "access": _copy(),
        "access_simple": _copy(),
        "portability": _copy(),
        "correction": (*_columns(), _WHY),
        "cancellation": (_WHY,),
        "objection": _objection(),
    }.get(right, ())
    return (*_identity(person, right), *own) if own else ()


def _copy() -> tuple[Ask, ...]:
    return (
        Ask(name="decision", kind="one_of", label=_("Qué se decide"), options=DECISIONS),
        Ask(name="text", label=_("Respuesta a la persona"), rows=6),
        Ask(name="reasons", label=_("Qué no se entrega y por qué"), required=False, rows=3),
    )


def _columns() -> tuple[Ask, ...]:
    return tuple(
        Ask(name=name, kind="text", label=label, required=False)
        for name, label in field_labels().items()
    )


def _objection() -> tuple[Ask, ...]:
    return (
        Ask(name="outcome", kind="one_of", label=_("Qué se decide"), options=OUTCOMES),
        Ask(name="text", label=_("Qué deja de hacerse con sus datos, o qué sigue"), rows=4),
        _WHY,
    )


def _identity(person: datarights.AboutPerson, right: str) -> tuple[Ask, ...]:
    asks = []
    if person.alike and right != "objection":
        asks.append(
            Ask(
                name="with_alike",
                kind="declaration",
                label=_("He comprobado que son de la misma persona: incluirlas"),
                required=False,
            )
        )
    if asks or not person.has_account:
        asks.append(
            Ask(
                name="identity",
                kind="text",
                label=_("Cómo se comprobó quién lo pide"),
                hint=_("Por ejemplo: mostró su documento en el mostrador."),
                required=not person.has_account,
                missing=_("Diga cómo se comprobó, antes de entregar o cambiar datos."),
            )
        )
    return tuple(asks)
