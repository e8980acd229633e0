"""Proposals and their form, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from ventanilla.channels.look.fields import Choice, FieldView
from ventanilla.channels.portal.observatory.show.facts import country_name, say
from ventanilla.domains.observatory import api as observatory

FIELDS = ("name", "identifier", "year", "status", "url", "source", "confidence")


@dataclass(frozen=True, kw_only=True)
class ProposalShown:
    """A proposal: what it would change, why, and what came of it."""

    id: str
    country: str
    change: str
    lines: list[tuple[str, str, str]]  # column, before, after
    reason: str
    origin: str
    made_at: Any
    verdict: str
    review_note: str
    source: str


def proposal_shown(found: observatory.Proposal) -> ProposalShown:
    """A proposal with what differs from the fact as it stands."""
    changes = {"add": _("añadir"), "amend": _("cambiar"), "withdraw": _("retirar")}
    verdicts = {"": _("espera"), "accepted": _("aceptada"), "refused": _("rechazada")}
    return ProposalShown(
        id=str(found.id),
        country=country_name(found.country),
        change=changes[found.change],
        lines=_lines(found),
        reason=found.reason,
        origin=found.origin,
        made_at=found.made_at,
        verdict=verdicts[found.verdict],
        review_note=found.review_note,
        source=str(found.content.get("source", "")),
    )


def _lines(found: observatory.Proposal) -> list[tuple[str, str, str]]:
    held: Mapping[str, Any] = {}
    if found.change != "add":
        current = observatory.history(found.key).current
        held = {name: getattr(current, name) for name in found.content}
    return [
        (labels().get(name, name), _text(held.get(name)), _text(value))
        for name, value in found.content.items()
        if _text(held.get(name)) != _text(value) and name not in {"country", "kind"}
    ]


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def labels() -> dict[str, str]:
    """What each column is called."""
    return {
        "kind": _("Tipo"),
        "name": _("Nombre"),
        "identifier": _("Número o identificador"),
        "year": _("Año"),
        "status": _("Estado"),
        "status_note": _("Nota del estado"),
        "url": _("Dirección del texto oficial"),
        "source": _("Fuente, con su dirección"),
        "confidence": _("Cómo se sabe"),
        "reason": _("Por qué hay que cambiarlo"),
    }


def fields_of(
    held: Mapping[str, Any], *, new: bool, wrong: str = "", why: str = ""
) -> list[FieldView]:
    """The form of a proposal; `wrong` is the field that was refused, and `why`."""
    return [
        replace(field, error=why) if field.id == wrong else field for field in _fields(held, new)
    ]


def _fields(held: Mapping[str, Any], new: bool) -> list[FieldView]:
    name = labels()
    kinds = {kind: say(texts) for kind, texts in observatory.kinds().items()}
    found = [_choice("kind", held, kinds)] if new else []
    found += [
        _input("name", held, 300),
        _input("identifier", held, 200, required=False),
        _input("year", held, 4, required=False, mode="numeric"),
        _choice("status", held, {s.id: say(s.name) for s in observatory.statuses().values()}),
        _input("url", held, 500, required=False),
        _input("source", held, 600),
        _choice(
            "confidence",
            held,
            {"high": _("Visto en esa fuente"), "medium": _("De conocimiento general")},
        ),
        FieldView(
            id="reason", kind="long_text", label=name["reason"], value=str(held.get("reason", "")),
            max_length=600, rows=3,
        ),
    ]  # fmt: skip
    return found


def _input(
    id_: str, held: Mapping[str, Any], longest: int, *, required: bool = True, mode: str = ""
) -> FieldView:
    return FieldView(
        id=id_,
        kind="text",
        label=labels()[id_],
        value=_text(held.get(id_)),
        max_length=longest,
        required=required,
        input_mode=mode,
    )


def _choice(id_: str, held: Mapping[str, Any], options: Mapping[str, str]) -> FieldView:
    return FieldView(
        id=id_,
        kind="one_of",
        label=labels()[id_],
        choices=tuple(
            Choice(id=f"{id_}-{value}", value=value, label=label, chosen=held.get(id_) == value)
            for value, label in options.items()
        ),
    )
