"""The fields of a form's page, its answers read back, and its errors, as components."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ventanilla.channels.look.components import ErrorLine, SummaryRow
from ventanilla.channels.look.fields import Choice, FieldView, HeldFile, HeldItem, Part
from ventanilla.domains.forms import api as forms
from ventanilla.kernel.text_choice import pick

MEGABYTE = 1_000_000
LONG_LIST = 10  # from here on a list to choose from reads better closed than as so many buttons


def fields_of_page(
    *,
    form: forms.Form,
    page: forms.Page,
    answers: Mapping[str, Any],
    files: Mapping[str, Sequence[Any]],
    errors: Mapping[str, str],
    lang: str,
    other_tab: Mapping[str, str] | None = None,
    item_url: Callable[[str, int], str] | None = None,
) -> list[FieldView]:
    """One view per field, filled with what the person wrote, right or wrong.

    Fields asked only after another answer are left out until that answer asks for them.
    `item_url(field, place)` gives the page of an item of a repeated group.
    """
    inputs = form.inputs(page.id, answers)
    asked = form.asked(answers, files)
    return [
        _field_view(
            field=field,
            inputs=inputs,
            held=files.get(field.id, ()),
            error=errors.get(field.id, ""),
            lang=lang,
            other_tab=(other_tab or {}).get(field.id, ""),
        )
        if not field.kind.is_group
        else group_view(
            field=field,
            items=answers.get(field.id),
            error=errors.get(field.id, ""),
            lang=lang,
            item_url=item_url,
        )
        for field in page.fields
        if asked[field.id] or _hangs_on_page(field, page)
    ]


def field_alone(
    *,
    form: forms.Form,
    field: forms.Field,
    answers: Mapping[str, Any],
    error: str,
    lang: str,
) -> FieldView:
    """One field by itself, as its page draws it, with no files yet: what a correction asks for."""
    view = _field_view(
        field=field,
        inputs=form.inputs(field.page, answers),
        held=(),
        error=error,
        lang=lang,
        other_tab="",
    )
    return replace(view, required=True)  # it was asked for


def _hangs_on_page(field: forms.Field, page: forms.Page) -> bool:
    """Without scripts a field that depends on another of the same page is shown with it."""
    here = {f"{other.id}" for other in page.fields}
    return any(here & set(condition.uses) for condition in field.conditions)


def fields_of_item(
    *, field: forms.Field, item: Mapping[str, Any], errors: Mapping[str, str], lang: str
) -> list[FieldView]:
    """The fields of one item of a repeated group, filled with what the person wrote."""
    views = []
    for inner in getattr(field.kind, "fields", ()):
        held = inner.kind.inputs(item.get(inner.id))
        inputs = {f"{inner.id}-{part}" if part else inner.id: text for part, text in held.items()}
        error = errors.get(inner.id, "")
        views.append(
            _field_view(field=inner, inputs=inputs, held=(), error=error, lang=lang, other_tab="")
        )
    return views


def group_view(
    *,
    field: forms.Field,
    items: Any,
    error: str,
    lang: str,
    item_url: Callable[[str, int], str] | None,
) -> FieldView:
    """A repeated group: its items in a line each, where each is changed, and room for another."""
    kind: Any = field.kind
    held = items if isinstance(items, list) else []
    called = kind.called(lang)
    words = _("Añadir: %(what)s") % {"what": called.lower()} if called else _("Añadir otro")
    return FieldView(
        id=field.id,
        kind="group",
        label=pick(field.label, lang),
        hint=pick(field.hint, lang),
        norm=str(field.norm) if field.norm else "",
        required=field.required,
        error=error,
        items=tuple(
            HeldItem(
                text=f"{place}. {kind.line(item, lang)}",
                url=item_url(field.id, place) if item_url else "",
                remove=f"{field.id}:{place - 1}",
            )
            for place, item in enumerate(held, 1)
        ),
        add=words if len(held) < kind.at_most else "",
    )


def _field_view(
    *,
    field: forms.Field,
    inputs: Mapping[str, Any],
    held: Sequence[Any],
    error: str,
    lang: str,
    other_tab: str,
) -> FieldView:
    value = inputs.get(field.id, "")
    is_file = field.type == "file"
    return FieldView(
        id=field.id,
        kind="one_of_list" if _is_long(field) else field.type,
        label=pick(field.label, lang),
        hint=pick(field.hint, lang),
        norm=str(field.norm) if field.norm else "",
        required=field.required,
        value=value if isinstance(value, str) else "",
        error=error,
        max_length=field.max_length,
        rows=getattr(field.kind, "rows", 6),
        input_mode=field.kind.input_mode if field.kind.input_mode != "text" else "",
        autocomplete=field.kind.autocomplete,
        choices=_choices(field, value, lang),
        parts=_parts(field, inputs, lang),
        held=_held(field.id, held) if is_file else (),
        room=max(0, (field.max_files or 1) - len(held)) if is_file else 1,
        limit=_limit(field) if is_file and not field.hint else "",
        accept=",".join(field.accept) if is_file else "",
        other_tab=other_tab,
    )


def _is_long(field: forms.Field) -> bool:
    """One of many: a closed list, which browsers search by typing."""
    return field.type in ("country", "territory") or (
        field.type == "one_of" and len(field.options) > LONG_LIST
    )


def _choices(field: forms.Field, value: Any, lang: str) -> tuple[Choice, ...]:
    if field.type == "yes_no":
        options = [("yes", _("Sí"), ""), ("no", _("No"), "")]
    else:
        options = [(o.value, pick(o.label, lang), pick(o.hint, lang)) for o in field.options]
    if _is_long(field):
        options = [("", _("Elija de la lista"), ""), *options]
    chosen = {value} if isinstance(value, str) else set(value)
    return tuple(
        Choice(
            id=f"{field.id}-{number}" if number else field.id,
            value=option,
            label=label,
            hint=hint,
            chosen=option in chosen,
        )
        for number, (option, label, hint) in enumerate(options)
    )


def _parts(field: forms.Field, inputs: Mapping[str, Any], lang: str) -> tuple[Part, ...]:
    labels = getattr(field.kind, "part_labels", {})
    return tuple(
        Part(
            id=f"{field.id}-{part.name}",
            label=pick(labels.get(part.name), lang) or str(part.label),
            value=str(inputs.get(f"{field.id}-{part.name}", "")),
            width=part.width,
            input_mode=part.input_mode if part.input_mode != "text" else "",
            autocomplete=part.autocomplete,
        )
        for part in field.parts
    )


def _held(field_id: str, files: Sequence[Any]) -> tuple[HeldFile, ...]:
    return tuple(
        HeldFile(name=file.name, size=file.size, remove=f"{field_id}:{place}")
        for place, file in enumerate(files)
    )


def _limit(field: forms.Field) -> str:
    most = field.max_files or 1
    weight = number_format((field.max_bytes or 0) / MEGABYTE, 0)
    return ngettext(
        "Un archivo de hasta %(weight)s MB.",
        "Hasta %(most)d archivos de %(weight)s MB cada uno.",
        most,
    ) % {"most": most, "weight": weight}


def error_lines(errors: Iterable[forms.FieldError], fields: Iterable[FieldView]) -> list[ErrorLine]:
    """The error summary of a page: the same words as beside the field, leading to it."""
    anchors = {field.id: field.anchor for field in fields}
    return [ErrorLine(text=e.message, anchor=anchors.get(e.field, "")) for e in errors]


def sections_to_check(
    *,
    form: forms.Form,
    answers: Mapping[str, Any],
    files: Mapping[str, Sequence[Any]],
    lang: str,
    page_url: Any = None,
) -> list[dict[str, Any]]:
    """Questions and answers by page; `page_url(page_id)` gives where each is changed."""
    return [
        {
            "title": pick(page.title, lang),
            "rows": [
                SummaryRow(
                    label=label,
                    lines=tuple(shown.split("\n")),
                    change_url=f"{page_url(page.id)}#{field.id}" if page_url else "",
                )
                for field, label, shown in lines
            ],
        }
        for page, lines in form.summary(answers, files, lang)
    ]


def seen_mark(answers: Mapping[str, Any], files: Mapping[str, Sequence[Any]]) -> str:
    """A short mark of what a page was drawn from, to notice a change in another tab."""
    drawn = [answers, {name: [_digest(f) for f in held] for name, held in files.items()}]
    text = json.dumps(drawn, sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _digest(file: Any) -> str:
    return file.sha256.hex() if isinstance(file.sha256, bytes | memoryview) else str(file.sha256)
