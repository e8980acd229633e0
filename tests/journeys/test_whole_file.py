"""A person files, takes away the whole file, and checks it with nothing of the office around: by
keyboard, without JavaScript."""

from __future__ import annotations

import hashlib
import html
import json
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.journeys.conftest import ROOT, LiveOffice, Opened
from tests.journeys.keyboard import press
from tests.journeys.test_correction_and_appeal import SEARCH
from tests.journeys.test_whole_journey import (
    download,
    fill_first_page,
    fill_the_rest,
    home_to_draft,
    resume,
)

pytestmark = pytest.mark.browser
COMMAND = re.compile(r"python -m verifiable_log verify [^<\n]+")


def test_the_whole_file_is_taken_away_and_checks_without_the_office(
    live: LiveOffice, opened: Opened, tmp_path: Path
):
    first, person = opened(), opened()
    home_to_draft(first, live, SEARCH)
    fill_first_page(first)
    resume(person, live, first.locator(".vt-plate b").inner_text())
    fill_the_rest(person)
    press(person, person.locator("main form button"))
    number = person.locator(".vt-plate b").inner_text()
    person.goto(person.url.replace("receipt/", ""))
    taken = download(person, "main a:has-text('Descargarlo completo')", tmp_path)

    folder = unpacked(taken, tmp_path / "away")
    index = json.loads((folder / "index.json").read_text())
    assert number in json.dumps(index)
    assert {"answers", "document", "receipt"} <= {item["kind"] for item in index["items"]}
    assert [item["folio"] for item in index["items"]] == list(range(1, len(index["items"]) + 1))

    # every digest, computed again
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    sums = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    there = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert set(sums) == there - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name

    # the receipt inside, by the command that the index gives; one byte changed, and not
    assert verified(folder) == 0
    proof = next(folder.rglob("*.tlog-proof"))
    spoiled = bytearray(proof.read_bytes())
    spoiled[spoiled.index(b"extra ") + 20] ^= 1  # witnesses' lines are not checked without keys
    proof.write_bytes(bytes(spoiled))
    assert verified(folder) != 0


def unpacked(file: Path, into: Path) -> Path:
    with zipfile.ZipFile(file) as read:
        assert read.testzip() is None
        read.extractall(into)
    [folder] = into.iterdir()
    return folder


def verified(folder: Path) -> int:
    """How the command in the readable index ends, run in the folder with the library alone."""
    page = html.unescape((folder / "index.html").read_text())
    found = COMMAND.search(page)
    assert found, page
    words = shlex.split(found.group(0))
    env = {"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"}
    return subprocess.run([sys.executable, *words[1:]], cwd=folder, env=env).returncode
