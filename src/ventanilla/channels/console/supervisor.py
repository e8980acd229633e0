"""Keeps the processes of a deployment together: starts them, and stops all when one ends.

    python -m ventanilla.channels.console.supervisor COMMAND… -- COMMAND…

It imports nothing but the standard library, so that watching costs little memory.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from types import FrameType

_PAUSE = 0.2
_PATIENCE_SECONDS = 15


def run_together(commands: list[list[str]]) -> int:
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


def split(arguments: list[str]) -> list[list[str]]:
    """The commands of a command line in which `--` stands between them."""
    commands: list[list[str]] = [[]]
    for argument in arguments:
        if argument == "--":
            commands.append([])
        else:
            commands[-1].append(argument)
    return [command for command in commands if command]


if __name__ == "__main__":
    sys.exit(run_together(split(sys.argv[1:])))
