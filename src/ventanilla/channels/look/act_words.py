"""What an act and a time limit of a case are called on every screen, from plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Cell, Chip, Table, table


def clock_label(name: str, *, own: Mapping[str, str]) -> str:
    """A time limit in words. `own` names the appeals and reports of the procedure by their id."""
    kind, _colon, which = name.partition(":")
    labels = {
        "decide": _("Para resolver"),
        "correction": _("Para corregir"),
        "hearing": _("Para alegar en la audiencia"),
        "information": _("Información pública"),
        "decide_appeal": _("Para resolver el recurso"),
        "appeal": _("Para recurrir: %(which)s"),
        "report": _("Informe: %(which)s"),
    }
    return labels.get(kind, name) % {"which": own.get(which, which)}


def owed_by(who: str) -> str:
    """Whose a time limit is."""
    words = {"party": _("La persona"), "body": _("La unidad"), "other": _("Quien informa")}
    return words.get(who, who)


def sense_words(content: Mapping[str, Any]) -> str:
    """What was decided, where an act decides something."""
    senses = {
        "granted": _("Se concede"),
        "partly": _("En parte"),
        "refused": _("Se deniega"),
        "positive": _("Estimado por silencio"),
        "negative": _("Desestimado por silencio"),
        "upheld": _("Se estima"),
        "dismissed": _("Se desestima"),
        "inadmissible": _("No se admite"),
    }
    said = [senses.get(str(content.get(name) or ""), "") for name in ("outcome", "sense")]
    return ". ".join(word for word in said if word)


def notice_how(content: Mapping[str, Any]) -> str:
    """How a notice came to have its effect."""
    words = {
        "opened": _("La persona la abrió"),
        "refused": _("La persona la rechazó"),
        "elapsed": _("Pasaron los días de la ley sin que se abriera"),
        "deposited": _("Por su depósito en el buzón"),
        "delivered": _("La carta se entregó"),
        "posted": _("Pasaron los días que la ley da desde que se envió o publicó"),
    }
    return words.get(str(content.get("how") or ""), _("Consta que la persona la conocía"))


def means_words(means: str) -> str:
    """How somebody is notified."""
    words = {"box": _("En el buzón electrónico de esta sede"), "paper": _("Por carta")}
    return words.get(means, means)


def act_lines(content: Mapping[str, Any], *, labels: Mapping[str, str]) -> Iterator[str]:
    """What an act says, one line each. `labels` are the questions of the form by field."""
    sense = sense_words(content)
    if sense:
        yield f"{sense}."
    if content.get("how"):
        yield f"{notice_how(content)}."
    if content.get("means"):
        yield f"{means_words(str(content['means']))}."
    for field, why in (content.get("fields") or {}).items():
        yield f"{labels.get(field, field)}: {why}"
    mended = [*(content.get("answers") or {}), *(content.get("documents") or {})]
    if mended:
        yield _("Corrigió: %(what)s.") % {
            "what": ", ".join(f"«{labels.get(field, field)}»" for field in mended)
        }
    if content.get("question"):
        yield f"{content.get('of')}: {content['question']}"
    for name in ("text", "reasons"):
        if content.get(name):
            yield str(content[name])
    if content.get("basis"):
        yield f"({content['basis']})"


def paused() -> Chip:
    """The chip of a time limit that stands still."""
    return Chip(text=_("En pausa"), urgency="held")


def changes_table(rows: list[tuple[str, str, str, str]]) -> Table:
    """What a correction changed: question, before, now, and when, for both sides to see."""
    return table(
        caption=_("Qué cambió con la corrección"),
        heads=(_("Pregunta"), _("Lo que presentó"), _("Lo corregido")),
        rows=[
            [
                Cell(text=label, detail=when),
                Cell(text=", ".join(before.split("\n"))),
                Cell(text=", ".join(after.split("\n"))),
            ]
            for label, before, after, when in rows
        ],
    )
