"""The form of an act, declared: which questions it asks, and what each answer is called at the
door that does it. Both sides of the counter declare their acts with these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.fields import Choice, FieldView

Options = tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One question of an act. `name` is the parameter of the door; `options` are (value, label,
    hint); `missing` is said where a required answer is not given."""

    name: str
    label: Any
    kind: str = "long_text"
    hint: Any = ""
    required: bool = True
    missing: Any = ""
    options: Options = ()
    rows: int = 6


def ask_fields(
    asks: Iterable[Ask], posted: Mapping[str, str], errors: Mapping[str, str]
) -> list[FieldView]:
    """Each question as a field, filled with what was typed, right or wrong."""
    return [_field(ask, posted.get(ask.name, ""), errors.get(ask.name, "")) for ask in asks]


def unanswered(asks: Iterable[Ask], posted: Mapping[str, str]) -> dict[str, str]:
    """What to do for each required answer that is not there, by question."""
    return {
        ask.name: str(ask.missing or _("Responda a «%(label)s».") % {"label": ask.label})
        for ask in asks
        if ask.required and ask.kind != "file" and not _answer(ask, posted)
    }


def answers_of(asks: Iterable[Ask], posted: Mapping[str, str]) -> dict[str, Any]:
    """By parameter of the door; files and boxes that were not ticked apart."""
    return {
        ask.name: _answer(ask, posted) == "yes"
        if ask.kind == "declaration"
        else _answer(ask, posted)
        for ask in asks
        if ask.kind != "file"
    }


def act_errors(
    fields: Iterable[FieldView], errors: Mapping[str, str], general: str = ""
) -> list[ErrorLine]:
    """The summary: the same words as beside each field, leading to it; then what has no field."""
    shown = list(fields)
    lines = [ErrorLine(text=field.error, anchor=field.anchor) for field in shown if field.error]
    known = {field.id for field in shown}
    lines += [ErrorLine(text=text) for name, text in errors.items() if name not in known]
    return [ErrorLine(text=general), *lines] if general else lines


def _answer(ask: Ask, posted: Mapping[str, str]) -> str:
    said = posted.get(ask.name, "").strip()
    if ask.options and said not in {value for value, _label, _hint in ask.options}:
        return ""
    return said


def _field(ask: Ask, value: str, error: str) -> FieldView:
    return FieldView(
        id=ask.name,
        kind=ask.kind,
        label=str(ask.label),
        hint=str(ask.hint),
        required=ask.required,
        value=value,
        error=error,
        rows=ask.rows,
        max_length=200 if ask.kind == "text" else None,
        choices=tuple(
            Choice(
                id=f"{ask.name}-{number}" if number else ask.name,
                value=option,
                label=str(label),
                hint=str(hint),
                chosen=option == value,
            )
            for number, (option, label, hint) in enumerate(ask.options)
        ),
    )
