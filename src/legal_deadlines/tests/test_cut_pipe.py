"""Output that nobody reads to its end is no accident."""

from __future__ import annotations

import subprocess
import sys


def test_a_reader_that_stops_early_sees_no_traceback() -> None:
    command = [sys.executable, "-m", "legal_deadlines", "rules", "--country", "ES", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()  # before anything was written
        assert b"Traceback" not in running.stderr.read()
        assert running.wait(30) == 1
