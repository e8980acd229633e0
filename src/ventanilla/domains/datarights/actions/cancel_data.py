"""Erase what may be erased of a person, and list what stays with the norm that keeps it.

Drafts, proofs of contact and what they chose themselves go; entries of the register and cases stay.
Their data key is destroyed only where nothing sealed under it must be proven any more: an entry
of the register is kept for ever, so while there is one the key stays (ES: RGPD, art. 17.3; R4).
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.datarights.errors import MeasureIncomplete
from ventanilla.domains.datarights.keeping_law import norm_that_keeps
from ventanilla.domains.datarights.measures import identity_said, must_be_open, write_measure
from ventanilla.domains.datarights.models import Measure, MeasureKind
from ventanilla.domains.datarights.subjects import AboutPerson, about
from ventanilla.domains.offices.api import Post
from ventanilla.domains.privacy import api as privacy
from ventanilla.kernel.plaintext import stored_text


def kept_lines(person: AboutPerson) -> list[dict[str, Any]]:
    """What would stay, with what keeps it and its norm: `model, rows, by, norm, status`."""
    country = person.case.office.country
    return [
        _kept(outcome, country)
        for outcomes in privacy.held_about(person.subject).values()
        for outcome in outcomes
    ]


def cancel_data(
    *,
    post: Post,
    case: casefiles.CaseView,
    why: str,
    identity: str = "",
    with_alike: bool = False,
    by_name: str = "",
) -> Measure:
    """Erase, in one transaction with the measure that tells it. Raises `NoDataRight`, `NotYours`,
    `MeasureIncomplete`, `IdentityUnchecked`."""
    # 1. who may, and that it is known who asks
    must_be_open(case, post)
    person = about(case, with_alike=with_alike)
    checked = identity_said(person, identity)
    reason = stored_text(why, max_length=2000, multiline=True).strip()
    if not reason:
        raise MeasureIncomplete(
            _("Falta decir por qué se borra, o por qué se conserva lo demás."),
            expected=_("Los hechos y la norma en que se apoya."),
        )
    subject, country = person.subject, case.office.country
    with transaction.atomic():
        # 2. what may go goes
        outcomes = [one for done in privacy.erase_about(subject).values() for one in done]
        # 3. the key, only where no entry needs it
        gone = not _is_sealed(outcomes) and _destroy_keys(person)
        # 4. written down
        return write_measure(
            kind=MeasureKind.CANCELLATION,
            post=post,
            case_id=case.id,
            by_name=by_name,
            content={
                "erased": [
                    {"model": one.model, "rows": one.rows, "fields": list(one.fields)}
                    for one in outcomes
                    if one.erased
                ],
                "kept": [_kept(one, country) for one in outcomes if not one.erased],
                "key_destroyed": bool(gone),
                "why": reason,
                "identity": checked,
            },
        )


def _kept(outcome: privacy.Outcome, country: str) -> dict[str, Any]:
    return {
        "model": outcome.model,
        "rows": outcome.rows,
        "by": outcome.kept_by,
        **norm_that_keeps(outcome.kept_by, country=country),
    }


def _is_sealed(outcomes: list[privacy.Outcome]) -> bool:
    return any(one.kept_by == "register" for one in outcomes)


def _destroy_keys(person: AboutPerson) -> bool:
    because = f"request {person.case.label}"
    return privacy.erase(
        office_id=person.case.office.id, subject_id=person.person.subject_id, because=because
    )
