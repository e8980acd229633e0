"""Time left, in words: the chip of queues and facts."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ventanilla.channels.look.components import Chip

SOON_DAYS = 7


def time_chip(*, due: date | None, today: date) -> Chip:
    """How many calendar days are left until the end of `due`, or since when it is over."""
    if due is None:
        return Chip(text=_("Sin plazo fijado"))
    days = (due - today).days
    if days < 0:
        late = ngettext("Vencido hace %(n)d día", "Vencido hace %(n)d días", -days)
        return Chip(text=late % {"n": -days}, urgency="late")
    if days == 0:
        return Chip(text=_("Vence hoy"), urgency="soon")
    left = ngettext("Queda %(n)d día de calendario", "Quedan %(n)d días de calendario", days)
    return Chip(text=left % {"n": days}, urgency="soon" if days <= SOON_DAYS else "")
