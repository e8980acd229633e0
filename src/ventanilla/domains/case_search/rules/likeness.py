"""What two cases of a procedure share where they should be decided alike. Pure.

The rows of its decision tables that fired, and the answers that the conditions of its steps read.
Where a procedure has neither, all its cases are alike in this.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from ventanilla.domains.forms.api import canonical

Reasons = Mapping[str, Any]


def rows_fired(decisions: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """By table, the rows that fired, as they were kept with the filing."""
    return {name: sorted(kept["rows"]) for name, kept in sorted(decisions.items()) if kept["rows"]}


def answers_that_decide(answers: Mapping[str, Any], read: frozenset[str]) -> dict[str, Any]:
    """The answers that the procedure's own conditions read: which steps a case takes."""
    return {
        name: value
        for name, value in sorted(answers.items())
        if name in read and isinstance(value, str | bool | int)
    }


def likeness(slug: str, reasons: Reasons) -> str:
    """Sixteen letters: the same for cases that should be decided alike."""
    return hashlib.blake2b(slug.encode() + canonical(dict(reasons)), digest_size=8).hexdigest()
