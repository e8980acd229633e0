"""What the machine knows about its own clock (Linux)."""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path

from django.conf import settings

from ventanilla.domains.register.rules.official_time import Reading
from ventanilla.kernel import clock

_TIME_ERROR = 5  # adjtimex(2): the clock is not synchronised
_TIMEX_BYTES = 208


@cache
def boot() -> str:
    """Which start of which machine this is."""
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def reading() -> Reading:
    """Both clocks, now."""
    return Reading(boot=boot(), monotonic=clock.monotonic(), wall=clock.now())


def synchronised() -> bool:
    """Whether the kernel says that its clock follows an outside source. Reads, sets nothing."""
    buffer = ctypes.create_string_buffer(_TIMEX_BYTES)
    state = ctypes.CDLL(None, use_errno=True).adjtimex(buffer)
    return 0 <= state < _TIME_ERROR


def must_be_synchronised() -> bool:
    """Only an office in production depends on it; laptops of a demonstration do not."""
    default = getattr(settings, "MODE", "production") == "production"
    return bool(getattr(settings, "REGISTER_SYNCHRONISED_CLOCK", default))
