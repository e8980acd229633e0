"""The seam for periodic work: what to do, how often; who runs it is the worker's business.

A job is idempotent, short, and takes its own locks. One that fails is logged and tried
again at its next turn; it never stops the others.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from ventanilla.kernel import clock

log = structlog.get_logger(__name__)
Job = Callable[[], object]


@dataclass
class Periodic:
    """One registered job. `every` is in seconds; `next_run` in seconds of the monotonic clock."""

    name: str
    every: float
    run: Job
    next_run: float = field(default=0.0)


_jobs: dict[str, Periodic] = {}


def periodic(name: str, *, every: float) -> Callable[[Job], Job]:
    """Register a function to be called about every `every` seconds by the worker."""

    def register(run: Job) -> Job:
        if name in _jobs and _jobs[name].run is not run:
            raise ValueError(f"two jobs are called {name!r}")
        _jobs[name] = Periodic(name=name, every=every, run=run)
        return run

    return register


def registered() -> list[Periodic]:
    """Every job, in the order of their names."""
    return [_jobs[name] for name in sorted(_jobs)]


def run_due(*, only: str | None = None) -> int:
    """Run each job whose time has come (or the one named); returns how many ran."""
    ran = 0
    for job in registered():
        if only is not None and job.name != only:
            continue
        if only is None and clock.monotonic() < job.next_run:
            continue
        job.next_run = clock.monotonic() + job.every
        ran += 1
        try:
            job.run()
        except Exception:
            log.exception("job.failed", job=job.name)
    return ran


def run_forever(stop: threading.Event, *, pause: float = 0.2) -> None:
    """The worker's loop, until `stop` is set."""
    while not stop.wait(pause):
        run_due()
