"""A sample of sound made in code: three notes, and no voice. Its page says that it is synthetic."""

from __future__ import annotations

import io
import math
import wave

RATE = 8_000
NOTES_HZ = (440, 554, 659)
SECONDS = 0.6


def tone() -> bytes:
    """A WAV of 8,000 samples a second, one byte each: 14 KB."""
    each = int(RATE * SECONDS)
    samples = (
        128 + round(60 * math.sin(2 * math.pi * hertz * n / RATE) * (1 - n / each))
        for hertz in NOTES_HZ
        for n in range(each)
    )
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(bytes(samples))
    return out.getvalue()
