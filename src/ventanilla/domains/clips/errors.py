"""What can go wrong with clips, each with its cause and its remedy."""

from __future__ import annotations

from ventanilla.kernel.errors import Problem


class ClipRefused(Problem):
    """The file, or what must come with it, is not as expected: nothing was kept."""

    code = "clip-refused"
    status = 422


class ClipUnknown(Problem):
    """The office has no such clip, or it was taken away."""

    code = "clip-unknown"
    status = 404
