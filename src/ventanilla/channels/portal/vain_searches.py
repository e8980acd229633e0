"""Counting searches that found nothing: a few an hour from one address, and never who asked."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import get_language

from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock

MOST_AN_HOUR = 12


def count_vain_search(request: HttpRequest, *, office: offices.Office, words: str) -> None:
    """Have the words counted for the analyst, unless this address has said enough."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    key = "vain:" + hashlib.sha256(f"{office.slug} {address}".encode()).hexdigest()[:32]
    cache.add(key, 0, timeout=3600)
    try:
        said = cache.incr(key)
    except ValueError:  # it ran out between the two lines
        said = 1
    if said <= MOST_AN_HOUR:
        catalogue.count_miss(
            office_id=office.id,
            text=words,
            language=(get_language() or "es").split("-")[0],
            day=clock.today(office.zone),
        )
