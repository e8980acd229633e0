"""What can go wrong in the observatory, each with its cause and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from ventanilla.kernel.errors import Problem


@dataclass(frozen=True, kw_only=True)
class RowError:
    """One row of a file that was refused. `line` counts from 1, the header included."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


class FileUnreadable(Problem):
    """Not a CSV file in UTF-8 with the columns of its kind."""

    code = "observatory-file-unreadable"
    status = 422


class CountryUnknown(Problem):
    """No such country in this observatory."""

    code = "country-unknown"
    status = 404


class FactUnknown(Problem):
    """No such fact, or none any more."""

    code = "fact-unknown"
    status = 404


class ProposalRefused(Problem):
    """A proposal that cannot be taken or judged as asked. `params["column"]`: what is wrong."""

    code = "proposal-refused"
    status = 422


class NotYours(Problem):
    """This is for editors, or for the focal point of the country."""

    code = "not-yours"
    status = 403


class EditionUnknown(Problem):
    """No edition with that name."""

    code = "edition-unknown"
    status = 404


class EditionExists(Problem):
    """An edition is frozen once: another name is needed."""

    code = "edition-exists"
    status = 409


class EndpointWrong(Problem):
    """What an office publishes cannot be reached or read. The last good values stand."""

    code = "endpoint-wrong"
    status = 502


class NothingReached(Problem):
    """No address answered at all: the machine has no way out to the network."""

    code = "nothing-reached"
    status = 503


class FormatUnavailable(Problem):
    """This installation cannot write that format."""

    code = "format-unavailable"
    status = 501
