"""What this backend refuses. Subclasses of Django's own errors, so that its handling holds."""

from django.db import OperationalError
from django.db.transaction import TransactionManagementError


class WriteOutsideTransaction(TransactionManagementError):  # noqa: N818 - says what happened
    """A statement that writes was run outside `transaction.atomic()`.

    Remedy: put it inside; one-statement transactions would go past the writer's queue.
    """

    def __init__(self, statement: str) -> None:
        super().__init__(
            "Writes go inside transaction.atomic(), where the writer's lock is held. "
            f"This one was outside: {statement[:80]!r}."
        )


class ReadTooLong(OperationalError):  # noqa: N818 - says what happened
    """A read ran for longer than the limit (30 s) and was ended.

    Remedy: read by pages of a key (`WHERE id > … LIMIT …`), each in its own short read.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"A read may last {seconds:g} s; read by pages of a key instead.")


class WriteLockTimeout(OperationalError):  # noqa: N818 - says what happened
    """The writer's lock did not come free in time: another writer is stuck or very slow."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"The database's write lock was not free within {seconds:g} s.")
