"""What an act and a time limit of a case are called on every screen, from plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from ventanilla.channels.look.act_besides import told_besides
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
    return labels.get(kind, own.get(kind, name)) % {"which": own.get(which, which)}


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


def title_words(content: Mapping[str, Any]) -> str:
    """What a resolution of own motion makes of a title."""
    words = {
        "revoke": _("Se revoca el título"),
        "suspend": _("Se suspende el título"),
        "keep": _("El título sigue como está"),
    }
    return words.get(str(content.get("title_effect") or ""), "")


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
    sense = title_words(content) or sense_words(content)
    if sense:
        yield f"{sense}."
    if content.get("how") and "who" not in content:
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
    yield from _of_title(content)
    if content.get("question"):
        yield f"{content.get('of')}: {content['question']}"
    if content.get("to_id"):
        yield from _moved_version(content)
    if content.get("cause"):
        yield str(content["cause"])
    yield from told_besides(content)
    yield from _text_lines(content)
    if content.get("deed"):
        yield str(content["deed"])
    if content.get("basis"):
        yield f"({content['basis']})"


def _text_lines(content: Mapping[str, Any]) -> Iterator[str]:
    """Its numbered paragraphs where it was drafted, else its text and reasons; then by whom it is
    signed for another, in the formula of the law."""
    if content.get("paragraphs"):
        yield from (f"{one['n']}. {one['text']}" for one in content["paragraphs"])
    else:
        yield from (str(content[name]) for name in ("text", "reasons") if content.get(name))
    signed = content.get("signed_as") or {}
    if signed.get("formula"):
        yield f"{signed['formula']}."
    if signed.get("name"):
        yield f"{signed['name']}, {signed['post']}"


def _moved_version(content: Mapping[str, Any]) -> Iterator[str]:
    """From which version to which, and what became of the day to decide."""
    yield _("De la versión %(before)s del trámite a la %(after)s.") % {
        "before": content["from"],
        "after": content["to"],
    }
    if content["moved"]:
        yield _("El plazo para resolver se cuenta de nuevo: es más corto.")
    elif content["told"] != content["law"]:
        yield _("El plazo para resolver no cambia: el de la versión nueva le perjudicaría.")


def _of_title(content: Mapping[str, Any]) -> Iterator[str]:
    if content.get("until"):
        yield _("Hasta el %(day)s.") % {"day": content["until"]}
    if content.get("conditions"):
        yield str(content["conditions"])


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
