"""Why a note is not kept."""

from __future__ import annotations

from ventanilla.kernel.errors import Problem


class NoteRefused(Problem):
    """It says nothing, or says too much."""

    code = "note-refused"
    status = 422


class NoteFixed(Problem):
    """It is somebody else's, or its fifteen minutes are over."""

    code = "note-fixed"
    status = 409
