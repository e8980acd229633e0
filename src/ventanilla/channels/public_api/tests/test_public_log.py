"""The log for anyone: right addresses, types, caching; verifiable by the library alone."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.filing import lodged

from ventanilla.domains.catalogue.api import PublishedProcedure

pytestmark = pytest.mark.django_db(transaction=True)
LOG = "/puerto-claro/log"


@pytest.fixture(name="log")
def a_log(cast: Cast, procedure: PublishedProcedure, client):
    for number in range(3):
        lodged(cast, procedure, idempotency_key=f"filing-{number}")
    return client


def test_the_checkpoint_is_text_that_is_always_asked_for_again(log):
    response = log.get(f"{LOG}/checkpoint")
    origin, size = response.content.decode().splitlines()[:2]
    assert (origin, size) == ("puerto-claro.example/log", "3")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Cache-Control"] == "no-cache"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_tiles_and_bundles_are_kept_for_ever(log):
    log.get(f"{LOG}/checkpoint")
    tile = log.get(f"{LOG}/tile/0/000.p/3")
    bundle = log.get(f"{LOG}/tile/entries/000.p/3")
    assert len(tile.content) == 96
    assert bundle.content
    for response in (tile, bundle):
        assert response["Content-Type"] == "application/octet-stream"
        assert "immutable" in response["Cache-Control"]
        assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/000",
        "tile/0/000.p/4",
        "tile/9/000.p/1",
        "tile/x",
        "tile/entries/000",
        "nothing",
        "",
    ],
)
def test_what_is_not_published_is_a_problem(log, path: str):
    response = log.get(f"{LOG}/{path}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_keys_say_which_and_since_when(log):
    response = log.get(f"{LOG}/keys")
    body = response.json()
    assert [key["algorithm"] for key in body["keys"]] == ["ed25519", "ml-dsa-44"]
    assert body["keys"][0]["vkey"].startswith("puerto-claro.example/log+")
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("body", [b"", b"nonsense", b"\xff" * 50, b"old 0\n\n"])
def test_a_request_for_a_cosignature_that_is_not_one_is_refused(log, body: bytes):
    response = log.post(f"{LOG}/add-checkpoint", body, content_type="text/plain")
    assert 400 <= response.status_code < 500


def test_a_huge_checkpoint_is_refused_unread(log):
    response = log.post(f"{LOG}/add-checkpoint", b"x" * 100_001, content_type="text/plain")
    assert response.status_code == 413


def test_the_log_is_only_read(log):
    assert log.post(f"{LOG}/checkpoint").status_code == 405
    assert log.get(f"{LOG}/add-checkpoint").status_code == 405
