"""The page of an act, drawn: its form with its consequence, or why it cannot be done now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ventanilla.channels.filling.acts.sent import Sent
from ventanilla.channels.look.act_form import Ask, act_errors, ask_fields
from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.fields import FieldView
from ventanilla.channels.look.frame import Link
from ventanilla.domains.casefiles import api as casefiles


def act_page(
    request: HttpRequest,
    *,
    page: Any,
    asks: Sequence[Ask],
    sent: Sent,
    last_seq: int,
    trail: Sequence[Link],
    caption: Any,
    errors_title: Any,
    refused: casefiles.Refusal | None = None,
    since: Sequence[str] = (),
    before: tuple[Sequence[FieldView], Sequence[ErrorLine]] = ((), ()),
    **more: Any,
) -> HttpResponse:
    """`page` says title, intro, button and consequence; the last of `trail` is where it leads
    back. `before` are fields and errors of what stands above the questions."""
    fields = ask_fields(asks, sent.posted, sent.errors)
    above, lines = before
    context: Mapping[str, Any] = {
        "act": page,
        "caption": caption,
        "fields": fields,
        "errors": [*lines, *act_errors([*above, *fields], _of_asks(sent), sent.general)],
        "errors_title": errors_title,
        "refused": refused,
        "typed": sent.texts if refused else [],
        "since": since,
        "expected_seq": last_seq,
        "back_to_case": trail[-1].url,
        "trail": trail,
        **more,
    }
    refusal = 409 if refused else 200
    status = sent.status if request.method == "POST" else refusal
    response = render(request, "look/act.html", context, status=status)
    if sent.retry_after:
        response["Retry-After"] = str(sent.retry_after)
    return response


def _of_asks(sent: Sent) -> dict[str, str]:
    """What is wrong beside answers marked one by one is said by whoever draws the marks."""
    return {name: why for name, why in sent.errors.items() if not name.startswith("why-")}
