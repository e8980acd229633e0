"""Errors of the library: each says the cause, what was expected, an example, and the known values.

They are for people who do not program; the command line shows them as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class DeadlineError(ValueError):
    """Any refusal to compute. ``code`` is stable and meant for machines."""

    code = "invalid"

    def __init__(
        self,
        cause: str,
        *,
        expected: str = "",
        example: str = "",
        known: Sequence[str] = (),
        where: str = "",
        facts: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(cause)
        self.cause = cause
        self.expected = expected
        self.example = example
        self.known = tuple(known)
        self.where = where
        self.facts = dict(facts or {})

    def to_json(self) -> dict[str, object]:
        """The error as plain data: ``code``, ``cause``, ``expected``, ``example``, ``known``,
        ``where``, ``facts`` (what a channel needs to word it in its own language).
        """
        out: dict[str, object] = {"code": self.code, "cause": self.cause}
        for key in ("expected", "example", "where"):
            if value := getattr(self, key):
                out[key] = value
        if self.known:
            out["known"] = list(self.known)
        if self.facts:
            out["facts"] = self.facts
        return out


class BadInputError(DeadlineError):
    """A value that cannot be: an impossible date, a negative amount, an end before its start."""

    code = "bad_input"


class UnknownNameError(DeadlineError):
    """A country, rule, unit or place that does not exist; ``known`` lists those that do."""

    code = "unknown"


class MissingRuleError(DeadlineError):
    """The regime does not hold a rule the computation needs; ``where`` says where it should come
    from.
    """

    code = "missing_rule"


class UnsureRuleError(DeadlineError):
    """The result hangs on a doubtful rule and doubtful rules were not asked for."""

    code = "unsure_rule"


class NotApplicableError(DeadlineError):
    """A layer, option or extension that the law does not apply to this case."""

    code = "not_applicable"


class NotInForceError(DeadlineError):
    """The rule did not exist, or no longer exists, on the day the count starts."""

    code = "not_in_force"


class BeyondCalendarError(DeadlineError):
    """The count leaves the dates that the calendar covers."""

    code = "beyond_calendar"
