"""The processes of a deployment: how they are started, watched and stopped."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from types import FrameType

_PAUSE = 0.2
_PATIENCE_SECONDS = 15


def web_command(host: str, port: int) -> list[str]:
    """granian serving the WSGI application with the settings' processes and threads."""
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
        "--access-log",
        "--access-log-fmt", "%(time)s %(method)s %(path)s %(status)d %(dt_ms).1f",
        "ventanilla.config.wsgi:application",
    ]  # fmt: skip


def worker_command() -> list[str]:
    """The periodic jobs in a process of their own."""
    return [sys.executable, "-m", "ventanilla.channels.console", "worker"]


def run_together(*commands: list[str]) -> int:
    """Start the commands, wait until one ends or a signal comes, and stop the others."""
    running = [subprocess.Popen(command) for command in commands]  # noqa: S603 - our own programs
    told = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal told
        told = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    while not told and all(process.poll() is None for process in running):
        time.sleep(_PAUSE)
    ended = [process.returncode for process in running if process.returncode is not None]
    _stop_all(running)
    return 0 if told else (ended[0] if ended else 1)


def _stop_all(running: list[subprocess.Popen[bytes]]) -> None:
    for process in running:
        if process.poll() is None:
            process.terminate()
    for process in running:
        try:
            process.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
