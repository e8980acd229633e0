"""What can go wrong around an office."""

from ventanilla.kernel.errors import Problem


class OfficeUnknown(Problem):
    """No office has that name in its address."""

    code = "office-unknown"
    status = 404


class OfficeFounded(Problem):
    """An office with that name, or that log, exists already."""

    code = "office-founded-already"
    status = 409


class ColoursUnreadable(Problem):
    """A set of colours that some people could not read."""

    code = "colours-unreadable"
    status = 422


class KeyMissing(Problem):
    """The office's private key is not where it should be."""

    code = "office-key-missing"
    status = 503
