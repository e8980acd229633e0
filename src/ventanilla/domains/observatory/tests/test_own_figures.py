"""What offices publish: believed only if well formed; a failure leaves the last good values."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from ventanilla.domains.observatory import api as observatory
from ventanilla.domains.observatory.models import Endpoint, Fact, LinkCheck, OwnFigure
from ventanilla.kernel import clock

GOOD: dict[str, Any] = {
    "format": "ventanilla-indicators/v1",
    "office": "Puerto Claro (inventada)",
    "country": "CL",
    "published_at": "2026-11-01T00:00:00-03:00",
    "figures": [
        {
            "measure": "decided_in_time",
            "period": "2026-10",
            "numerator": 18,
            "denominator": 20,
            "code_version": "0.1.0",
        }
    ],
}


class Published:
    """A real server on this machine that answers what the test says."""

    body: bytes = b""
    status = 200
    headers: dict[str, str] = {}


@pytest.fixture(name="server")
def a_server() -> Iterator[tuple[type[Published], str]]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(Published.status)
            for name, value in Published.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(Published.body)

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Published.body, Published.status, Published.headers = json.dumps(GOOD).encode(), 200, {}
    yield Published, f"http://127.0.0.1:{server.server_port}/indicators.json"
    server.shutdown()
    server.server_close()


@pytest.fixture(name="endpoint")
def a_followed_office(db: None, server: tuple[type[Published], str]) -> Endpoint:
    return observatory.add_endpoint(url=server[1], code="CL")


def test_a_good_answer_is_kept_with_its_dates(endpoint: Endpoint) -> None:
    assert observatory.fetch(endpoint)
    own = OwnFigure.objects.get()
    assert (own.numerator, own.denominator, own.office_name) == (18, 20, GOOD["office"])
    assert observatory.country_view("CL").own == [own]
    assert observatory.fetch(endpoint)
    assert OwnFigure.objects.count() == 1


def test_an_answer_that_never_ends_is_given_up(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ventanilla.domains.observatory.actions import fetch_own_figures

    monkeypatch.setattr(fetch_own_figures, "MOST_SECONDS", -1)
    assert not observatory.fetch(endpoint)
    assert OwnFigure.objects.count() == 0
    assert Endpoint.objects.get().trouble


def changed(**changes: Any) -> bytes:
    return json.dumps({**GOOD, **changes}).encode()


def figure(**changes: Any) -> bytes:
    return changed(figures=[{**GOOD["figures"][0], **changes}])


@pytest.mark.parametrize(
    "body",
    [
        b"<html>",
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b"[]",
        b"null",
        b" " * 300_000,
        changed(format="other/v9"),
        changed(country="UY"),
        changed(figures={}),
        changed(office=""),
        changed(office="a\x00b"),
        changed(published_at="yesterday"),
        changed(published_at="2026-11-01T00:00:00"),
        figure(measure="happiness"),
        figure(numerator=21),
        figure(numerator=-1),
        figure(numerator=1.5),
        figure(numerator=True),
        figure(denominator=None),
        figure(period="ayer"),
        figure(period="2026-13"),
        figure(period="2026-12"),
        figure(period="2027"),
        figure(period="2026-10\n"),
        figure(period="٢٠٢٦"),
        changed(published_at="2999-01-01T00:00:00+00:00"),
        changed(published_at="2026-10-01T00:00:00-03:00"),
        changed(figures=[GOOD["figures"][0], {**GOOD["figures"][0], "numerator": 19}]),
        figure(denominator=10**30, numerator=1),
    ],
)
def test_an_answer_that_lies_in_format_leaves_the_last_good_values(
    endpoint: Endpoint, server: tuple[type[Published], str], body: bytes
) -> None:
    observatory.fetch(endpoint)
    read_at = Endpoint.objects.get().read_at
    server[0].body = body
    assert not observatory.fetch(endpoint)
    after = Endpoint.objects.get()
    assert OwnFigure.objects.get().numerator == 18
    assert after.read_at == read_at
    assert after.trouble
    assert after.tried_at and read_at and after.tried_at > read_at


@pytest.mark.parametrize("status", [404, 500, 503])
def test_an_office_that_is_down_leaves_the_last_good_values(
    endpoint: Endpoint, server: tuple[type[Published], str], status: int
) -> None:
    observatory.fetch(endpoint)
    server[0].status = status
    assert not observatory.fetch(endpoint)
    assert OwnFigure.objects.count() == 1


def test_a_redirection_to_a_file_is_not_followed(
    endpoint: Endpoint, server: tuple[type[Published], str]
) -> None:
    server[0].status, server[0].headers = 302, {"Location": "file:///etc/passwd"}
    assert not observatory.fetch(endpoint)
    assert not OwnFigure.objects.exists()


def test_too_few_cases_are_not_told(
    endpoint: Endpoint, server: tuple[type[Published], str]
) -> None:
    server[0].body = figure(numerator=1, denominator=9)
    observatory.fetch(endpoint)
    own = OwnFigure.objects.get()
    assert (own.numerator, own.denominator) == (None, None)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/x", "example", ""])
def test_only_web_addresses_are_followed(db: None, url: str) -> None:
    with pytest.raises(observatory.EndpointWrong):
        observatory.add_endpoint(url=url, code="CL")


def test_a_link_that_does_not_answer_is_marked(
    db: None, server: tuple[type[Published], str]
) -> None:
    base = {"country": "UY", "kind": "egov_law", "status": "in_force", "confidence": "high"}
    Fact.objects.bulk_create(
        Fact(key=str(n), name=str(n), url=url, source="x", recorded_at=clock.now(), **base)
        for n, url in enumerate([server[1], "http://127.0.0.1:1/gone"])
    )
    found = {check.url: check.reachable for check in observatory.check_links()}
    assert found == {server[1]: True, "http://127.0.0.1:1/gone": False}
    assert set(observatory.broken_links()) == {"http://127.0.0.1:1/gone"}
    server[0].status = 404
    observatory.check_links()
    assert LinkCheck.objects.filter(reachable=False).count() == 2


def test_when_nothing_answers_at_all_no_address_is_marked(db: None) -> None:
    base = {"country": "UY", "kind": "egov_law", "status": "in_force", "confidence": "high"}
    Fact.objects.bulk_create(
        Fact(
            key=str(n),
            name=str(n),
            url=f"http://127.0.0.1:1/{n}",
            source="x",
            recorded_at=clock.now(),
            **base,
        )
        for n in range(5)
    )
    with pytest.raises(observatory.NothingReached):
        observatory.check_links()
    assert observatory.broken_links() == {}
