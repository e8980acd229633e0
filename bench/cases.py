"""Exact figures of a unit's queue, and its pages, over many cases, beside a bare count.

    PYTHONPATH=src:. VENTANILLA_VAR=var/bench-cases python bench/cases.py [--cases 1000000]

Rows are written straight into the tables (no entry, person or act of their own: lists and figures
read none but the case), in 20 units of which the largest has a quarter. Every figure is compared
with a COUNT by itself. The raw limit is `SELECT COUNT(*)` over the same unit by the same index.
Aim: 50 ms.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ventanilla.config.settings")
os.environ.setdefault("VENTANILLA_VAR", "var/bench-cases")
AIM_MS, BATCH, UNITS = 50, 20_000, 20
STATES = ("received", "in_progress", "correction", "proposed", "answered", "decided", "closed")
WEIGHTS = (6, 8, 2, 1, 40, 28, 15)
TURNS = {"correction": "party", "answered": "nobody", "decided": "nobody", "closed": "nobody"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=1_000_000)
    options = parser.parse_args()
    import django

    django.setup()
    from django.core.management import call_command

    for alias in ("default", "volatile"):
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    office, posts = prepared(options.cases)
    slow = 0
    for label, post in (("largest unit", posts[0]), ("a usual unit", posts[-1])):
        slow += measured(label, office, post)
    return 1 if slow else 0


def prepared(wanted: int) -> tuple[Any, list[Any]]:
    """The office with its units, and as many cases as asked."""
    from uuid import uuid4

    from django.db import connection, transaction

    from ventanilla.domains.casefiles.models import Case
    from ventanilla.domains.offices import api as offices

    office = next(iter(offices.offices()), None) or offices.found_office(
        slug="banco",
        name="Municipalidad de Banco (inventada)",
        log_origin="banco.example/log",
        country="CL",
        time_zone="America/Santiago",
        locale="es-CL",
        languages=["es"],
        holder="Municipalidad de Banco",
    )
    if not offices.units(office_id=office.id):
        for n in range(UNITS):
            unit = offices.add_unit(office=office, code=f"u{n:02}", name=f"Unidad {n}")
            offices.fill_post(unit=unit, role=offices.Role.OFFICER, account_id=uuid4())
    posts = [
        offices.Post.objects.select_related("office").get(unit=unit)
        for unit in sorted(offices.units(office_id=office.id), key=lambda unit: unit.code)
    ]
    there, started = Case.objects.count(), time.perf_counter()
    rows = made(office.id, [post.unit_id for post in posts], wanted - there)
    while batch := [row for row, _ in zip(rows, range(BATCH), strict=False)]:
        connection.disable_constraint_checking()  # what the cases refer to is left out
        with transaction.atomic():
            Case.objects.bulk_create(batch, batch_size=2_000)
            connection.needs_rollback = False
    if wanted > there:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"{wanted - there} cases written in {time.perf_counter() - started:.0f} s")
    return office, posts


def made(office_id: Any, units: list[Any], number: int) -> Iterator[Any]:
    from ventanilla.domains.casefiles.models import Case
    from ventanilla.kernel import clock
    from ventanilla.kernel.identifiers import uuid7

    dice, now, today = random.Random(5), clock.now(), clock.now().date()
    weights = [UNITS * 0.32, *[1.0] * (len(units) - 1)]
    for _ in range(number):
        state = dice.choices(STATES, WEIGHTS)[0]
        due = today + timedelta(days=dice.randint(-700, 60))
        if state in STATES[:4]:
            due = today + timedelta(days=dice.randint(-20, 40))
        yield Case(
            id=uuid7(),
            office_id=office_id,
            unit_id=dice.choices(units, weights)[0],
            version_id=uuid7(),
            applicant_id=uuid7(),
            opened_by_id=uuid7(),
            subject="Solicitud de acceso a la información pública",
            opened_at=now,
            due_on=due,
            ordered_by=date(9999, 12, 31) if dice.random() < 0.05 else due,
            state=state,
            last_seq=1,
            waiting_on=TURNS.get(state, dice.choice(("body", "body", "body", "report"))),
        )


def measured(label: str, office: Any, post: Any) -> int:
    """Print the times and compare every figure with a count of its own; 1 where it is too slow."""
    from ventanilla.domains.casefiles.api import State, figures, queue
    from ventanilla.domains.casefiles.models import Case

    unit = Case.objects.filter(office_id=office.id, unit_id=post.unit_id)
    found = figures(office=office, post=post)
    for state in State:
        exact = unit.filter(state=state).count()
        assert found.total(states=[state]) == exact, (state, exact)
    late = unit.filter(ordered_by__lt=found.day, state__in=STATES[:4]).count()
    assert found.total(states=map(State, STATES[:4]), left="late") == late
    raw = timed(lambda: unit.count())
    print(f"{label}: {found.total()} cases, all figures equal to a COUNT of their own")
    print(f"  {'raw count':22} p50 {raw:7.1f} ms")
    works: dict[str, Callable[[], Any]] = {
        "figures": lambda: figures(office=office, post=post),
        "page of a state": lambda: list(
            unit.filter(state="received").order_by("ordered_by", "id")[:26]
        ),
        "page of a turn": lambda: list(
            unit.filter(state="in_progress", waiting_on="report").order_by("ordered_by", "id")[:26]
        ),
        "page with counts": lambda: queue(office=office, post=post, waiting_on="body"),
    }
    worst = 0.0
    for name, work in works.items():
        spent = timed(work)
        worst = max(worst, spent)
        print(f"  {name:22} p50 {spent:7.1f} ms   {spent / raw:5.2f} x the raw count")
    return int(worst > AIM_MS)


def timed(work: Callable[[], Any], rounds: int = 15) -> float:
    """The median, in ms, once warm."""
    work()
    spent = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        spent.append((time.perf_counter() - started) * 1000)
    return statistics.median(spent)


if __name__ == "__main__":
    raise SystemExit(main())
