"""Whether a date already told to the person follows a new computation.

The law's day is always computed and written down; what moves is the date that the office holds
itself to. In the person's favour: earlier, where the office must act; later, where the person must.
"""

from __future__ import annotations

from datetime import date


def moves(*, told: date, now: date, person_must_act: bool, law_moves_both_ways: bool) -> bool:
    """True where `told` becomes `now`; False where it stays as it was told."""
    if told == now:
        return False
    in_favour = now > told if person_must_act else now < told
    return in_favour or law_moves_both_ways
