"""Telling a machine that cannot keep or give anything now from a fault of the program."""

from __future__ import annotations

import errno

from django.db import InterfaceError, OperationalError

_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}


def is_outage(error: BaseException) -> bool:
    """Whether the database does not answer, or a disk is full, read-only or broken."""
    if isinstance(error, OperationalError | InterfaceError):
        return True
    return isinstance(error, OSError) and error.errno in _DISK
