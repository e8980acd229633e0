"""Record what became of an objection: upheld, with what is no longer done, or refused, with reasons
(ES: RGPD, art. 21)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.datarights.errors import MeasureIncomplete
from ventanilla.domains.datarights.measures import identity_said, must_be_open, write_measure
from ventanilla.domains.datarights.models import Measure, MeasureKind
from ventanilla.domains.datarights.subjects import about
from ventanilla.domains.offices.api import Post
from ventanilla.kernel.plaintext import stored_text

OUTCOMES = ("upheld", "refused")


def record_objection(
    *,
    post: Post,
    case: casefiles.CaseView,
    outcome: str,
    text: str,
    why: str,
    identity: str = "",
    by_name: str = "",
) -> Measure:
    """`outcome` is upheld or refused; `text` says what is no longer done, or goes on; `why` the
    reasons. Raises `NoDataRight`, `NotYours`, `MeasureIncomplete`, `IdentityUnchecked`."""
    must_be_open(case, post)
    checked = identity_said(about(case), identity)
    said = stored_text(text, max_length=2000, multiline=True).strip()
    reason = stored_text(why, max_length=2000, multiline=True).strip()
    if outcome not in OUTCOMES:
        raise MeasureIncomplete(
            _("Falta decir qué se resuelve."),
            expected=_("Elija si se atiende la oposición o se sigue tratando."),
        )
    if not said or not reason:
        raise MeasureIncomplete(
            _("Falta decir qué se hace y por qué."),
            expected=_("Qué deja de hacerse o sigue, y las razones con su norma."),
        )
    return write_measure(
        kind=MeasureKind.OBJECTION,
        post=post,
        case_id=case.id,
        by_name=by_name,
        content={"outcome": outcome, "text": said, "why": reason, "identity": checked},
    )
