"""The access log: one line for each request, with nothing of the person who made it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from ventanilla.config.access_log import LATEST_SECONDS, AccessLog, Lines


def asked(**changed: Any) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/puerto-claro/",
        "QUERY_STRING": "q=mis+asuntos",
        "REMOTE_ADDR": "203.0.113.7",
        **changed,
    }


def found(_environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    start_response("404 Not Found", [])
    return [b""]


def broken(_environ: dict[str, Any], _start_response: Callable[..., Any]) -> list[bytes]:
    raise RuntimeError


def line_of(environ: dict[str, Any]) -> str:
    written: list[bytes] = []
    lines = Lines(written.append)
    AccessLog(found, lines)(environ, lambda *_: None)
    lines.flush()
    return b"".join(written).decode()


def test_a_line_says_what_was_asked_for_and_how_it_ended():
    assert line_of(asked()).split()[3:6] == ["'GET'", "'/puerto-claro/'", "404"]


def test_no_caller_writes_a_line_of_the_access_log():
    forged = line_of(asked(PATH_INFO="/x\n2026-11-24 00:00:00 +0000 GET /forged/ 200 1.0\x1b[2J"))
    assert forged.endswith("\n")
    assert forged[:-1].isprintable()


def test_the_access_log_holds_neither_addresses_nor_what_was_asked():
    assert "203.0.113.7" not in line_of(asked())
    assert "mis+asuntos" not in line_of(asked())


def test_a_path_that_is_no_text_is_written_all_the_same():
    assert "udcff" in line_of(asked(PATH_INFO="/\udcff"))


def test_a_request_that_breaks_is_written_as_500():
    written: list[bytes] = []
    lines = Lines(written.append)
    with pytest.raises(RuntimeError):
        AccessLog(broken, lines)(asked(), lambda *_: None)
    lines.flush()
    assert b" 500 " in written[0]


def test_lines_leave_by_themselves_and_together():
    written: list[bytes] = []
    lines = Lines(written.append)
    for number in range(3):
        lines.add(f"{number}\n")
    until = time.monotonic() + 20 * LATEST_SECONDS
    while b"".join(written) != b"0\n1\n2\n" and time.monotonic() < until:
        time.sleep(LATEST_SECONDS / 10)
    assert b"".join(written) == b"0\n1\n2\n"
    lines.add("3\n")
    until = time.monotonic() + 20 * LATEST_SECONDS
    while len(b"".join(written)) < 8 and time.monotonic() < until:
        time.sleep(LATEST_SECONDS / 10)
    assert b"".join(written).endswith(b"3\n")
