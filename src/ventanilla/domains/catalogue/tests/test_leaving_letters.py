"""Letters gone from their source; letters in other encodings and namespaces."""

from __future__ import annotations

import tarfile
from pathlib import Path
from typing import Any

import pytest
from tests.cast import Cast

from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.catalogue.letters.gov_br import read_letter
from ventanilla.domains.catalogue.letters.xml_reader import LetterRefused
from ventanilla.domains.offices.api import Office

NAME = "podar-arvore.xml"
WHOLE = (Path("tests/journeys") / NAME).read_text(encoding="utf-8")
NAMESPACE = 'xmlns="http://servicos.gov.br/v3/schema"'


@pytest.fixture
def office(cast: Cast) -> Office:
    return cast.office


def take(office: Office, path: Path, **options: Any) -> catalogue.LettersImported:
    return catalogue.import_letters(
        office_id=office.id, kind="cartas-de-servico", path=path, **options
    )


def folder_of_letters(folder: Path, *slugs: str) -> Path:
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for slug in slugs:
        content = WHOLE.replace("<id>podar-arvore</id>", f"<id>{slug}</id>")
        (folder / f"{slug}.xml").write_text(content, encoding="utf-8")
    return folder


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_letter_gone_from_its_source_is_withdrawn_once_and_found_no_more(
    office: Office, tmp_path: Path
):
    folder = folder_of_letters(tmp_path / "cartas", "um", "dois", "tres")
    take(office, folder)
    folder_of_letters(folder, "um", "dois")
    said = take(office, folder)
    assert (said.withdrawn, said.unchanged, said.kept_back) == (["tres"], 2, 0)
    assert said.digest != take(office, folder).digest
    assert catalogue.letter(office_id=office.id, slug="tres").withdrawn_at is not None
    assert catalogue.letter(office_id=office.id, slug="um").withdrawn_at is None
    assert catalogue.search(office_id=office.id, text="podar").total == 2
    assert take(office, folder).withdrawn == []
    catalogue.reindex(office_id=office.id)
    assert catalogue.search(office_id=office.id, text="podar").total == 2


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_withdrawn_letter_that_comes_back_is_its_next_version(office: Office, tmp_path: Path):
    folder = folder_of_letters(tmp_path / "cartas", "um", "dois", "tres")
    take(office, folder)
    folder_of_letters(folder, "um", "tres")
    take(office, folder)
    folder_of_letters(folder, "um", "dois", "tres")
    said = take(office, folder)
    assert (said.changed, said.returned, said.unchanged) == (1, 1, 2)
    back = catalogue.letter(office_id=office.id, slug="dois")
    assert (back.number, back.withdrawn_at) == (2, None)
    assert catalogue.search(office_id=office.id, text="podar").total == 3


@pytest.mark.django_db(transaction=True, databases="__all__")
@pytest.mark.parametrize("slugs", [("outra",), ("um",)])
def test_another_source_or_most_of_one_takes_nothing_away(
    office: Office, tmp_path: Path, slugs: tuple[str, ...]
):
    take(office, folder_of_letters(tmp_path / "cartas", "um", "dois", "tres"))
    part = folder_of_letters(tmp_path / "parte", *slugs)
    said = take(office, part)
    assert said.withdrawn == []
    assert said.kept_back == (3 if slugs == ("outra",) else 2)
    assert take(office, part, source="Outra prefeitura").kept_back == 0
    assert len(take(office, part, withdraw_most=True).withdrawn) > 1


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_single_file_a_part_and_a_refused_file_take_nothing_away(office: Office, tmp_path: Path):
    folder = folder_of_letters(tmp_path / "cartas", "um", "dois", "tres")
    take(office, folder)
    assert take(office, folder / "um.xml").withdrawn == []
    (folder / "tres.xml").write_bytes(b"<servico")
    said = take(office, folder)
    assert (len(said.refused), said.withdrawn) == (1, [])
    (folder / "tres.xml").unlink()
    assert take(office, folder, withdraw=False).withdrawn == []
    assert take(office, folder).withdrawn == ["tres"]


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_packed_folder_that_breaks_off_withdraws_nothing(office: Office, tmp_path: Path):
    folder = folder_of_letters(tmp_path / "cartas", "um", "dois", "tres")
    take(office, folder)
    packed = tmp_path / "cartas.tar"
    with tarfile.open(packed, "w") as archive:
        for name in ("um", "dois"):
            archive.add(folder / f"{name}.xml", arcname=f"{name}.xml")
    whole = packed.read_bytes()
    packed.write_bytes(whole[:2500])
    said = take(office, packed)
    assert said.refused
    assert said.withdrawn == []


def test_letters_in_other_encodings_are_read_as_they_declare():
    for encoding in ("iso-8859-1", "windows-1252", "utf-16"):
        text = WHOLE.replace('encoding="UTF-8"', f'encoding="{encoding}"')
        letter = read_letter(text.encode(encoding), name=NAME)
        assert letter.content["name"] == read_letter(WHOLE.encode(), name=NAME).content["name"]
    with pytest.raises(LetterRefused, match=r"otra codificación|bien formado"):
        read_letter(WHOLE.encode("iso-8859-1"), name=NAME)


def test_another_namespace_or_none_is_refused_with_its_line():
    for other in ('xmlns="http://servicos.gov.br/v2/schema"', ""):
        content = WHOLE.replace(NAMESPACE, other).encode()
        assert content != WHOLE.encode()
        with pytest.raises(LetterRefused) as refused:
            read_letter(content, name=NAME)
        assert refused.value.line == 2
