"""The leader's connection: its own, never a request's, checked before it is trusted (R2)."""

from __future__ import annotations

import copy
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend
from django.utils.translation import gettext as _

from ventanilla.domains.register.appender.standby import Listener, Unreplicated, check_standby
from ventanilla.domains.register.errors import CopyDistrusted, NotDurable
from ventanilla.domains.register.models import DatabaseMark
from ventanilla.kernel import clock
from ventanilla.kernel.office_scope import every_office

_CHECK_AFTER_SECONDS = 5.0
# Django leaves all of these unlimited; a leader that hangs would stop every filing.
_POSTGRESQL_LIMITS = {
    "connect_timeout": 5,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
# Set inside each transaction, so that a pooler that hands out transactions keeps them.
_LOCAL_LIMITS = (
    "SELECT set_config('lock_timeout', '5s', true), "
    "set_config('idle_in_transaction_session_timeout', '5s', true), "
    "set_config('statement_timeout', '10s', true)"
)


class Connection:
    """A database connection that any thread of this process may use, one at a time."""

    def __init__(self) -> None:
        self._wrapper: BaseDatabaseWrapper | None = None
        self._mutex = threading.Lock()
        self._used_at = 0.0
        #: Offices whose copy was compared with the high-water mark over this connection.
        self.trusted: set[Any] = set()
        self.standby = Listener()

    @contextmanager
    def lent(self) -> Iterator[BaseDatabaseWrapper]:
        """Make it the calling thread's default connection: `atomic()` and models use it.

        Raises `NotDurable` or `CopyDistrusted` when it was opened and is not fit.
        """
        with self._mutex, every_office():  # a batch may hold entries of several offices
            wrapper = self._healthy()
            mine = connections[DEFAULT_DB_ALIAS]
            connections[DEFAULT_DB_ALIAS] = wrapper
            try:
                if wrapper.connection is None:
                    self._open(wrapper)
                yield wrapper
                self._used_at = clock.monotonic()
            except BaseException:
                if wrapper.connection is not None and wrapper.errors_occurred:
                    wrapper.close()
                raise
            finally:
                connections[DEFAULT_DB_ALIAS] = mine

    def check_replicated(self) -> None:
        """After COMMIT, within `lent`. Raises `Unreplicated`; the next use opens a new one."""
        try:
            self.standby.check()
        except Unreplicated:
            assert self._wrapper is not None
            self._wrapper.close()
            raise

    def close(self) -> None:
        """Close it; it opens again when it is next needed."""
        with self._mutex:
            if self._wrapper is not None:
                self._wrapper.close()
                self._wrapper = None

    def _healthy(self) -> BaseDatabaseWrapper:
        wrapper = self._wrapper
        settings = connections[DEFAULT_DB_ALIAS].settings_dict
        if wrapper is not None and wrapper.settings_dict["NAME"] != settings["NAME"]:
            wrapper.close()
            wrapper = None
        if wrapper is None:
            wrapper = self._wrapper = new_wrapper()
        idle = clock.monotonic() - self._used_at
        if wrapper.connection is not None and (
            wrapper.errors_occurred or (idle > _CHECK_AFTER_SECONDS and not wrapper.is_usable())
        ):
            wrapper.close()
        return wrapper

    def _open(self, wrapper: BaseDatabaseWrapper) -> None:
        self.trusted.clear()
        wrapper.connect()
        try:
            check_durability(wrapper)
            check_standby(wrapper)
            self.standby.listen(wrapper)
            _check_mark()
        except BaseException:
            wrapper.close()
            raise


def new_wrapper() -> BaseDatabaseWrapper:
    """A connection of its own to the default database, past any pool of this process."""
    settings = copy.deepcopy(connections[DEFAULT_DB_ALIAS].settings_dict)
    if connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
        options = {k: v for k, v in settings["OPTIONS"].items() if k != "pool"}
        settings["OPTIONS"] = {**options, **_POSTGRESQL_LIMITS}
    backend = load_backend(settings["ENGINE"])
    wrapper: BaseDatabaseWrapper = backend.DatabaseWrapper(settings, DEFAULT_DB_ALIAS)
    wrapper.inc_thread_sharing()
    return wrapper


def check_promises() -> None:
    """R2 over a connection of its own, now. Raises `NotDurable`."""
    wrapper = new_wrapper()
    wrapper.connect()
    try:
        check_durability(wrapper)
        check_standby(wrapper)
    finally:
        wrapper.close()


def limit_waiting(wrapper: BaseDatabaseWrapper) -> None:
    """Inside a transaction: no lock, statement or pause of ours may last (rule 5)."""
    if wrapper.vendor == "postgresql":
        with wrapper.cursor() as cursor:
            cursor.execute(_LOCAL_LIMITS)


def check_durability(wrapper: BaseDatabaseWrapper) -> None:
    """R2: read back what the database promises. Raises `NotDurable`."""
    needed: dict[str, tuple[str, ...]]
    if wrapper.vendor == "sqlite":
        ask = "PRAGMA {}"
        needed = {"journal_mode": ("wal",), "synchronous": ("2", "3")}
    else:
        ask = "SHOW {}"
        needed = {
            "fsync": ("on",),
            "full_page_writes": ("on",),
            "synchronous_commit": ("on", "remote_apply"),
        }
    with wrapper.cursor() as cursor:
        for setting, accepted in needed.items():
            cursor.execute(ask.format(setting))
            value = str(cursor.fetchone()[0])
            if value not in accepted:
                raise NotDurable(
                    _("La base de datos no garantiza lo que guarda: %(setting)s = %(value)s.")
                    % {"setting": setting, "value": value}
                )


def _check_mark() -> None:
    mark = DatabaseMark.objects.first()
    if mark is None or mark.state == DatabaseMark.State.TRUSTED:
        return
    if mark.state == DatabaseMark.State.RESTORED:
        raise CopyDistrusted(
            _("Esta base de datos se recuperó de una copia y puede faltarle lo último.")
        )
    raise CopyDistrusted(_("Esta base de datos era una réplica y puede faltarle lo último."))


_connection = Connection()


def leading() -> Connection:
    """This process's connection for appending."""
    return _connection


def _forget_after_fork() -> None:
    """A child never touches its parent's connection, not even to close it."""
    global _connection
    _connection = Connection()


os.register_at_fork(after_in_child=_forget_after_fork)
