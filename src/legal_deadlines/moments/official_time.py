"""The official time of an office: a moment given with an offset is brought to the clock of its
seat before anyone asks on which day it fell.

Zones come from the regime's data: the capital's, and others by ISO 3166-2 place.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from ..errors import BadInputError, UnknownNameError
from ..regime import Regime


def zone_of(regime: Regime, place: str = "", zone: str = "") -> ZoneInfo:
    """The zone of an office of the country, at ``place`` (ISO 3166-2), or ``zone`` where given.

    Islands without a code of their own (Easter Island, Galápagos) are named by ``zone``.
    An unknown zone raises ``UnknownNameError``.
    """
    capital = str(regime.official_time["zone"])
    places: Mapping[str, str] = regime.official_time.get("places", {})
    code = place.strip().upper()
    name = zone or places.get(code) or places.get(f"{regime.country}-{code}", capital)
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise UnknownNameError(
            f"unknown time zone {name!r}",
            expected="a name of the tz database",
            example=f"--zone {capital}",
            known=[capital, *places.values()],
        ) from None


def official(moment: datetime, zone: ZoneInfo) -> datetime:
    """``moment`` on the office's clock, without offset; without one it is on that clock already."""
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        raise BadInputError(
            f"{moment.isoformat()} is beyond the calendar", expected="a moment from year 2 to 9998"
        ) from None
