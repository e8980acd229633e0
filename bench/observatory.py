"""How fast a country page is answered and what it weighs, in process, beside the bare frame.

    PYTHONPATH=src:. VENTANILLA_VAR=var/bench python bench/observatory.py [--rounds 200]

Uses a database of its own below VENTANILLA_VAR, made and loaded if it is not there. `made` forgets
the kept page before each question; `kept` is what most readers get. The raw limit is a page of
the same frame with almost nothing on it (sign-in). Aim: under 30 ms and under 60 KB compressed.
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ventanilla.config.settings")
os.environ.setdefault("VENTANILLA_VAR", "var/bench-observatory")
AIM_MS, AIM_BYTES = 30, 60_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=200)
    rounds = parser.parse_args().rounds
    import django

    django.setup()
    from ventanilla.kernel import office_scope

    office_scope.process_acts_for(office_scope.EVERY)
    from django.core.management import call_command
    from django.test import Client

    from ventanilla.channels.portal.observatory.views.countries import forget_pages
    from ventanilla.domains.observatory.api import countries, load_shipped

    for alias in ("default", "volatile"):
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    load_shipped()
    call_command("collectstatic", interactive=False, verbosity=0)
    client, codes = Client(HTTP_HOST="localhost"), list(countries())

    def country(number: int) -> bytes:
        return client.get(f"/observatory/countries/{codes[number % len(codes)]}/").content

    def made(number: int) -> bytes:
        forget_pages()
        return country(number)

    heaviest = max(len(gzip.compress(country(number))) for number in range(len(codes)))
    raw = measure(lambda _n: client.get("/observatory/sign-in/").content, rounds)
    results = {"raw (frame)": raw, "kept": measure(country, rounds), "made": measure(made, rounds)}
    for name, times in results.items():
        cpu, wall = zip(*times, strict=True)
        print(
            f"{name:12} wall p50 {statistics.median(wall):6.1f} ms  p95 {_p95(wall):6.1f} ms"
            f"   processor p50 {statistics.median(cpu):6.1f} ms"
        )
    print(f"heaviest country page: {heaviest / 1000:.1f} KB compressed (aim {AIM_BYTES / 1000:g})")
    return 0


def measure(ask: Callable[[int], bytes], rounds: int) -> list[tuple[float, float]]:
    """(processor, wall) milliseconds of each round, after a few that do not count."""
    found = []
    for number in range(-10, rounds):
        cpu, wall = time.process_time(), time.perf_counter()
        ask(number)
        if number >= 0:
            found.append(((time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000))
    return found


def _p95(times: tuple[float, ...]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


if __name__ == "__main__":
    sys.exit(main())
