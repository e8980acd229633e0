"""Whether a title is in force: public, without a token, by its code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from ninja import Router

from ventanilla.channels.public_api.schemas import OfficeSlug, TitleCode, TitleWhole
from ventanilla.domains.offices.api import office_by_slug
from ventanilla.domains.titles.api import TitleView, title_by_code
from ventanilla.kernel.text_choice import pick

router = Router(tags=["titles"])


@router.get("/offices/{slug:office}/titles/{str:code}", response=TitleWhole, auth=None)
def get_title(request: HttpRequest, office: OfficeSlug, code: TitleCode) -> dict[str, Any]:
    """What anybody may know of a title, as it stands today in the office.

    Its holder is named as the law lets: legal persons by name, natural persons by initials unless
    a norm makes the register public. 404 where the office has no title of that code.
    """
    lang = request.LANGUAGE_CODE
    return title_whole(title_by_code(office=office_by_slug(office), code=code), lang)


def title_whole(title: TitleView, lang: str) -> dict[str, Any]:
    """What `schemas.TitleWhole` describes."""
    life = title.life
    answers = title.procedure.form.summary(title.granted, {}, lang)
    return {
        "code": title.code,
        "procedure": title.procedure.slug,
        "name": pick(title.grants["name"], lang),
        "state": title.state.value,
        "in_force": life.in_force,
        "as_of": title.day,
        "begun": life.begun,
        "since": life.since,
        "until": life.until,
        "holder": title.public_holder,
        "granted": [
            {"field": field.id, "label": label, "text": text}
            for _page, lines in answers
            for field, label, text in lines
            if field.id in title.granted
        ],
        "conditions": [
            *(_condition(fact, lang) for fact in title.conditions),
            *({"text": text, "norm": None, "status": None} for text in life.added),
        ],
        "events": [{"kind": kind.value, "on": on} for kind, on in title.dates],
    }


def _condition(fact: Mapping[str, Any], lang: str) -> dict[str, Any]:
    return {
        "text": pick(fact["text"], lang),
        "norm": fact.get("norm"),
        "status": fact.get("status"),
    }
