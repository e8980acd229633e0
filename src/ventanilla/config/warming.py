"""What a web process loads before its first request, so that nobody waits for it."""

from __future__ import annotations

import gc

import structlog
from django.urls import get_resolver

from ventanilla.channels.portal.observatory.views import countries
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.charter import api as charter
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock
from ventanilla.kernel.office_scope import one_office

log = structlog.get_logger(__name__)
_OBJECTS_BETWEEN_COLLECTIONS = 10_000


def warm_up() -> None:
    """Import every address's code, open the log keys, read the procedures in force and the Charter,
    make the observatory's pages ready.

    A deployment that is not ready yet (no database, no office) starts all the same: its pages
    then say what is missing, and `ventanilla doctor` says why.
    """
    _ = get_resolver().url_patterns
    try:
        for office in offices.offices():
            with one_office(office.id):
                offices.log_signer(office)
                catalogue.offered(office_id=office.id, at=clock.now())
        charter.deck()
        countries.make_ready()
    except Exception as error:
        log.warning("warm-up.incomplete", cause=type(error).__name__)
    _leave_alone_what_stays()


def _leave_alone_what_stays() -> None:
    """The garbage collector no longer walks through code, forms and models, which live as long as
    the process, nor through every few hundred objects of the requests under way."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 20, 20)
