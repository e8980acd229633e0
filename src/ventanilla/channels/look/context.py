"""Context processor: the frame and the official time, on every page, errors included."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from ventanilla.channels.look.frame import Frame, plain_frame
from ventanilla.kernel import clock


def frame(request: HttpRequest) -> dict[str, Any]:
    """`frame` as the channel set it on the request, and `official_time` in its zone."""
    found: Frame = getattr(request, "frame", None) or plain_frame()
    return {"frame": found, "official_time": clock.now().astimezone(found.zone)}
