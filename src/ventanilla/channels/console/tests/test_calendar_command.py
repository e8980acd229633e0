"""`ventanilla calendar` and `ventanilla regime`: proposed, reviewed, published, in the log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cast import Cast, found

from ventanilla.channels.console.main import main
from ventanilla.domains.legislation import api as legislation
from ventanilla.domains.register.models import LogRecord

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_reviewed_proposal_is_published_and_committed_to_the_log(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "calendar.json"
    assert (
        main(["calendar", "propose", "puerto-claro", "--year", "2025-2028", "--file", str(path)])
        == 0
    )
    content = json.loads(path.read_text())
    content["non_working"].append({"day": "2026-12-30", "name": "Fiesta", "kind": "local"})
    path.write_text(json.dumps(content))
    done = ["calendar", "publish", "puerto-claro", "--file", str(path), "--reason", "decreto 1"]
    assert main(done) == 0
    version = legislation.published_calendar(office_id=cast.office.id).version
    record = LogRecord.objects.get(office_id=cast.office.id, kind="calendar")
    assert (record.name, bytes(record.digest)) == ("1", bytes(version.digest))
    assert main(done) == 1  # the same days again
    assert main(["calendar", "list", "puerto-claro"]) == 0
    assert "decreto 1" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["[]", "{", '{"non_working": ["30/12/2026"]}'])
def test_an_unreadable_calendar_is_not_published(cast: Cast, tmp_path: Path, content: str) -> None:
    path = tmp_path / "calendar.json"
    path.write_text(content)
    assert main(["calendar", "publish", "puerto-claro", "--file", str(path), "--reason", "x"]) == 1
    assert not LogRecord.objects.filter(kind="calendar").exists()


def test_nothing_is_published_without_a_file_or_years(cast: Cast) -> None:
    assert main(["calendar", "publish", "puerto-claro", "--reason", "x"]) == 1


def test_a_declared_regime_is_in_the_log_and_counts_from_its_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = found(slug="pedra", country="BR")
    layer = tmp_path / "layer.yaml"
    layer.write_text(
        "layer: {id: municipal, kind: municipal, levels: [municipal], name: Lei municipal,\n"
        "  applies_to: {es: este municipio}}\n"
        "terms: {resolution: {value: 15, unit: working_days, article: art. 9}}\n"
    )
    asked = [
        "regime",
        "choose",
        "pedra",
        "--from",
        "2026-01-01",
        "--fallback",
        "--reason",
        "decreto",
    ]
    assert main([*asked, "--overlay", str(layer)]) == 0
    record = LogRecord.objects.get(office_id=office.id, kind="regime")
    assert record.name == "1"
    assert main(["regime", "list", "pedra"]) == 0
    assert "municipal" in capsys.readouterr().out
    assert main(["regime", "choose", "pedra", "--from", "2025-01-01", "--reason", "tarde"]) == 1
