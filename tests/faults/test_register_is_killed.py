"""Fifty times `kill -9` under load, at random and where it hurts: nothing is lost or doubled."""

from __future__ import annotations

import itertools
import random
import time

from tests.faults.filing_clients import Child, FilingProcess
from verifiable_log import Verifier
from verifiable_log.verification import verify_receipt

KILLS = 50
POINTS = ("", "before-commit", "after-commit", "after-signing")
OUTSTANDING = 24


class Clients:
    """They number their filings, remember every answer, and repeat what was not answered."""

    def __init__(self) -> None:
        self.answered: dict[str, list[tuple[int, str]]] = {}
        self.unanswered: list[str] = []
        self._fresh = (f"key-{number}" for number in itertools.count())

    def feed(self, child: Child, count: int) -> None:
        """Repeat first, then file anew."""
        missing = max(0, count - len(self.unanswered))
        self.unanswered += itertools.islice(self._fresh, missing)
        child.send(*self.unanswered)

    def hear(self, child: Child, seconds: float) -> None:
        """Keep what the child says."""
        for key, number, receipt in child.answers(seconds):
            assert number, receipt
            self.answered.setdefault(key, []).append((number, receipt))
            if key in self.unanswered:
                self.unanswered.remove(key)


def test_fifty_kills_lose_nothing_and_double_nothing(filing_process: FilingProcess) -> None:
    chance, clients = random.Random(2026), Clients()
    beside, others = Clients(), filing_process.filing(threads=4)
    beside._fresh = (f"beside-{number}" for number in itertools.count())
    for round_ in range(KILLS):
        point = POINTS[round_ % len(POINTS)]
        fault = f"{point}:{chance.randint(1, 4)}" if point else ""
        child = filing_process.filing(fault=fault)
        beside.feed(others, 4)
        clients.feed(child, OUTSTANDING)
        if not point:
            time.sleep(chance.uniform(0.01, 0.15))
            child.kill()
        clients.hear(child, 5)
        child.kill()
        beside.hear(others, 0.02)
        assert not others._ended, round_
    survivor = filing_process.filing()
    clients.feed(survivor, 0)
    repeated = sorted(clients.answered)[::5]
    survivor.send(*repeated, None)
    clients.hear(survivor, 20)
    others.send(None)
    beside.hear(others, 20)
    assert not clients.unanswered
    assert not beside.unanswered
    _judge(filing_process, clients, beside, repeated)


def _judge(
    filing_process: FilingProcess, clients: Clients, beside: Clients, repeated: list[str]
) -> None:
    keys = [Verifier.parse(vkey) for vkey in filing_process.vkeys]
    numbers: dict[str, int] = {}
    seen = set()
    for key, answers in {**clients.answered, **beside.answered}.items():
        assert len({number for number, _ in answers}) == 1, f"{key} has two numbers"
        numbers[key] = answers[0][0]
        for number, receipt in answers:
            proof = verify_receipt(receipt, keys)
            assert proof.entry
            assert proof.entry["number"] == number
            seen.add((proof.checkpoint.size, proof.checkpoint.root))
    assert all(len(clients.answered[key]) >= 2 for key in repeated)
    assert len(set(numbers.values())) == len(numbers), "two filings have the same number"
    findings, strange, registered = filing_process.audited(sorted(seen))
    assert findings == []
    assert strange == [], "a checkpoint that somebody holds is not of this log"
    assert [number for _year, number in registered] == list(range(1, len(numbers) + 1))
    assert len(numbers) > KILLS
