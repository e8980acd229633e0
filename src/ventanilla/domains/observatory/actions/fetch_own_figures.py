"""Fetching what offices publish about themselves. A bad answer never replaces a good one.

The format (JSON): `{"format": "ventanilla-indicators/v1", "office": name, "country": "CL",
"published_at": RFC 3339, "figures": [{"measure", "period", "numerator", "denominator",
"code_version"}]}`. Counts below ten are published as null by those who measure.
"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from http.client import HTTPResponse
from typing import Any
from urllib.parse import urlsplit

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from ventanilla.domains.observatory.errors import EndpointWrong
from ventanilla.domains.observatory.models import Endpoint, OwnFigure
from ventanilla.domains.observatory.queries import country
from ventanilla.domains.observatory.rules.own_figures import OwnReport, ReportWrongError, report
from ventanilla.kernel import clock

log = structlog.get_logger(__name__)
MAX_BYTES = 256_000
PATIENCE_SECONDS = 5  # for each silence
MOST_SECONDS = 15  # for a whole answer, however it drips


def add_endpoint(*, url: str, code: str) -> Endpoint:
    """Follow an office's figures. Raises `CountryUnknown`, `EndpointWrong`."""
    found = country(code)
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        raise EndpointWrong(
            _("«%s» no es una dirección.") % url, expected=_("Una que empiece por https://.")
        )
    with transaction.atomic():
        endpoint, _created = Endpoint.objects.get_or_create(
            url=url, defaults={"country": found.code, "added_at": clock.now()}
        )
    return endpoint


def fetch_all() -> int:
    """Visit every endpoint once; how many answered well."""
    return sum(fetch(endpoint) for endpoint in Endpoint.objects.order_by("added_at"))


def fetch(endpoint: Endpoint) -> bool:
    """Visit one endpoint. What it said before stands unless it answers well."""
    try:
        found = report(_document(endpoint.url), country=endpoint.country, now=clock.now())
        _refuse_older(endpoint, found)
    except (EndpointWrong, ReportWrongError) as error:
        log.info("observatory.endpoint_wrong", endpoint=str(endpoint.id), cause=str(error))
        with transaction.atomic():
            Endpoint.objects.filter(id=endpoint.id).update(
                tried_at=clock.now(), trouble=str(error)[:300]
            )
        return False
    _keep(endpoint, found)
    return True


def _refuse_older(endpoint: Endpoint, found: OwnReport) -> None:
    newest = OwnFigure.objects.filter(endpoint=endpoint).order_by("-published_at").first()
    if newest and found.published_at < newest.published_at:
        raise ReportWrongError("published_at: a later report was read before")


def _keep(endpoint: Endpoint, found: OwnReport) -> None:
    now = clock.now()
    with transaction.atomic():
        for figure in found.figures:
            OwnFigure.objects.update_or_create(
                endpoint=endpoint,
                measure=figure.measure,
                period=figure.period,
                defaults={
                    "office_name": found.office,
                    "numerator": figure.numerator,
                    "denominator": figure.denominator,
                    "code_version": figure.code_version,
                    "published_at": found.published_at,
                    "read_at": now,
                },
            )
        Endpoint.objects.filter(id=endpoint.id).update(tried_at=now, read_at=now, trouble="")


def _document(url: str) -> Any:
    request = urllib.request.Request(url, headers={"Accept": "application/json"})  # noqa: S310
    try:
        with web_opener().open(request, timeout=PATIENCE_SECONDS) as answer:
            body = _body(answer)
    except (OSError, urllib.error.URLError, ValueError) as error:
        raise EndpointWrong(_("No responde: %s.") % error) from error
    if len(body) > MAX_BYTES:
        raise EndpointWrong(_("Responde con más de 256 KB."))
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise EndpointWrong(_("No responde con JSON.")) from error


def _body(answer: HTTPResponse) -> bytes:
    """At most one byte more than is taken, within `MOST_SECONDS`. Raises `TimeoutError`."""
    end, body = time.monotonic() + MOST_SECONDS, b""
    while len(body) <= MAX_BYTES and (part := answer.read1(MAX_BYTES + 1 - len(body))):
        body += part
        if time.monotonic() > end:
            raise TimeoutError(f"more than {MOST_SECONDS} s")
    return body


def web_opener() -> urllib.request.OpenerDirector:
    """Only the web: no files, no FTP, and no redirection to them."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        urllib.request.HTTPRedirectHandler,
    ):
        opener.add_handler(handler())
    return opener
