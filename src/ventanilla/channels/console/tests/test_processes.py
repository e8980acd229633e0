"""How the processes of a deployment are started."""

from __future__ import annotations

from typing import Any

from ventanilla.channels.console.processes import web_command


def access_line(**changed: Any) -> str:
    """What the server writes for a request: it fills the format that the command gives it."""
    command = web_command("127.0.0.1", 8000)
    written: str = command[command.index("--access-log-fmt") + 1]
    request = {
        "addr": "203.0.113.7",
        "time": "2026-11-24 00:00:00 +0000",
        "method": "GET",
        "path": "/puerto-claro/",
        "query_string": "q=mis+asuntos",
        "status": 200,
        "dt_ms": 1.0,
    }
    return written % {**request, **changed}


def test_no_caller_writes_a_line_of_the_access_log() -> None:
    forged = access_line(path="/x\n2026-11-24 00:00:00 +0000 GET /forged/ 200 1.0\x1b[2J")
    assert forged.isprintable()


def test_the_access_log_holds_neither_addresses_nor_what_was_asked() -> None:
    assert "203.0.113.7" not in access_line()
    assert "mis+asuntos" not in access_line()
