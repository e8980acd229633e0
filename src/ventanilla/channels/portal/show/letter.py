"""A service letter as people read it: its words are the source's, the headings are ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ventanilla.domains.catalogue import api as catalogue


@dataclass(frozen=True, kw_only=True)
class Listed:
    """Items of a step, under whom they are asked of (empty: of everybody)."""

    title: str
    case: str
    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LetterStep:
    """One step of the letter."""

    title: str
    text: str
    lists: tuple[Listed, ...]
    time: str


@dataclass(frozen=True, kw_only=True)
class LetterPage:
    """What the page of a letter shows."""

    cost: str
    time: str
    time_note: str
    validity: str
    validity_note: str
    steps: tuple[LetterStep, ...]
    more: tuple[tuple[str, str], ...]


def letter_page(letter: catalogue.PublishedLetter) -> LetterPage:
    """Everything that a letter says, ready to be read."""
    content = letter.content
    more = [
        (_("Tiene prioridad"), content["priority"]),
        (_("Cómo le atienden"), content["treatment"]),
        (_("Accesibilidad"), content["accessibility"]),
    ]
    return LetterPage(
        cost={True: _("Gratis"), False: _("Tiene coste: está en los pasos")}.get(
            content["free"], _("La carta no lo dice")
        ),
        time=taken(content["time"]),
        time_note=content["time"]["note"],
        validity=_validity(content["validity"]),
        validity_note=content["validity"].get("note", ""),
        steps=tuple(_step(step) for step in content["steps"]),
        more=tuple((label, text) for label, text in more if text),
    )


def taken(time: Mapping[str, Any]) -> str:
    """`De 8 a 15 días de calendario`; empty where the letter gives no time."""
    kind = time["kind"]
    if kind == "atendimento-imediato":
        return _("En el momento")
    if kind == "nao-estimado-ainda":
        return _("Todavía no se ha estimado")
    if kind not in {"entre", "ate", "em-media"}:
        return ""
    amount = _amount(time["max"], time["unit"])
    words = {
        "entre": _("De %(least)d a %(amount)s") % {"least": time.get("min", 0), "amount": amount},
        "ate": _("Hasta %s") % amount,
        "em-media": _("De media, %s") % amount,
    }
    return words[kind]


def _amount(n: int, unit: str) -> str:
    words = {
        "minutos": ngettext("%(n)d minuto", "%(n)d minutos", n),
        "horas": ngettext("%(n)d hora", "%(n)d horas", n),
        "dias": ngettext("%(n)d día", "%(n)d días", n),
        "dias-corridos": ngettext("%(n)d día de calendario", "%(n)d días de calendario", n),
        "dias-uteis": ngettext("%(n)d día hábil", "%(n)d días hábiles", n),
        "meses": ngettext("%(n)d mes", "%(n)d meses", n),
        "anos": ngettext("%(n)d año", "%(n)d años", n),
    }
    return words[unit] % {"n": n}


def _validity(validity: Mapping[str, Any]) -> str:
    if validity.get("for_ever"):
        return _("No caduca")
    return _amount(validity["max"], validity["unit"]) if validity.get("max") else ""


def _step(step: Mapping[str, Any]) -> LetterStep:
    lists = [*_lists(_("Documentos"), step["documents"], str)]
    lists += _lists(_("Coste"), step["costs"], _cost)
    lists += _lists(_("Dónde y cómo"), step["channels"], _channel)
    return LetterStep(
        title=step["title"],
        text=step["description"],
        lists=tuple(lists),
        time=taken(step["time"]),
    )


def _lists(title: str, cases: list[dict[str, Any]], say: Any) -> list[Listed]:
    return [
        Listed(title=title, case=case["case"], items=tuple(say(item) for item in case["items"]))
        for case in cases
    ]


def _cost(cost: Mapping[str, str]) -> str:
    value = " ".join(part for part in (cost["currency"], cost["value"]) if part and cost["value"])
    return ": ".join(part for part in (cost["what"], value or cost["varies"]) if part)


def _channel(channel: Mapping[str, str]) -> str:
    kinds = {
        "aplicativo-movel": _("Aplicación de móvil"),
        "e-mail": _("Correo electrónico"),
        "fax": _("Fax"),
        "postal": _("Correo postal"),
        "presencial": _("En persona"),
        "sms": _("SMS"),
        "telefone": _("Teléfono"),
    }
    said = f"{kinds.get(channel['kind'], _('Internet'))}: {channel['text']}"
    if channel["when_down"]:
        said += "\n" + _("Si no funciona: %s") % channel["when_down"]
    return said
