"""A repeated group is filled item by item, a page each: complete without scripts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from ventanilla.channels.filling.fields import fields_of_item, seen_mark
from ventanilla.channels.filling.opened import OpenDraft
from ventanilla.channels.look.components import ErrorLine
from ventanilla.domains.forms import api as forms
from ventanilla.kernel.text_choice import pick


def item_page(
    request: HttpRequest, opened: OpenDraft, page: str, field: str, place: int
) -> HttpResponse:
    """One item, counted from 1; the place after the last adds one."""
    group = _group(opened, page, field)
    held = _items(opened, field)
    kind: Any = group.kind
    if not 1 <= place <= min(len(held) + 1, kind.at_most):
        return HttpResponseRedirect(opened.page_url(page))
    kept = held[place - 1] if place <= len(held) else {}
    if request.method != "POST":
        return _item_page(request, opened, group, place, kept)
    written = kind.item_from_post(posted(request))
    if request.POST.get("_seen") != seen_mark({"items": held}, {}):
        return _item_page(request, opened, group, place, written, elsewhere=True)
    clean, errors = opened.form.item_errors(field, written, lang=opened.lang)
    if errors:
        said = {error.field: error.message for error in errors}
        return _item_page(request, opened, group, place, written, errors=said)
    items = [*held[: place - 1], clean, *held[place:]]
    opened.save(
        page=page,
        answers={**opened.answers_of(opened.form.page(page)), field: items},
        files={},
    )
    return HttpResponseRedirect(opened.page_url(page))


def groups_after(request: HttpRequest, opened: OpenDraft, page: forms.Page) -> dict[str, Any]:
    """The repeated groups of a page after this request: one item less, or the same."""
    name, _colon, place = request.POST.get("remove_item", "").partition(":")
    after: dict[str, Any] = {}
    for field in page.fields:
        if field.kind.is_group:
            items = _items(opened, field.id)
            if field.id == name and place.isdecimal():
                items = [one for n, one in enumerate(items) if n != int(place)]
            after[field.id] = items or None
    return after


def added_item_url(request: HttpRequest, opened: OpenDraft) -> str:
    """Where an item is added, if that is the button that was pressed."""
    go, _colon, field = request.POST.get("go", "").partition(":")
    return opened.item_url(field, len(_items(opened, field)) + 1) if go == "add" else ""


def posted(request: HttpRequest) -> dict[str, list[str]]:
    """What the page's inputs sent, by name."""
    return {name: [str(v) for v in values] for name, values in request.POST.lists()}


def _group(opened: OpenDraft, page: str, field: str) -> forms.Field:
    shown = next((p for p in opened.pages() if p.id == page), None)
    found = next((f for f in shown.fields if f.id == field), None) if shown else None
    if found is None or not found.kind.is_group:
        raise Http404
    return found


def _items(opened: OpenDraft, field: str) -> list[dict[str, Any]]:
    held = opened.draft.answers.get(field)
    return list(held) if isinstance(held, list) else []


def _item_page(
    request: HttpRequest,
    opened: OpenDraft,
    group: forms.Field,
    place: int,
    item: Mapping[str, Any],
    *,
    errors: Mapping[str, str] | None = None,
    elsewhere: bool = False,
) -> HttpResponse:
    kind: Any = group.kind
    fields = fields_of_item(field=group, item=item, errors=errors or {}, lang=opened.lang)
    lines = [ErrorLine(text=f.error, anchor=f.anchor) for f in fields if f.error]
    if elsewhere:
        lines.append(ErrorLine(text=_("Revise lo que escribe aquí y vuelva a guardar.")))
    called = kind.called(opened.lang) or pick(group.label, opened.lang)
    context = {
        **opened.context(),
        "title": f"{called} {place}",
        "group_label": pick(group.label, opened.lang),
        "fields": fields,
        "errors": lines,
        "seen": seen_mark({"items": _items(opened, group.id)}, {}),
        "back": opened.page_url(group.page),
    }
    if elsewhere:
        context["errors_title"] = _("Esta página cambió en otra pestaña")
    status = 409 if elsewhere else 422 if errors else 200
    return render(request, "filling/item.html", context, status=status)
