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
