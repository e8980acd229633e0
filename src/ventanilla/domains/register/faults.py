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
_armed = ""
_turn = 1
_reached = itertools.count(1)


def arm(text: str) -> None:
    """`before-commit:3`: die the third time that point is reached. Empty: nowhere."""
    global _armed, _turn, _reached
    _armed, _, turn = text.partition(":")
    _turn, _reached = int(turn or 1), itertools.count(1)


def point(name: str) -> None:
    """Die here if this point is armed. `SIGKILL`: nothing is closed, flushed or rolled back."""
    if not _armed or name != _armed or next(_reached) != _turn:
        return
    if getattr(settings, "MODE", "production") == "production":
        raise RuntimeError("VENTANILLA_FAULT_POINT is refused in production")
    os.kill(os.getpid(), signal.SIGKILL)


arm(os.environ.get("VENTANILLA_FAULT_POINT", ""))
