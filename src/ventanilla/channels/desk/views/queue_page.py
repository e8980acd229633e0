"""The queue as a page: the post's views, what is asked, how many there are, and the cases."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ventanilla.channels.desk.acts.several import several_for
from ventanilla.channels.desk.show.queue import LEFT_WORDS, TURN_WORDS, counts_sentence, queue_table
from ventanilla.channels.desk.show.words import state_words
from ventanilla.channels.look.components import ErrorLine
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices


def queue_url(office: offices.Office, asked: casefiles.CaseFilter, *, after: str = "") -> str:
    """The address of the queue with a filter."""
    told = {name: text for name, text in {**asdict(asked), "after": after}.items() if text}
    return f"{reverse('desk:queue', args=[office.slug])}?{urlencode(told)}"


def queue_page(
    request: HttpRequest,
    *,
    office: offices.Office,
    post: offices.Post,
    refused: casefiles.ViewRefused | None = None,
    typed: str = "",
    nothing_chosen: tuple[str, str] | None = None,
) -> HttpResponse:
    """The page, also where a view could not be kept: with what was typed; or where nothing was
    chosen to be done in several cases: what is missing, and at which field."""
    asked = casefiles.case_filter(request.POST if request.method == "POST" else request.GET)
    figures = casefiles.figures(office=office, post=post)
    cursor = request.GET.get("after", "")[:100]
    page = casefiles.queue(office=office, post=post, asked=asked, known=figures, cursor=cursor)
    kept = casefiles.views_of(post, figures)
    said = " ".join(str(p) for p in (refused.cause, refused.example) if p) if refused else ""
    shown = queue_table(office=office, page=page)
    lines = [ErrorLine(text=said, anchor="name")] if said else []
    if nothing_chosen:
        lines.append(ErrorLine(text=nothing_chosen[0], anchor=nothing_chosen[1]))
    context = {
        "unit": post.unit.name,
        "counts": counts_sentence(page),
        "found": found_sentence(casefiles.count_cases(post, asked, figures)),
        "table": shown,
        "rows": [
            (line.id, line.label, row) for line, row in zip(page.lines, shown.rows, strict=True)
        ],
        "several": several_for(post),
        "several_act": request.POST.get("act", ""),
        "marked": set(request.POST.getlist("case")),
        "most": casefiles.MOST_AT_ONCE,
        "bulk_url": reverse("desk:bulk", args=[office.slug]),
        "states": [(s.value, state_words(s)) for s in casefiles.State if s in page.counts],
        "turns": TURN_WORDS.items(),
        "lefts": LEFT_WORDS.items(),
        "asked": asked,
        "views": [
            (view, queue_url(office, view.asked), number(view.counted), view.asked == asked)
            for view in kept
        ],
        "keep_url": reverse("desk:views", args=[office.slug]),
        "errors": lines,
        "errors_title": _("No se ha guardado") if said else _("No se ha hecho"),
        "name_error": said,
        "typed": typed,
        "more_url": queue_url(office, asked, after=page.next_cursor) if page.next_cursor else "",
    }
    status = refused.status if refused else 422 if nothing_chosen else 200
    return render(request, "desk/queue.html", context, status=status)


def number(counted: casefiles.Counted) -> str:
    """`38`, or `más de 10000` where it stopped counting."""
    return _("más de %(n)d") % {"n": counted.count} if counted.more else str(counted.count)


def found_sentence(counted: casefiles.Counted) -> str:
    """How many are asked for."""
    if counted.more:
        return _("Hay más de %(n)d expedientes así.") % {"n": counted.count}
    return ngettext("Hay %(n)d expediente así.", "Hay %(n)d expedientes así.", counted.count) % {
        "n": counted.count
    }
