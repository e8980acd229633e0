"""How many entries a second the register appends, beside what the database alone can do.

    PYTHONPATH=src python -m bench.register [--seconds 3] [--threads 1 8 32]

SQLite in a folder of its own, or PostgreSQL where DATABASE_URL names a database that may be filled.
Two raw limits of the same run, with the same rows and durability: one transaction each, and batches
of the size that the register formed. Everything runs in one process: entries are made beforehand,
receipts are made and kept.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any

Filing = tuple[Any, list[Any]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--profile", action="store_true", help="where the leader's time goes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ventanilla-bench-") as folder:
        os.environ.setdefault("VENTANILLA_VAR", folder)
        os.environ.setdefault("VENTANILLA_LOG_LEVEL", "ERROR")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ventanilla.config.settings")
        _run(options)


def _run(options: argparse.Namespace) -> None:
    import django

    django.setup()
    from ventanilla.kernel import office_scope

    office_scope.process_acts_for(office_scope.EVERY)
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    place = _place()
    print(
        f"{connection.vendor}, {os.cpu_count()} processors, {options.seconds:g} s each", flush=True
    )
    _raw_one_by_one(place, 0.3)
    alone = _raw_one_by_one(place, options.seconds)
    print(f"raw, one transaction each                 {alone:8.0f}/s")
    _appends(place, threads=4, seconds=0.5)
    for threads in options.threads:
        rate, batch, waits, cpu = _appends(place, threads=threads, seconds=options.seconds)
        raw = _raw_in_batches(place, round(batch), options.seconds)
        print(
            f"append, {threads:2} threads: {rate:8.0f}/s   batches of {batch:5.1f}   "
            f"p50 {_quantile(waits, 50):5.1f} ms  p95 {_quantile(waits, 95):5.1f}  "
            f"p99 {_quantile(waits, 99):5.1f}   CPU {cpu * 1e3:.2f} ms   "
            f"= {rate / alone:.2f} of one by one, {rate / raw:.2f} of raw batches ({raw:.0f}/s)",
            flush=True,
        )
    if options.profile:
        _profile(place)


def _place() -> dict[str, Any]:
    from ventanilla.domains.offices import api as offices
    from ventanilla.kernel.identifiers import uuid7

    name = f"banco-{uuid7().hex[-12:]}"
    office = offices.found_office(
        slug=name,
        name="Banco de pruebas",
        log_origin=f"{name}.example/log",
        country="CL",
        time_zone="America/Santiago",
        locale="es-CL",
        languages=["es"],
        holder="Banco",
    )
    unit = offices.add_unit(office=office, code="partes", name="Partes")
    return {"office_id": office.id, "unit_id": unit.id}


def _filings(place: dict[str, Any], count: int) -> list[Filing]:
    from ventanilla.domains.privacy import api as privacy
    from ventanilla.domains.register import api
    from ventanilla.kernel import clock
    from ventanilla.kernel.identifiers import uuid7

    made = []
    for _ in range(count):
        entry_id, subject, salt = uuid7(), uuid7(), os.urandom(32)
        row, handle = privacy.new_data_key(office_id=place["office_id"], subject_id=subject)
        now = clock.now()
        entry = api.NewEntry(
            id=entry_id,
            **place,
            subject_id=subject,
            subject="Solicitud de información pública",
            channel="api",
            presented_at=now,
            received_at=now,
            procedure_digest=sha256(b"procedure").digest(),
            answers_digest=sha256(salt).digest(),
            document_digests=(sha256(entry_id.bytes).digest(),),
            salt=salt,
            sealed_salt=handle.encrypt(salt, entry_id.bytes),
            data_key_id=row.id,
            idempotency_scope="bench",
            idempotency_key=str(entry_id),
            request_digest=sha256(entry_id.bytes).digest(),
        )
        made.append((entry, [row]))
    return made


def _appends(
    place: dict[str, Any], *, threads: int, seconds: float
) -> tuple[float, float, list[float], float]:
    """Entries a second, mean leaves in a batch, seconds each waited, CPU seconds for each."""
    from django.db import connection

    from ventanilla.domains.register import api
    from ventanilla.domains.register.models import Batch

    stock = _filings(place, int(3000 * seconds))
    before = Batch.objects.count()
    waits: list[float] = []
    end = time.perf_counter() + seconds

    def send() -> None:
        while stock and time.perf_counter() < end:
            entry, rows = stock.pop()
            began = time.perf_counter()
            assert api.append(entry, rows).receipt
            waits.append(time.perf_counter() - began)
        connection.close()

    began, cpu = time.perf_counter(), time.process_time()
    _together(send, threads)
    elapsed, cpu = time.perf_counter() - began, time.process_time() - cpu
    batches = Batch.objects.count() - before
    return len(waits) / elapsed, len(waits) / batches, waits, cpu / len(waits)


def _together(work: Callable[[], None], threads: int) -> None:
    running = [threading.Thread(target=work) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()


def _raw_rows(place: dict[str, Any], count: int) -> list[list[Any]]:
    """The rows that the register would write, with numbers nobody gave: their own epoch."""
    from dataclasses import replace

    from django.db import connection

    from ventanilla.domains.register.appender.leaves import early_values, idempotency_hash
    from ventanilla.domains.register.rows import ready

    made = []
    for entry, rows in _filings(place, count):
        key = idempotency_hash(office_id=entry.office_id, scope="bench", key=entry.idempotency_key)
        early = early_values(entry, idempotency=key, wrapper=connection)
        columns = [field.attname for field in early.table.fields]
        number = next(_numbers)
        values = dict(zip(columns, early.values, strict=True))
        values |= {"epoch": 9, "position": number, "number": number, "year": 1}
        made.append(
            [replace(early, values=tuple(values.values())), *(ready(r, connection) for r in rows)]
        )
    return made


_numbers = iter(range(1, 1 << 40))


def _raw_one_by_one(place: dict[str, Any], seconds: float) -> float:
    return _raw(_raw_rows(place, int(3500 * seconds)), 1, seconds)


def _raw_in_batches(place: dict[str, Any], size: int, seconds: float) -> float:
    return _raw(_raw_rows(place, int(min(20_000, 8_000 * seconds))), max(1, size), seconds)


def _raw(stock: Sequence[list[Any]], size: int, seconds: float) -> float:
    from django.db import transaction

    from ventanilla.domains.register.rows import write

    done, began = 0, time.perf_counter()
    while done < len(stock) and time.perf_counter() < began + seconds:
        part = stock[done : done + size]
        with transaction.atomic():
            write([row for rows in part for row in rows], transaction.get_connection())
        done += len(part)
    return done / (time.perf_counter() - began)


def _quantile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1] * 1000


def _profile(place: dict[str, Any]) -> None:
    import cProfile
    import pstats

    from django.db import transaction

    from ventanilla.domains.register.actions.append import _immediate_receipt, _waiting
    from ventanilla.domains.register.appender.batch import lock_heads, write_batch
    from ventanilla.domains.register.appender.signing import sign

    profile = cProfile.Profile()
    filings = _filings(place, 3200)
    profile.enable()
    for start in range(0, len(filings), 16):
        part = [_waiting(entry, rows) for entry, rows in filings[start : start + 16]]
        with transaction.atomic():
            wrapper = transaction.get_connection()
            heads = lock_heads(part, wrapper)
            appended = write_batch(part, wrapper, heads=heads, trusted={place["office_id"]})
        for gained in appended:
            sign(gained)
        for one in part:
            _immediate_receipt(one, one.leaf)
    profile.disable()
    pstats.Stats(profile, stream=sys.stdout).sort_stats("cumulative").print_stats(45)


if __name__ == "__main__":
    main()
