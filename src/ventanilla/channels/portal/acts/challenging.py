"""Challenging an official: who handles the case, by name, and why one must not (ES: Ley 39/2015,
art. 53.1.b: the person may know who handles it; Ley 40/2015, art. 24)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ventanilla.channels.look.act_form import Ask
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import CaseNow
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties import api as parties


def officials(now: CaseNow) -> tuple[Ask, ...]:
    """Who has acted in it for the office, and who holds a post in the unit that has it."""
    acted = [act.account_id for act in now.view.acts if act.by_post and act.account_id]
    held = [post.account_id for post in offices.posts_in(unit_id=now.view.unit_id)]
    accounts = [one for one in dict.fromkeys((*acted, *held)) if one != _own(now)]
    names = parties.display_names(accounts)
    return (
        Ask(
            name="account_id",
            kind="one_of",
            label=_("A quién recusa"),
            options=tuple((str(one), names[one], "") for one in accounts if one in names),
            missing=_("Elija a quién recusa."),
        ),
        Ask(
            name="why",
            label=_("Por qué no debe tramitarlo"),
            hint=_("Por ejemplo: es socio de la empresa que pide lo mismo."),
            missing=_("Escriba qué interés o relación tiene."),
        ),
    )


def recused(*, account_id: str, **given: Any) -> casefiles.Act:
    """Raises what `recuse` raises."""
    return casefiles.recuse(account_id=UUID(account_id), **given)


def _own(now: CaseNow) -> UUID | None:
    return now.view.applicant.account_id
