"""Two tabs on one page: neither silently overwrites the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from ventanilla.channels.filling.fields import seen_mark
from ventanilla.channels.filling.opened import OpenDraft
from ventanilla.domains.forms import api as forms


def written_elsewhere(
    request: HttpRequest, *, opened: OpenDraft, page: forms.Page, answers: Mapping[str, Any]
) -> dict[str, str]:
    """By field, what was saved since this page was drawn and differs from what it sends.

    Empty when nothing did, or when the page was drawn after that.
    """
    saved = opened.answers_of(page)
    seen = request.POST.get("_seen", "")
    if not seen or seen == seen_mark(saved, {}):
        return {}
    before = opened.form.inputs(page.id, saved)
    now = opened.form.inputs(page.id, answers)
    return {
        field.id: _shown(field, before)
        for field in page.fields
        if saved.get(field.id) is not None and _inputs(field, before) != _inputs(field, now)
    }


def _inputs(field: forms.Field, inputs: Mapping[str, Any]) -> list[str]:
    names = [f"{field.id}-{part.name}" for part in field.parts] or [field.id]
    return [str(inputs.get(name, "")).replace("\r\n", "\n").strip() for name in names]


def _shown(field: forms.Field, inputs: Mapping[str, Any]) -> str:
    return ", ".join(text for text in _inputs(field, inputs) if text)
