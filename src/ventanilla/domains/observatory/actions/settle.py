"""Settling two values for one place: an editor says which stands, and why; both stay on record."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.observatory.actions.name_keepers import is_editor
from ventanilla.domains.observatory.errors import NotYours, ProposalRefused
from ventanilla.domains.observatory.models import Disagreement, Figure
from ventanilla.kernel import clock
from ventanilla.kernel.plaintext import stored_text


def settle(*, disagreement_id: UUID, take_new: bool, reason: str, by: UUID) -> Disagreement:
    """Keep the value held, or take the new one. Raises `NotYours`, `ProposalRefused`."""
    if not is_editor(by):
        raise NotYours(_("Solo una persona editora decide entre dos valores."))
    reason = stored_text(reason, max_length=300)
    if not reason.strip():
        raise ProposalRefused(_("Falta el motivo."), expected=_("Diga por qué vale uno y no otro."))
    with transaction.atomic():
        found = (
            Disagreement.objects.select_for_update()
            .filter(id=disagreement_id, settled_at__isnull=True)
            .first()
        )
        if found is None:
            raise ProposalRefused(_("Ese desacuerdo no existe o ya está resuelto."))
        found.settled_at, found.settled_by = clock.now(), by
        found.kept, found.reason = "new" if take_new else "held", reason
        found.save(update_fields=["settled_at", "settled_by", "kept", "reason"])
        if take_new:
            _replace(found)
    return found


def _replace(found: Disagreement) -> None:
    now = clock.now()
    Figure.objects.filter(
        indicator=found.indicator,
        country=found.country,
        year=found.year,
        replaced_at__isnull=True,
    ).update(replaced_at=now)
    columns = ("indicator", "country", "year", "value", "source", "confidence")
    values = {name: getattr(found, name) for name in columns}
    Figure.objects.bulk_create([Figure(recorded_at=now, **values)])
