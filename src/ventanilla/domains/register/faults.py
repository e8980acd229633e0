"""Named points of failure for tests: the process that reaches the armed one is killed at once.

They do nothing unless the environment names one (VENTANILLA_FAULT_POINT=before-commit, or
before-commit:3 for the third time it is reached); production refuses to start with it set.
"""

from __future__ import annotations

import itertools
import os
import signal

from django.conf import settings

POINTS = ("before-commit", "after-commit", "after-signing")
_armed, _, _turn = os.environ.get("VENTANILLA_FAULT_POINT", "").partition(":")
_reached = itertools.count(1)


def point(name: str) -> None:
    """Die here if this point is armed. `SIGKILL`: nothing is closed, flushed or rolled back."""
    if not _armed or name != _armed or next(_reached) != int(_turn or 1):
        return
    if getattr(settings, "MODE", "production") == "production":
        raise RuntimeError("VENTANILLA_FAULT_POINT is refused in production")
    os.kill(os.getpid(), signal.SIGKILL)
