"""Open a call: the body publishes it, with its window, its money and one clock for all (ES: Ley
38/2003, arts 23.1, 23.2 and 25.4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed
from ventanilla.domains.casefiles.acting import hand_of
from ventanilla.domains.casefiles.call_models import Call, CallAct, CallActKind
from ventanilla.domains.casefiles.errors import ActIncomplete, NotYours, OutOfOrder
from ventanilla.domains.casefiles.routing import unit_for
from ventanilla.domains.casefiles.rules.act_kinds import Actor
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.legislation import api as legislation
from ventanilla.domains.offices.api import Post
from ventanilla.kernel import clock

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def open_call(
    *,
    post: Post,
    procedure: PublishedProcedure,
    code: str,
    title: str,
    text: str,
    published_on: date,
    places: int | None = None,
    credit: int | None = None,
) -> Call:
    """The call, published by the head of its unit on `published_on`, the day from which filings are
    taken and every time limit counts. `credit` is in minor units of the procedure's currency.

    Raises `NotYours`, `OutOfOrder` (no such kind; another one is open), `ActIncomplete`,
    `TimeLimitUnknown`.
    """
    if hand_of(post).actor != Actor.HEAD:
        raise NotYours
    rules = procedure.call
    if procedure.kind != CaseKind.CALL or rules is None:
        raise OutOfOrder(_("Este trámite no se abre por convocatoria."))
    unit = unit_for(office=post.office, code=procedure.unit)
    if unit.id != post.unit_id:
        raise NotYours
    if not _CODE.fullmatch(code) or len(code) > 40:
        raise ActIncomplete(
            _("La convocatoria necesita una dirección."),
            expected=_("Letras minúsculas, cifras y guiones."),
            example="asociaciones-2026",
        )
    _check_bounds(places, credit)
    closes = legislation.due_date(office=post.office, start=published_on, **_term(rules["filing"]))
    decide = legislation.due_date(
        office=post.office, start=published_on, **_term(procedure.time_limit)
    )
    call = Call(
        office_id=post.office_id,
        unit_id=unit.id,
        version_id=procedure.version_id,
        slug=procedure.slug,
        code=code,
        title=needed(title, _("La convocatoria no tiene título."))[:200],
        published_on=published_on,
        closes_on=closes.date,
        closes_because=closes.explanation,
        due_on=decide.date,
        due_because=decide.explanation,
        places=places,
        credit=credit,
        currency=rules["currency"] or "",
    )
    said = {"text": needed(text, _("La convocatoria no dice para qué es."))}
    try:
        with transaction.atomic():
            call.save(force_insert=True)
            act_of(call, post, CallActKind.OPEN, seq=1, content=said).save(force_insert=True)
    except IntegrityError as error:
        raise OutOfOrder(
            _("Ya hay una convocatoria abierta de este trámite, o con esa dirección."),
            expected=_("Cierre la anterior o dele otra dirección."),
        ) from error
    return call


def act_of(
    call: Call, post: Post, kind: CallActKind, *, seq: int, content: Mapping[str, Any]
) -> CallAct:
    """An act of the call in its place, not yet written."""
    return CallAct(
        office_id=call.office_id,
        call_id=call.id,
        seq=seq,
        kind=kind,
        at=clock.now(),
        post_id=post.id,
        account_id=post.account_id,
        content=dict(content),
    )


def _term(limit: Mapping[str, Any]) -> dict[str, Any]:
    return {"amount": limit["amount"], "unit": limit["unit"]}


def _check_bounds(places: int | None, credit: int | None) -> None:
    if (places is not None and places < 1) or (credit is not None and credit < 1):
        raise ActIncomplete(
            _("Las plazas y el crédito, si se dicen, son más que cero."), example="8000,00"
        )
