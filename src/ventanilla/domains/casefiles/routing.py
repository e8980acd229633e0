"""To which unit a filing goes: the one that the procedure names."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.errors import UnitMissing
from ventanilla.domains.casefiles.remembered import Remembered
from ventanilla.domains.offices.api import Office, Unit, unit_by_code

_units: Remembered[Unit] = Remembered(seconds=30, most=1000)


def unit_for(*, office: Office, code: str) -> Unit:
    """The unit with that code. Raises `UnitMissing`: the office must be mended, not the filing."""
    return _units.get((office.id, code), lambda: _found(office, code))


def forget_units() -> None:
    """Drop what this process remembers."""
    _units.forget()


def _found(office: Office, code: str) -> Unit:
    unit = unit_by_code(office_id=office.id, code=code)
    if unit is None:
        raise UnitMissing(
            _("La sede no tiene la unidad que debe tramitar este procedimiento."),
            expected=_("No se ha registrado nada. Avise a la sede."),
            unit=code,
        )
    return unit
