"""Founding an office: its record, its keys, and the public fingerprints of its founding act."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ventanilla.domains.offices.colours import checked_colours
from ventanilla.domains.offices.errors import OfficeFounded
from ventanilla.domains.offices.keys import make_keys
from ventanilla.domains.offices.models import Office, OfficeKey
from ventanilla.kernel import clock


def found_office(*, slug: str, name: str, log_origin: str, **record: Any) -> Office:
    """Create an office with its own log keys.

    `record` holds the other columns of `Office` (country, time_zone, locale, holder…). The
    origin of the log is chosen here and never changes. Raises `OfficeFounded`,
    `ColoursUnreadable`, and Django's `ValidationError` for a malformed record.
    """
    now = clock.now()
    colours = checked_colours(record.pop("colours", {}))
    office = Office(
        slug=slug, name=name, log_origin=log_origin, colours=colours, founded_at=now, **record
    )
    office.clean_fields()
    if Office.objects.filter(slug=slug).exists() or (
        Office.objects.filter(log_origin=log_origin).exists()
    ):
        raise _already(slug)
    log, *witness = make_keys(office)
    keys = [key_row(office, "log", v.vkey, v.algorithm.label, now) for v in log.verifiers]
    keys += [key_row(office, "witness", c.vkey, c.verifier.algorithm.label, now) for c in witness]
    try:
        with transaction.atomic():
            Office.objects.bulk_create([office])
            OfficeKey.objects.bulk_create(keys)
    except IntegrityError as error:
        raise _already(slug) from error
    return office


def fingerprint(vkey: str) -> str:
    """The hexadecimal SHA-256 of a public key's text: what receipts and founding acts print."""
    return sha256(vkey.encode()).hexdigest()


def key_row(office: Office, purpose: str, vkey: str, label: str, since: datetime) -> OfficeKey:
    """The row of a public key, not yet written."""
    return OfficeKey(
        office=office,
        algorithm=label.lower(),
        vkey=vkey,
        fingerprint=fingerprint(vkey),
        purpose=purpose,
        valid_from=since,
    )


def _already(slug: str) -> OfficeFounded:
    return OfficeFounded(
        _("Ya hay una sede «%(slug)s», o un registro con ese origen.") % {"slug": slug},
        expected=_("Elija otro nombre y otro origen."),
    )
