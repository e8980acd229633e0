"""What can go wrong, in words a person can act on: cause, what was expected, an example."""


class LogError(Exception):
    """Base of every error of this library.

    `cause` is one plain sentence; `expected` and `example` may be empty. `step` names the step of
    a longer verification that failed, where there is one.
    """

    step = ""

    def __init__(self, cause: str, *, expected: str = "", example: str = "") -> None:
        self.cause = cause
        self.expected = expected
        self.example = example
        super().__init__(cause)

    def __str__(self) -> str:
        parts = [self.cause]
        if self.expected:
            parts.append(f"Expected: {self.expected}")
        if self.example:
            parts.append(f"Example: {self.example}")
        return "\n".join(parts)


class FormatError(LogError):
    """The bytes are not in the form their specification gives (nothing was verified)."""


class VerificationError(LogError):
    """Well formed, but a proof, a signature or a policy does not hold."""
