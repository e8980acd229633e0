"""What one's own filing costs: computed before filing, and as it was decided afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language

from ventanilla.channels.look.charge import charge_lines
from ventanilla.channels.look.components import Line
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.forms.api import money_text
from ventanilla.kernel.text_choice import pick


def charge_to_come(
    procedure: catalogue.PublishedProcedure, *, answers: Mapping[str, Any], files: Any, on: date
) -> tuple[Line, ...]:
    """Of answers that could be filed on that day; nothing where no table decides the charge."""
    if not procedure.fee.get("decided_by"):
        return ()
    decided = procedure.decide(answers=answers, files=files, filed_on=on)
    return _lines(procedure, {name: one.kept() for name, one in decided.items()}, on)


def charge_of(case: casefiles.CaseView) -> tuple[Line, ...]:
    """As it was decided when the case was filed."""
    kept = case.acts[0].content.get("decisions") if case.acts else None
    if not case.procedure.fee.get("decided_by") or not kept:
        return ()
    return _lines(case.procedure, kept, case.presented_at.astimezone(case.office.zone).date())


def _lines(
    procedure: catalogue.PublishedProcedure, kept: Mapping[str, Any], on: date
) -> tuple[Line, ...]:
    lang = get_language() or "es"
    charge = procedure.charge(kept, on=on)
    if charge is None:
        return ()
    rule = charge.rule or {}
    return tuple(
        charge_lines(
            amount=""
            if charge.amount is None
            else money_text(charge.amount, charge.currency, lang),
            rule=pick(rule.get("text"), lang),
            norm=str(rule.get("norm") or ""),
            values=[
                (f"{one.name} ({one.code})", money_text(one.minor, one.currency, lang), one.act)
                for one in charge.values
            ],
            lacking=charge.lacking,
        )
    )
