"""Finding, over service letters that were imported from files and folders as they are shipped.

The letters in `letters/` are invented; their shape is that of gov.br's *cartas de serviço*, v3.
"""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices.api import Office
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(databases="__all__")
LETTERS = Path(__file__).parent / "letters"
SHIPPED = ("es-volante-empadronamiento", "es-certificado-empadronamiento", "es-escrito-general",
           "es-acceso-informacion", "es-declaracion-responsable-apertura",
           "es-subvenciones-asociaciones")  # fmt: skip


@pytest.fixture
def office(cast, tmp_path: Path) -> Office:
    """The cast's office with the Spanish folders published and every letter imported, packed."""
    for name in SHIPPED:
        catalogue.publish_folder(
            office_id=cast.office.id,
            folder=Path("procedures") / name,
            in_force_from=clock.now(),
            by=None,
        )
    packed = tmp_path / "cartas.tar.gz"
    with tarfile.open(packed, "w:gz") as archive:
        archive.add(LETTERS, arcname="cartas")
    said = catalogue.import_letters(office_id=cast.office.id, kind="cartas-de-servico", path=packed)
    assert (said.new, said.refused) == (len(list(LETTERS.glob("*.xml"))), [])
    return cast.office


def slugs(office: Office, text: str) -> list[str]:
    return [hit.slug for hit in catalogue.search(office_id=office.id, text=text).hits]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("papel de donde vivo", "volante-empadronamiento"),
        ("el papel de dónde vivo", "volante-empadronamiento"),
        ("empadronamiento", "volante-empadronamiento"),
        ("empadronamineto", "certificado-empadronamiento"),
        ("padron", "certificado-empadronamiento"),
        ("onde moro", "volante-empadronamiento"),
        ("certificado para un juzgado", "certificado-empadronamiento"),
        ("abrir una tienda", "declaracion-responsable-apertura"),
        ("passaporte", "obter-passaporte-exemplo"),
        ("pasaprote", "obter-passaporte-exemplo"),
        ("passaport", "obter-passaporte-exemplo"),
        ("pasaporte", "obter-passaporte-exemplo"),
        ("documento para viajar", "obter-passaporte-exemplo"),
        ("certidao negativa", "certidao-negativa-exemplo"),
        ("nada consta", "certidao-negativa-exemplo"),
        ("certdões de nascimento", "certidoes-de-nascimento-exemplo"),
        ("nao pagar imposto da casa", "isencao-iptu-exemplo"),
        ("vender na feira", "feira-livre-exemplo"),
    ],
)
def test_what_people_type_finds_first_what_they_mean(office: Office, text: str, first: str):
    assert slugs(office, text)[:1] == [first]


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("passaporte", "passaportes"),
        ("certidão", "certidões"),
        ("certidao", "certidoes"),
        ("animal", "animais"),
        ("cão", "cães"),
        ("ligação", "ligações"),
        ("bolsa", "bolsas"),
        ("viagem", "viagens"),
        ("certificado", "certificados"),
        ("subvención", "subvenciones"),
        ("subvencion", "subvenciones"),
        ("asociación", "asociaciones"),
    ],
)
def test_singular_and_plural_find_the_same_in_the_same_order(
    office: Office, one: str, several: str
):
    assert slugs(office, one) == slugs(office, several) != []


def test_a_mistyped_name_says_what_was_searched_instead(office: Office):
    answer = catalogue.search(office_id=office.id, text="pasaprote")
    assert answer.meant == {"pasaprote": ("passaporte",)}
    assert {hit.slug for hit in answer.hits} == {
        "obter-passaporte-exemplo",
        "renovar-passaporte-exemplo",
    }
