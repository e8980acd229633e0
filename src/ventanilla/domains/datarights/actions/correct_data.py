"""Correct what the office holds of a person's name and contact, with what it said before.

What was answered in a form stays as it was filed, and so does the register: they prove what was
presented (ES: RGPD, art. 16; LO 3/2018, art. 14).
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.datarights.errors import MeasureIncomplete
from ventanilla.domains.datarights.measures import identity_said, must_be_open, write_measure
from ventanilla.domains.datarights.models import Measure, MeasureKind
from ventanilla.domains.datarights.subjects import about
from ventanilla.domains.offices.api import Post
from ventanilla.domains.parties import api as parties
from ventanilla.kernel.plaintext import stored_text

LENGTHS = {"name": 200, "identifier": 40, "address": 300, "email": 200, "phone": 40}


def correct_data(
    *,
    post: Post,
    case: casefiles.CaseView,
    after: Mapping[str, str],
    why: str,
    identity: str = "",
    with_alike: bool = False,
    by_name: str = "",
) -> Measure:
    """`after` holds columns of `parties.CORRECTABLE` as they should read; every row of theirs that
    said the same as this case's is corrected. Raises `NoDataRight`, `NotYours`,
    `MeasureIncomplete`, `IdentityUnchecked`, `TextTooLong`."""
    # 1. who may, and that it is known who asks
    must_be_open(case, post)
    person = about(case, with_alike=with_alike)
    checked = identity_said(person, identity)
    # 2. what changes
    told = {
        name: stored_text(text, max_length=LENGTHS[name]).strip()
        for name, text in after.items()
        if name in parties.CORRECTABLE
    }
    before = {name: str(getattr(person.person, name)) for name in told}
    changed = {name: text for name, text in told.items() if text != before[name]}
    reason = stored_text(why, max_length=2000, multiline=True).strip()
    if not changed:
        raise MeasureIncomplete(
            _("No ha cambiado ningún dato."), expected=_("Escriba cómo debe quedar el dato.")
        )
    if not changed.get("name", "x"):
        raise MeasureIncomplete(_("El nombre no puede quedar vacío."), expected=_("Un nombre."))
    if not reason:
        raise MeasureIncomplete(
            _("Falta decir en qué se apoya la corrección."),
            expected=_("Por ejemplo: el documento que presentó."),
        )
    # 3. corrected and written down at once
    with transaction.atomic():
        rows = parties.correct_people(
            office_id=case.office.id,
            person_ids=person.subject.ids,
            before=before,
            after=changed,
        )
        return write_measure(
            kind=MeasureKind.CORRECTION,
            post=post,
            case_id=case.id,
            by_name=by_name,
            content={
                "before": {name: before[name] for name in changed},
                "after": changed,
                "rows": rows,
                "why": reason,
                "identity": checked,
            },
        )
