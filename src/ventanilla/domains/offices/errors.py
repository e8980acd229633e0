"""What can go wrong around an office."""

from django.utils.translation import gettext_lazy as _

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


class StandInRefused(Problem):
    """A delegation or a substitution that may not be recorded, or not again."""

    code = "stand-in-refused"
    status = 409


class StandInUnknown(Problem):
    """There is no such delegation or substitution in the office."""

    code = "stand-in-unknown"
    status = 404

    def __init__(self) -> None:
        super().__init__(_("No hay ninguna suplencia ni delegación con esos datos."))
