"""A focal point confirms, disputes or comments on a fact; the fact stays as it is."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.observatory.actions.name_keepers import focal_point_of
from ventanilla.domains.observatory.errors import NotYours, ProposalRefused
from ventanilla.domains.observatory.models import Remark
from ventanilla.domains.observatory.queries import history
from ventanilla.kernel import clock
from ventanilla.kernel.plaintext import stored_text

STANCES = ("confirms", "disputes", "comments")


def remark(*, key: str, stance: str, text: str, by: UUID) -> Remark:
    """Put a remark beside the present version. Raises `NotYours`, `ProposalRefused`."""
    fact = history(key).current
    point = focal_point_of(account_id=by, code=fact.country)
    if point is None:
        raise NotYours(_("Solo el punto focal del país habla por él."))
    text = stored_text(text, max_length=600, multiline=True)
    if stance not in STANCES or (stance != "confirms" and not text.strip()):
        raise ProposalRefused(
            _("Falta decir qué no es así."), expected=_("Escriba el motivo, con su fuente.")
        )
    made = Remark(
        key=key,
        number=fact.number,
        focal_point=point,
        stance=stance,
        text=text,
        made_at=clock.now(),
    )
    with transaction.atomic():
        Remark.objects.bulk_create([made])
    return made
