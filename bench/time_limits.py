"""Time per computation of a due date, with and without its explanation, beside a raw limit.

    PYTHONPATH=src python bench/time_limits.py [--seconds 2]

The raw limit is the bare walk that any counting must do, measured in the same run on the same
questions: increment a date from start to due date and look each day up in a set of days off.
One core; the calendar is built once, as an office does.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from legal_deadlines import Question, Regime, Unit, compute_due
from legal_deadlines.calendars.proposal import propose_calendar

ONE_DAY = timedelta(days=1)
YEARS = range(2024, 2028)
AIM = 20_000
CASES = (
    ("ES", Question(rule="correction"), date(2025, 4, 10)),
    ("ES", Question(rule="appeal.alzada"), date(2025, 1, 31)),
    ("CL", Question(rule="appeal.reposicion"), date(2025, 9, 15)),
    ("PE", Question(rule="resolution"), date(2025, 9, 1)),
    ("PT", Question(rule="resolution"), date(2025, 6, 2)),
    ("BR", Question(rule="appeal.recurso"), date(2025, 5, 22)),
    ("MX", Question(amount=15, unit=Unit.WORKING_DAYS), date(2025, 9, 4)),
    ("UY", Question(rule="silence.urgimiento"), date(2025, 6, 2)),
)


def rate(work: Callable[[], object], per_round: int, seconds: float) -> float:
    """Units of work per second of this core (of processor time: a busy machine lies)."""
    work()
    done, start = 0, time.process_time()
    while (spent := time.process_time() - start) < seconds:
        work()
        done += per_round
    return done / spent


def bare_walk(start: date, due: date, off: frozenset[date]) -> int:
    """Increment and look up: the working days between two dates, with nothing else."""
    day, worked = start, 0
    while day < due:
        day += ONE_DAY
        worked += day.weekday() < 5 and day not in off
    return worked


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=2.0, help="time per measure")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    regimes = {c: Regime.load(c) for c, _, _ in CASES}
    calendars = {c: propose_calendar(r, YEARS) for c, r in regimes.items()}
    work = [(regimes[c], q, s, calendars[c]) for c, q, s in CASES]
    ends = [compute_due(*w).due for w in work]
    off = [frozenset(d.day for d in w[3].non_working) for w in work]
    walks = [(w[2], n, o) for w, n, o in zip(work, ends, off, strict=True)]
    raw = rate(lambda: [bare_walk(*x) for x in walks], len(walks), args.seconds)
    plain = rate(lambda: [compute_due(*w) for w in work], len(work), args.seconds)
    explained = rate(
        lambda: [compute_due(*w).explanation("es") for w in work], len(work), args.seconds
    )
    report(raw, plain, explained, as_json=args.json)
    return 0 if plain >= AIM else 1


def report(raw: float, plain: float, explained: float, *, as_json: bool) -> None:
    rows = {"raw limit (bare walk)": raw, "computation": plain, "with explanation (es)": explained}
    if as_json:
        print(
            json.dumps(
                {k: {"per_second": round(v), "of_raw": round(v / raw, 3)} for k, v in rows.items()}
            )
        )
        return
    for name, value in rows.items():
        print(
            f"{name:24} {value:12,.0f}/s {1e6 / value:9.1f} µs {value / raw:8.3f} of the raw limit"
        )
    print(f"aim: {AIM:,} computations/s per core: {'met' if plain >= AIM else 'NOT met'}")


if __name__ == "__main__":
    sys.exit(main())
