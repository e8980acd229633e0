"""The processes of a deployment and how they are started."""

from __future__ import annotations

import os
import socket
import sys
from typing import NoReturn


def web_command(host: str, port: int) -> list[str]:
    """granian serving the WSGI application with the settings' processes and threads.

    The application writes the access log itself (`config.access_log`).
    """
    from django.conf import settings

    return [
        sys.executable, "-m", "granian", "--interface", "wsgi",
        "--host", host, "--port", str(port),
        "--workers", str(settings.WEB_WORKERS),
        "--blocking-threads", str(settings.WEB_THREADS),
        "--backlog", "1024",
        "--http", "1",
        "--no-ws",
        "--respawn-failed-workers",
        "ventanilla.config.wsgi:application",
    ]  # fmt: skip


def demand_free_port(host: str, port: int) -> None:
    """Refuse a port that somebody else serves: granian would share it without a word."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SystemExit(
                f"Port {port} of {host} is taken: {error.strerror}. "
                f"Choose another, for example PORT={port + 1}."
            ) from error


def worker_command() -> list[str]:
    """The periodic jobs in a process of their own."""
    return [sys.executable, "-m", "ventanilla.channels.console", "worker"]


def become_supervisor(*commands: list[str]) -> NoReturn:
    """Replace this process by the small one that keeps the commands together."""
    arguments: list[str] = []
    for command in commands:
        arguments += ["--", *command]
    supervisor = [sys.executable, "-m", "ventanilla.channels.console.supervisor", *arguments]
    sys.stdout.flush()
    os.execv(supervisor[0], supervisor)  # noqa: S606 - our own interpreter
