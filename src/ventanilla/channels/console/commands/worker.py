"""The worker: periodic jobs of every domain, one after another."""

from __future__ import annotations

import argparse
import signal
import threading

NAME = "worker"
HELP = "Run the periodic jobs (publication of logs, witnesses, followers)."


def arguments(parser: argparse.ArgumentParser) -> None:
    """`--once` runs every job one time, for tests and cron."""
    parser.add_argument("--once", action="store_true", help="run each job once and end")


def run(options: argparse.Namespace) -> int:
    """Run until told to stop; a job that fails is logged and tried again at its next turn."""
    from ventanilla.kernel import jobs

    if options.once:
        print(f"{jobs.run_due()} jobs ran")
        return 0
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    jobs.run_forever(stop)
    return 0
