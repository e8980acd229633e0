"""A problem in one line, for beside its field."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ventanilla.kernel.errors import Problem


def with_example(problem: Problem) -> str:
    """Cause, what is expected and, where there is one, an example."""
    if not problem.example:
        return str(problem)
    return f"{problem} " + _("Por ejemplo: %(example)s") % {"example": problem.example}
