"""Errors for people who do not program: cause, what was expected, an example, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar


class Problem(Exception):  # noqa: N818 - the word of RFC 9457
    """Something a person or a machine asked cannot be done, and why.

    Channels render it: pages in the person's language, the API as RFC 9457 problem+json.
    `code` is stable and machine-readable; `status` is the HTTP status; the texts are
    (lazily) translated sentences and carry no personal data. `members` are what a program
    reads beside them: JSON values, as RFC 9457 § 3.2 lets an answer carry.
    """

    code: ClassVar[str] = "problem"
    status: ClassVar[int] = 400
    retry_after: int | None = None
    members: Mapping[str, Any] = MappingProxyType({})

    def __init__(
        self,
        cause: Any,
        *,
        expected: Any = "",
        example: Any = "",
        remedy: Any = "",
        **params: Any,
    ) -> None:
        super().__init__(cause)
        self.cause = cause
        self.expected = expected
        self.example = example
        self.remedy = remedy
        self.params = params

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.cause, self.expected) if part)
