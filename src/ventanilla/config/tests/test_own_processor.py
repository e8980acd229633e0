"""Web processes keep to a processor each, where there is one for each of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_USABLE = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0]
_PROGRAM = """
import os, sys, threading
from pathlib import Path
from ventanilla.config.own_processor import keep_to_one_processor
stop = threading.Event()
before = threading.Thread(target=stop.wait)
before.start()
print(keep_to_one_processor(Path(sys.argv[1]), processes=int(sys.argv[2])))
print(sorted({tuple(sorted(os.sched_getaffinity(int(t)))) for t in os.listdir("/proc/self/task")}))
stop.set()
sys.stdout.flush()
sys.stdin.readline()
"""


def started(folder: Path, processes: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(folder), str(processes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def said(process: subprocess.Popen[str]) -> tuple[str, str]:
    assert process.stdout
    return process.stdout.readline().strip(), process.stdout.readline().strip()


several = pytest.mark.skipif(len(_USABLE) < 2, reason="one processor")


@several
def test_each_process_has_another_processor_with_all_its_threads(tmp_path: Path) -> None:
    processes = [started(tmp_path, len(_USABLE)) for _ in _USABLE]
    answers = [said(process) for process in processes]
    for process in processes:
        process.communicate("\n")
    assert sorted(int(number) for number, _ in answers) == _USABLE
    assert all(threads == f"[({number},)]" for number, threads in answers)


@several
def test_a_process_started_in_the_place_of_a_dead_one_takes_its_processor(tmp_path: Path) -> None:
    first, other = (started(tmp_path, len(_USABLE)) for _ in range(2))
    mine, theirs = said(first)[0], said(other)[0]
    first.kill()
    first.wait()
    third = started(tmp_path, len(_USABLE))
    taken = said(third)[0]
    for process in (other, third):
        process.communicate("\n")
    assert taken not in {"None", theirs}
    assert taken == mine or len(_USABLE) > 2


@pytest.mark.parametrize("processes", [1, len(_USABLE) + 1])
def test_elsewhere_threads_go_where_the_system_puts_them(tmp_path: Path, processes: int) -> None:
    process = started(tmp_path, processes)
    number, threads = said(process)
    process.communicate("\n")
    assert number == "None"
    assert threads == f"[({', '.join(map(str, _USABLE))}{',' if len(_USABLE) == 1 else ''})]"
