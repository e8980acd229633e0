"""Editions are frozen, citable, compared; the files of every format say the same."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from ventanilla.domains.observatory import api as observatory
from ventanilla.domains.observatory.models import Fact

DATA = Path("src/ventanilla/domains/observatory/data")


@pytest.fixture(autouse=True)
def _everything_shipped(db: None) -> None:
    observatory.load_shipped()


def test_an_edition_never_changes() -> None:
    frozen = observatory.freeze_edition("2026-1")
    before = observatory.edition_bytes(frozen)
    Fact.objects.filter(country="UY").delete()
    found = observatory.edition("2026-1")
    assert observatory.edition_bytes(found) == before
    assert hashlib.sha256(before).digest() == bytes(found.digest)
    with pytest.raises(DatabaseError), transaction.atomic():
        type(found).objects.filter(name="2026-1").update(digest=b"x" * 32)


def test_a_name_is_frozen_once_and_has_its_form() -> None:
    observatory.freeze_edition("2026-1")
    for name in ("2026-1", "primera", "../x"):
        with pytest.raises(observatory.EditionExists):
            observatory.freeze_edition(name)
    with pytest.raises(observatory.EditionUnknown):
        observatory.edition("2026-9")


def test_what_changed_between_two_editions_is_said_row_by_row() -> None:
    first = observatory.freeze_edition("2026-1")
    fact = Fact.objects.filter(country="UY", kind="esignature_law").get()
    Fact.objects.filter(id=fact.id).update(status="repealed")
    Fact.objects.filter(country="AD", kind="archive_law").delete()
    second = observatory.freeze_edition("2026-2")
    found = observatory.changes(first, second)
    assert found["figures"] == []
    amended = next(d for d in found["facts"] if d.key == (fact.key,))
    assert amended.columns == ["status"]
    assert observatory.changes(first, None)["facts"] == found["facts"]


def test_an_edition_gives_the_same_table_as_on_its_day() -> None:
    frozen = observatory.freeze_edition("2026-1")
    now = observatory.table("figures")
    assert observatory.edition_table(frozen, "figures").rows == now.rows


@pytest.mark.parametrize("name", list(observatory.TABLES))
def test_csv_json_and_parquet_say_the_same(name: str, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    table = observatory.table(name)
    made = {kind: write(table) for kind, (_type, write) in observatory.FORMATS.items()}
    records = json.loads(made["json"])
    assert records == table.records()
    read = list(csv.DictReader(io.StringIO(made["csv"].decode())))
    assert read == [
        {key: "" if value is None else str(value) for key, value in record.items()}
        for record in records
    ]
    path = tmp_path / "table.parquet"
    path.write_bytes(made["parquet"])
    with duckdb.connect() as engine:
        rows = engine.execute(f"SELECT * FROM '{path}'").fetchall()
    assert rows == table.rows


def test_what_is_published_can_be_imported_again(tmp_path: Path) -> None:
    for name, act in (
        ("facts", observatory.import_instruments),
        ("figures", observatory.import_indicators),
    ):
        path = tmp_path / f"{name}.csv"
        path.write_bytes(observatory.FORMATS["csv"][1](observatory.table(name)))
        found = act(path)
        assert (found.added, found.refused) == (0, [])
        assert found.unchanged > 0


def test_the_published_figures_are_those_of_the_file() -> None:
    with (DATA / "figures.csv").open(encoding="utf-8") as file:
        filed = {
            (r["country"], r["indicator"], r["year"], r["value"]) for r in csv.DictReader(file)
        }
    published = {
        (r["country"], r["indicator"], str(r["year"]), r["value"])
        for r in observatory.table("figures").records()
    }
    assert sorted(published) == sorted(filed)
