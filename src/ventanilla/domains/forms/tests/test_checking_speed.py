"""What a check costs. Measured in processor time, the best of many, against the machine's own pace.

The unit is how long this machine takes to read back 1 KB of JSON a hundred times just now, so that
a slow or shared machine does not make the test lie in either direction.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from ventanilla.domains.forms.api import Form

PACE = json.dumps({f"field{n}": ["x" * 20, n, True] for n in range(20)})
PACE_SECONDS = 0.0006  # a hundred readings on the machine of record, alone


def best(work: Callable[[], Any], *, runs: int) -> float:
    """Seconds of processor time of the fastest of several runs."""
    found = []
    for _run in range(runs):
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return min(found)


def pace() -> float:
    """How much slower than the machine of record this one is now, never below one."""
    return max(1.0, best(lambda: [json.loads(PACE) for _n in range(100)], runs=30) / PACE_SECONDS)


def large_form() -> Form:
    """1,000 fields on 100 pages, 100 conditions."""
    kinds = ("text", "whole_number", "yes_no", "date")
    pages = []
    for n in range(100):
        fields = [
            {"id": f"f{n}_{m}", "type": kinds[m % 4], "label": "L", "required": m < 9}
            for m in range(10)
        ]
        fields[9]["asked_if"] = f"f{n - 1}_0 == 'x' || f{n - 1}_1 > 3" if n else "true"
        pages.append({"id": f"p{n}", "title": "P", "fields": fields})
    return Form.load({"title": "Large", "pages": pages})


ANSWERS = ("text", 3, True, "2026-01-02")


def test_a_thousand_fields_with_a_hundred_rules_are_checked_in_under_fifty_milliseconds():
    form = large_form()
    answers = {f"f{n}_{m}": ANSWERS[m % 4] for n in range(100) for m in range(9)}
    assert form.check(answers=answers, lang="es").errors == []
    assert best(lambda: form.check(answers=answers, lang="es"), runs=10) < 0.050 * pace()


def test_a_thousand_mistakes_are_told_in_under_a_second():
    form = large_form()
    assert len(form.check(answers={}, lang="pt").errors) == 900
    assert best(lambda: form.check(answers={}, lang="pt"), runs=3) < 1.0 * pace()
