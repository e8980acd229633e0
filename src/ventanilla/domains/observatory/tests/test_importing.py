"""Importers refuse bad rows with line and reason, repeat without effect, overwrite nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from ventanilla.domains.observatory.actions.import_indicators import import_indicators
from ventanilla.domains.observatory.actions.import_instruments import import_instruments
from ventanilla.domains.observatory.actions.load_shipped import load_shipped
from ventanilla.domains.observatory.errors import FileUnreadable
from ventanilla.domains.observatory.models import Disagreement, Fact, Figure, Proposal

pytestmark = pytest.mark.django_db
FIGURES = "country,indicator,year,value,source,confidence\n"
FACTS = "country,kind,name,identifier,year,status,url,source,confidence\n"
SOURCE = "ONU https://example.org/egov"


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "file.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_shipped_is_taken_and_a_second_time_changes_nothing() -> None:
    first = load_shipped()
    assert {name: found.refused for name, found in first.items() if found.refused} == {}
    assert {name: found.added for name, found in first.items()} == {
        "instruments.csv": 326,
        "cooperation.csv": 67,
        "figures.csv": 1660,
    }
    second = load_shipped()
    assert all(found.added == found.differing == 0 for found in second.values())
    assert (Fact.objects.count(), Figure.objects.count()) == (393, 1660)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (f"UY,EGDI,2024,1.2,{SOURCE},found", "out of the range of EGDI: 0 to 1"),
        (f"UY,EGDI,2024,-0.1,{SOURCE},found", "out of the range"),
        (f"UY,EGDI,2024,,{SOURCE},found", "a missing value has no row"),
        (f"UY,EGDI,2024,NaN,{SOURCE},found", "is no number"),
        (f"UY,EGDI,2024,1e-3,{SOURCE},found", "is no number"),
        (f"UY,EGDI_RANK,2024,12.5,{SOURCE},found", "a whole number is expected"),
        (f"UY,GTMI_GROUP,2024,E,{SOURCE},found", "is no group of GTMI_GROUP: A to D"),
        (f"XX,EGDI,2024,0.5,{SOURCE},found", "unknown country 'XX'"),
        (f"IB,EGDI,2024,0.5,{SOURCE},found", "unknown country 'IB'"),
        (f"UY,HAPPY,2024,0.5,{SOURCE},found", "unknown indicator 'HAPPY'"),
        (f"UY,EGDI,24,0.5,{SOURCE},found", "'24' is no year"),
        ("UY,EGDI,2024,0.5,ONU,found", "its source has no address"),
        ("UY,EGDI,2024,0.5,,found", "its source has no address"),
        (f"UY,EGDI,2024,0.5,{SOURCE},sure", "unknown confidence 'sure'"),
        (f"UY,EGDI,2024,0.5,{SOURCE}", "more or fewer values"),
        (f"UY,EGDI,2024,0.5,{SOURCE}\x07,found", "source:"),
    ],
)
def test_a_bad_figure_is_refused_with_its_line_and_the_good_ones_are_taken(
    tmp_path: Path, row: str, reason: str
) -> None:
    good = f"CL,EGDI,2024,0.8,{SOURCE},found"
    found = import_indicators(written(tmp_path, f"{FIGURES}{good}\n{row}\n"))
    assert found.added == 1
    assert [error.line for error in found.refused] == [3]
    assert reason in found.refused[0].reason


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (f"UY,horoscope,Ley,1,2007,in_force,,{SOURCE},high", "unknown kind 'horoscope'"),
        (f"UY,egov_law,,1,2007,in_force,,{SOURCE},high", "it has no name"),
        (f"UY,egov_law,Ley,1,2007,perhaps,,{SOURCE},high", "unknown status 'perhaps'"),
        ("UY,egov_law,Ley,1,2007,in_force,,Diario Oficial,high", "its source has no address"),
        (f"UY,egov_law,Ley,1,2007,in_force,javascript:x,{SOURCE},high", "is no web address"),
        (f"ZZ,egov_law,Ley,1,2007,in_force,,{SOURCE},high", "unknown country 'ZZ'"),
    ],
)
def test_a_bad_fact_is_refused_with_its_line(tmp_path: Path, row: str, reason: str) -> None:
    found = import_instruments(written(tmp_path, f"{FACTS}{row}\n"))
    assert (found.added, [error.line for error in found.refused]) == (0, [2])
    assert reason in found.refused[0].reason


def test_the_same_edition_with_another_value_is_kept_beside_not_over(tmp_path: Path) -> None:
    import_indicators(written(tmp_path, f"{FIGURES}UY,EGDI,2024,0.9006,{SOURCE},found\n"))
    other = f"{FIGURES}UY,EGDI,2024,0.8,{SOURCE},found\nUY,EGDI,2024,0.90060,{SOURCE},found\n"
    found = import_indicators(written(tmp_path, other))
    assert (found.added, found.unchanged, found.differing) == (0, 1, 1)
    assert Figure.objects.get().value == "0.9006"
    assert Disagreement.objects.get().value == "0.8"
    import_indicators(written(tmp_path, other))
    assert Disagreement.objects.count() == 1


def test_a_fact_that_reads_otherwise_waits_for_a_reviewer(tmp_path: Path) -> None:
    row = f"UY,egov_law,Ley,Ley 1,2007,in_force,,{SOURCE},high\n"
    import_instruments(written(tmp_path, FACTS + row))
    changed = FACTS + row.replace("in_force", "repealed")
    assert import_instruments(written(tmp_path, changed)).differing == 1
    assert Fact.objects.get().status == "in_force"
    assert Proposal.objects.get().content["status"] == "repealed"
    assert import_instruments(written(tmp_path, changed)).differing == 0
    assert Proposal.objects.count() == 1


def test_a_note_after_the_status_is_kept_as_a_note(tmp_path: Path) -> None:
    row = f"IB,regional_integration,Acuerdo,,2019,in_force (AR-UY),,{SOURCE},high\n"
    import_instruments(written(tmp_path, FACTS + row))
    fact = Fact.objects.get()
    assert (fact.status, fact.status_note) == ("in_force", "AR-UY")


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "", "\x00\x01"])
def test_another_file_is_refused_whole(tmp_path: Path, text: str) -> None:
    with pytest.raises(FileUnreadable) as refused:
        import_indicators(written(tmp_path, text))
    assert "country" in str(refused.value.example)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(FIGURES.encode() + b"\xff\xfe\x00")
    with pytest.raises(FileUnreadable):
        import_indicators(path)
    with pytest.raises(FileUnreadable):
        import_indicators(tmp_path / "none.csv")
