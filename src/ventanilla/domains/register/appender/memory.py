"""What a process remembers of the register between filings."""

from ventanilla.domains.register.admission import forget_admissions
from ventanilla.domains.register.appender.connection import leading
from ventanilla.domains.register.appender.trust import remember_reading
from ventanilla.domains.register.logs import forget_log


def forget_register() -> None:
    """Close the leader's connection; forget logs, clock and limits (between tests, at restore)."""
    leading().close()
    remember_reading(None)
    forget_log()
    forget_admissions()
