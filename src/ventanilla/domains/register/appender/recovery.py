"""After a fault of the machine: what the database itself says of each row."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence

import structlog
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from ventanilla.domains.register.appender.waiting import Waiting
from ventanilla.domains.register.errors import OutcomeUnknown
from ventanilla.domains.register.models import Entry, LogRecord
from ventanilla.kernel.office_scope import every_office

log = structlog.get_logger(__name__)


def look_up(batch: Sequence[Waiting], connect: Callable[[], BaseDatabaseWrapper]) -> None:
    """Look each row up by its id over a fresh connection.

    What is there is answered like a replay; for the rest the outcome stays unknown: a commit that
    was cut off may still arrive.
    """
    for one in batch:
        one.forget()
    mine = connections[DEFAULT_DB_ALIAS]
    wrapper = connect()
    connections[DEFAULT_DB_ALIAS] = wrapper
    try:
        ids = [one.leaf.id for one in batch]
        with every_office():
            found = set(Entry.objects.filter(pk__in=ids).values_list("pk", flat=True))
            found |= set(LogRecord.objects.filter(pk__in=ids).values_list("pk", flat=True))
    except Exception as error:
        log.error("register.look_up_failed", **described(error))
        found = set()
    finally:
        connections[DEFAULT_DB_ALIAS] = mine
        wrapper.close()
    for one in batch:
        if one.leaf.id in found:
            one.replay_of = one.leaf.id
        else:
            one.error = OutcomeUnknown()


def described(error: BaseException) -> dict[str, str]:
    """An error for the log: its kind and place. A database's message may quote somebody's data."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    return {"error": type(error).__name__, "at": place}
