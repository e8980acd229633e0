"""A new log for an office whose old one ended with a loss: new origin, new keys, old ones dated."""

from __future__ import annotations

from django.db import transaction

from ventanilla.domains.offices.actions.found_office import key_row
from ventanilla.domains.offices.keys import make_keys
from ventanilla.domains.offices.models import Office, OfficeKey
from ventanilla.domains.offices.queries import forget_offices
from ventanilla.kernel import clock


def renew_log(office: Office, *, log_origin: str) -> None:
    """Make keys for `log_origin` and make it the office's; the keys before it end now.

    Only the register calls this, when it opens a new epoch. The old private keys stay in place:
    they still sign receipts of what the old log holds.
    """
    now = clock.now()
    office.log_origin = log_origin
    log, *witness = make_keys(office)
    rows = [key_row(office, "log", v.vkey, v.algorithm.label, now) for v in log.verifiers]
    rows += [key_row(office, "witness", c.vkey, c.verifier.algorithm.label, now) for c in witness]
    with transaction.atomic():
        OfficeKey.objects.filter(office=office, valid_until=None).update(valid_until=now)
        OfficeKey.objects.bulk_create(rows)
        Office.objects.filter(pk=office.pk).update(log_origin=log_origin)
    forget_offices()
