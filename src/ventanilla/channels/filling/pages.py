"""One page of a form: one matter, saved at each step, what is wrong shown beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from ventanilla.channels.filling.fields import fields_of_page, seen_mark
from ventanilla.channels.filling.items import added_item_url, groups_after, posted
from ventanilla.channels.filling.opened import OpenDraft
from ventanilla.channels.filling.tabs import written_elsewhere
from ventanilla.channels.filling.uploads import received_files
from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.fields import FieldView


def first_page(opened: OpenDraft) -> HttpResponse:
    """To the first page that is not yet well answered, or to the check."""
    for page in opened.pages():
        if opened.check(page=page.id).errors:
            return HttpResponseRedirect(opened.page_url(page.id))
    return HttpResponseRedirect(opened.check_url)


def form_page(request: HttpRequest, opened: OpenDraft, page: str) -> HttpResponse:
    """One page of the form. What is right is saved even when something beside it is wrong."""
    shown = next((p for p in opened.pages() if p.id == page), None)
    if shown is None:
        return HttpResponseRedirect(opened.url)
    if request.method != "POST":
        return _page(request, opened, shown, answers=opened.draft.answers, files=opened.files)
    answers = {
        **opened.form.from_post(page, posted(request)),
        **groups_after(request, opened, shown),
    }
    elsewhere = written_elsewhere(request, opened=opened, page=shown, answers=answers)
    if elsewhere:
        return _page(
            request, opened, shown, answers=answers, files=opened.files, other_tab=elsewhere
        )
    received = received_files(request, opened=opened, page=shown)
    checked = opened.save(page=page, answers=answers, files=received.kept)
    go_on = request.POST.get("go") == "on" and not _stays(request)
    if received.refused or (checked.errors and go_on):
        return _page(
            request,
            opened,
            shown,
            answers={**opened.draft.answers, **answers},
            files=opened.files,
            errors={**{e.field: e.message for e in checked.errors}, **received.refused},
            retry_after=received.retry_after,
        )
    return HttpResponseRedirect(_onward(request, opened, page))


def _onward(request: HttpRequest, opened: OpenDraft, page: str) -> str:
    """After a page: the same one (a file was removed), the code to come back with, or the next."""
    if _stays(request):
        return opened.page_url(page)
    if request.POST.get("go") == "later":
        return opened.later_url
    return added_item_url(request, opened) or opened.after(page)


def _stays(request: HttpRequest) -> bool:
    return "remove" in request.POST or "remove_item" in request.POST


def _page(
    request: HttpRequest,
    opened: OpenDraft,
    shown: Any,
    *,
    answers: Mapping[str, Any],
    files: Mapping[str, Sequence[Any]],
    errors: Mapping[str, str] | None = None,
    other_tab: Mapping[str, str] | None = None,
    retry_after: int | None = None,
) -> HttpResponse:
    fields = fields_of_page(
        form=opened.form,
        page=shown,
        answers=answers,
        files=files,
        errors=errors or {},
        lang=opened.lang,
        other_tab=other_tab,
        item_url=opened.item_url,
    )
    context = {
        **opened.context(),
        "page": opened.page_heading(shown),
        "fields": fields,
        "errors": _lines(fields, errors or {}, other_tab or {}),
        "seen": seen_mark(opened.answers_of(shown), {}),
        "back": opened.before(shown.id),
    }
    if other_tab:
        context["errors_title"] = _("Esta página cambió en otra pestaña")
    status = 409 if other_tab else 429 if retry_after else 422 if errors else 200
    response = render(request, "filling/page.html", context, status=status)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response


def _lines(
    fields: Sequence[FieldView], errors: Mapping[str, str], other_tab: Mapping[str, str]
) -> list[ErrorLine]:
    lines = [ErrorLine(text=f.error, anchor=f.anchor) for f in fields if f.error]
    known = {field.id for field in fields}
    lines += [ErrorLine(text=text) for name, text in errors.items() if name not in known]
    lines += [
        ErrorLine(
            text=_("En «%(label)s» hay otra respuesta. Deje aquí la que vale y guarde.")
            % {"label": field.label},
            anchor=field.anchor,
        )
        for field in fields
        if field.id in other_tab
    ]
    return lines
