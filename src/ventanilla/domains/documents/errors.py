"""Why a file cannot be kept or opened. Each text says what to do instead."""

from ventanilla.kernel.errors import Problem


class EmptyFile(Problem):
    """A file of 0 bytes."""

    code = "file-empty"
    status = 422


class FileTooLarge(Problem):
    """More bytes than the field, or the office, takes."""

    code = "file-too-large"
    status = 413


class FileNameRefused(Problem):
    """A name of which nothing can be kept."""

    code = "file-name-refused"
    status = 422


class TypeRefused(Problem):
    """The content is of a type that is not accepted, whatever the name says."""

    code = "file-type-refused"
    status = 415


class ArchiveBomb(Problem):
    """A compressed file that would unpack into too much, or cannot be inspected."""

    code = "archive-refused"
    status = 422


class Quarantined(Problem):
    """Nobody opens a file before the scanner has judged it, nor after it was found harmful."""

    code = "file-in-quarantine"
    status = 409


class ContentDamaged(Problem):
    """The stored bytes are missing or are not those that were kept."""

    code = "file-damaged"
    status = 500
