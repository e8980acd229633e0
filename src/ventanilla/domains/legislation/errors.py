"""What can go wrong around regimes, calendars and legal time."""

from ventanilla.kernel.errors import Problem


class CalendarInvalid(Problem):
    """A calendar that cannot be published as it is."""

    code = "calendar-invalid"
    status = 422


class CalendarUnchanged(Problem):
    """The same days as the version in force."""

    code = "calendar-unchanged"
    status = 409


class TimeLimitUnknown(Problem):
    """The law's data do not give this time limit; nothing is guessed."""

    code = "time-limit-unknown"
    status = 422


class RegimeInvalid(Problem):
    """A choice of law that cannot stand: an overlay that does not read or does not bind here."""

    code = "regime-invalid"
    status = 422


class NormUnknown(Problem):
    """The country's data hold no norm of that name."""

    code = "norm-unknown"
    status = 404


class LegalValueUnknown(Problem):
    """The value is not in the data for that day; it is never guessed."""

    code = "legal-value-unknown"
    status = 404


class CalendarUnknown(Problem):
    """No published calendar, or not that version."""

    code = "calendar-unknown"
    status = 404
