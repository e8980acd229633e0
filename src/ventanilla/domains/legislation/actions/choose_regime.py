"""Declaring by which law an office counts from a date on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from legal_deadlines import DeadlineError, Regime
from ventanilla.domains.legislation.errors import RegimeInvalid
from ventanilla.domains.legislation.models import RegimeChoice
from ventanilla.domains.legislation.regimes import canonical, forget_regimes, with_overlays
from ventanilla.domains.offices.api import Office
from ventanilla.kernel import clock


def choose_regime(
    *,
    office: Office,
    in_force_from: date,
    reason: str,
    fallback: bool = False,
    overlays: Sequence[Mapping[str, Any]] = (),
    told_dates_move: bool = False,
    by: UUID | None = None,
) -> RegimeChoice:
    """The next choice, for periods that open from `in_force_from` on.

    It replaces the whole choice before it. `overlays` are documents as `legal_deadlines.overlay`
    reads them; `fallback` declares the national law where it does not bind; `told_dates_move`
    says that dates already told follow a new calendar both ways. Dates computed before
    keep the choice they used. Raises `RegimeInvalid`: an overlay that does not read or binds
    another level, a law that binds nobody here, a date before the last choice's.
    """
    # 1. the overlays read, and bind this level of government
    regime = _checked(office, overlays)
    # 2. some law binds the office
    _check_bound(office, regime, fallback)
    # 3. no choice slips in behind one that dates already rest on
    with transaction.atomic():
        last = _last(office.id)
        if last and in_force_from < last.in_force_from:
            raise RegimeInvalid(
                _("La elección número %(number)d ya rige desde el %(day)s.")
                % {"number": last.number, "day": last.in_force_from.isoformat()},
                expected=_("Una fecha igual o posterior."),
            )
        choice = RegimeChoice.objects.create(
            office_id=office.id,
            number=last.number + 1 if last else 1,
            in_force_from=in_force_from,
            fallback=fallback,
            overlays=json.loads(canonical(overlays)),
            told_dates_move=told_dates_move,
            digest=_digest(office, in_force_from, (fallback, told_dates_move), overlays),
            reason=reason,
            chosen_at=clock.now(),
            chosen_by=by,
        )
    forget_regimes()
    return choice


def _checked(office: Office, overlays: Sequence[Mapping[str, Any]]) -> Regime:
    try:
        regime = with_overlays(office.country, overlays)
    except DeadlineError as error:
        raise RegimeInvalid(
            _("La capa de normas no se puede leer: %(cause)s.") % {"cause": error.cause},
            expected=error.expected,
            example=error.example,
        ) from error
    own = {document["layer"]["id"] for document in overlays}
    strangers = [x.id for x in regime.layers if x.id in own and office.level not in x.levels]
    if strangers:
        raise RegimeInvalid(
            _("La capa «%(layer)s» no obliga al nivel de gobierno de esta sede.")
            % {"layer": strangers[0]},
            expected=_("Una capa cuyos niveles incluyan «%(level)s».") % {"level": office.level},
        )
    return regime


def _check_bound(office: Office, regime: Regime, fallback: bool) -> None:
    try:
        regime.check_level(office.level, fallback)
    except DeadlineError as error:
        raise RegimeInvalid(
            _("La ley nacional no obliga a este nivel de gobierno y no se declara otra."),
            expected=_("La ley propia como capa, o la nacional declarada supletoria."),
            example="--fallback",
        ) from error


def _last(office_id: UUID) -> RegimeChoice | None:
    choices = RegimeChoice.objects.filter(office_id=office_id)
    return choices.select_for_update().order_by("-number").first()


def _digest(
    office: Office, since: date, declared: tuple[bool, bool], overlays: Sequence[Mapping[str, Any]]
) -> bytes:
    text = f"{office.country}\n{office.level}\n{since}\n{declared}\n{canonical(overlays)}"
    return hashlib.sha256(text.encode()).digest()
