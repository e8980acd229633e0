"""What a completed correction does to the time to decide, where the law says that it begins anew.

CL: Ley 20.285, art. 12; PE: TUO Ley 27444, art. 142.1, and DS 007-2024-JUS, art. 16.3; CO: Ley
1437, art. 17; MX: its general law. Elsewhere it ran on, or stood still (ES art. 22.1.a).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ventanilla.domains.legislation import api as legislation


def restarted_by(limit: Mapping[str, Any], *, country: str) -> str:
    """The norm by which `limit` runs anew from the day of the correction, or "" where none says so:
    the procedure's own first, else the general law of the country.
    """
    return str(limit.get("restarts") or legislation.correction_restarts(country))
