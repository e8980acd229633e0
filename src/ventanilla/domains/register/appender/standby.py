"""Where another server takes over, what is answered is on that server too (R2, R3).

Only where `FAILOVER` is declared (VENTANILLA_FAILOVER=1), on PostgreSQL. When the appender opens
its connection, `synchronous_standby_names` must name somebody and a synchronous standby must
stream. A standby that goes away later makes COMMIT wait for ever: no time-out of PostgreSQL's ends
that. Here it is cancelled after a while, which leaves the transaction durable on this server alone
and a mere warning (`https://www.postgresql.org/docs/current/warm-standby.html`, 26.2.8). The
leader's connection listens for it: no receipt is given, and the same key finds the entry once a
standby is back.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from ventanilla.domains.register.errors import NotDurable

#: Longer than any statement of a batch may last, so that only the wait for a standby meets it.
COMMIT_SECONDS = 12.0
_STANDBYS = """
    SELECT count(*),
           count(*) FILTER (WHERE state = 'streaming' AND sync_state IN ('sync', 'quorum')),
           pg_has_role(current_user, 'pg_read_all_stats', 'usage')
    FROM pg_stat_replication"""


class Unreplicated(Exception):  # noqa: N818 - says what happened
    """The batch was committed on this server and perhaps on no other."""


class Listener:
    """Whether the server warned, since it was last asked, that it stopped waiting for a standby."""

    def __init__(self) -> None:
        self._warned = False

    def listen(self, wrapper: BaseDatabaseWrapper) -> None:
        """To a connection just opened."""
        self._warned = False
        if failover_declared(wrapper):
            wrapper.connection.add_notice_handler(self._note)

    @contextmanager
    def bounded(self, wrapper: BaseDatabaseWrapper) -> Iterator[None]:
        """Around a transaction: its COMMIT does not wait for a standby for ever."""
        if not failover_declared(wrapper):
            yield
            return
        timer = threading.Timer(COMMIT_SECONDS, wrapper.connection.cancel)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def check(self) -> None:
        """After COMMIT. Raises `Unreplicated`."""
        if self._warned:
            raise Unreplicated

    def _note(self, diagnostic: Any) -> None:
        # The words depend on the server's language; nothing else in a batch makes it warn.
        self._warned |= diagnostic.severity_nonlocalized == "WARNING"


def failover_declared(wrapper: BaseDatabaseWrapper) -> bool:
    """Whether this deployment says that another server takes over."""
    return bool(settings.FAILOVER) and wrapper.vendor == "postgresql"


def check_standby(wrapper: BaseDatabaseWrapper) -> None:
    """Raises `NotDurable` where failover is declared and no synchronous standby is at work."""
    if not failover_declared(wrapper):
        return
    with wrapper.cursor() as cursor:
        cursor.execute("SHOW synchronous_standby_names")
        if not str(cursor.fetchone()[0]).strip():
            raise NotDurable(
                _(
                    "Se declaró un servidor de reserva (VENTANILLA_FAILOVER) y "
                    "synchronous_standby_names está vacío: lo último podría perderse."
                )
            )
        cursor.execute(_STANDBYS)
        connected, synchronous, may_see = cursor.fetchone()
    if synchronous:
        return
    if connected and not may_see:
        raise NotDurable(
            _("Este usuario de la base de datos no ve las réplicas: concédale pg_read_all_stats.")
        )
    raise NotDurable(_("No hay ninguna réplica síncrona conectada: lo último podría perderse."))
