"""Finding by the words people use: the same answers on both databases."""

from __future__ import annotations

import datetime
import shutil
import uuid
from pathlib import Path

import pytest
from tests.statements import counted_statements

from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.catalogue.finding.index import Entry, index_entries
from ventanilla.domains.catalogue.finding.misses import without_personal_data
from ventanilla.domains.catalogue.models import Findable, SearchMiss
from ventanilla.domains.offices.api import Office
from ventanilla.kernel import clock
from ventanilla.kernel.search import Weighed

pytestmark = pytest.mark.django_db(databases="__all__")
FOLDER = Path("procedures/es-acceso-informacion")
DAY = datetime.date(2026, 11, 2)

THINGS = {
    # slug: title, what people call it, single words, body; in order of nothing
    "empadronamiento": (
        "es", "Volante de empadronamiento", ("papel de donde vivo", "padrón"), ("domicilio",),
        "Certifica en qué casa vive y desde cuándo.",
    ),
    "obra": ("es", "Licencia de obra", ("permiso para construir",), (), "Obra mayor, una casa."),
    "licencias": ("es", "Licencias", (), (), "Todas las licencias de la casa."),
    "passaporte": (
        "pt", "Obter passaporte", ("documento para viajar",), ("viagem",), "Para sair do país.",
    ),
    "certidao": ("pt", "Certidões negativas", ("nada consta",), (), "Certidão de débitos."),
    "papel": ("es", "Reciclar papel", (), (), "El papel va al contenedor azul."),
}  # fmt: skip


@pytest.fixture
def office(cast) -> Office:
    entries = []
    for slug, (lang, title, also, keywords, body) in THINGS.items():
        words = Weighed(
            names={lang: title}, also={lang: also}, keywords={lang: keywords}, body={lang: body},
            topics=("area:Casa",) if "asa" in body else (),
        )  # fmt: skip
        entries.append(
            Entry("letter", slug, uuid.uuid4(), {lang: title}, {lang: body}, words, lang)
        )
    index_entries(office_id=cast.office.id, entries=entries)
    return cast.office


def found(office: Office, text: str, **more: int) -> list[str]:
    return [hit.slug for hit in catalogue.search(office_id=office.id, text=text, **more).hits]


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("papel de donde vivo", ["empadronamiento"]),
        ("el papel donde vivo", ["empadronamiento"]),
        ("PADRON", ["empadronamiento"]),
        ("empadronarme", ["empadronamiento"]),
        ("empadronamineto", ["empadronamiento"]),
        ("passaporte", ["passaporte"]),
        ("passaportes", ["passaporte"]),
        ("pasaprote", ["passaporte"]),
        ("pasaporte", ["passaporte"]),
        ("viagens", ["passaporte"]),
        ("certidao", ["certidao"]),
        ("certidões", ["certidao"]),
        ("licencia", ["licencias", "obra"]),
        ("licencias", ["licencias", "obra"]),
        ("papel", ["papel", "empadronamiento"]),
        ("casa", ["licencias", "obra", "empadronamiento"]),
        ("licencia de casa", ["licencias", "obra"]),
        ("zanahoria", []),
        ("", []),
        ("%_'\" ) OR (", []),
        ("NOT AND NEAR", []),
    ],
)
def test_what_is_found_and_in_which_order(office: Office, text: str, slugs: list[str]):
    """One list for both databases: this test runs on each."""
    assert found(office, text) == slugs


def test_the_answer_says_what_was_searched_in_place_of_a_mistyped_word(office: Office):
    answer = catalogue.search(office_id=office.id, text="pasaprote zzzzz")
    assert answer.meant == {"pasaprote": ("passaporte",)}
    assert answer.unknown == ("zzzzz",)
    assert answer.searched == ("pasaprote",)


def test_the_commonest_word_is_given_up_when_nothing_holds_them_all(office: Office):
    answer = catalogue.search(office_id=office.id, text="casa passaporte")
    assert [hit.slug for hit in answer.hits] == ["passaporte"]
    assert answer.left_out == ("casa",)


def test_pages_of_an_answer_join_without_gap_or_repetition(office: Office):
    whole = found(office, "casa")
    assert [found(office, "casa", first=n, most=1)[0] for n in range(3)] == whole
    assert found(office, "casa", first=3) == []


def test_no_office_finds_what_is_anothers(office: Office):
    from tests.cast import found as another_office

    other = another_office("otra-villa")
    assert found(other, "empadronamiento") == []
    assert catalogue.topics(office_id=other.id) == []


def test_topics_are_counted_and_follow_changes(office: Office):
    assert [(t.kind, t.name, t.found) for t in catalogue.topics(office_id=office.id)] == [
        ("area", "Casa", 3)
    ]
    listed = catalogue.listed(office_id=office.id, topic="area:Casa")
    assert [hit.slug for hit in listed.hits] == ["licencias", "obra", "empadronamiento"]
    words = Weighed(names={"es": "Licencias"})
    same = Entry("letter", "licencias", uuid.uuid4(), {"es": "Licencias"}, {}, words, "es")
    index_entries(office_id=office.id, entries=[same])
    assert catalogue.topics(office_id=office.id)[0].found == 2
    assert found(office, "todas") == []


@pytest.mark.parametrize("text", ["licencia", "pasaprote", "casa passaporte obra papel", "zzzzz"])
def test_a_search_takes_at_most_eight_statements(office: Office, text: str):
    with counted_statements() as taken:
        catalogue.search(office_id=office.id, text=text)
    assert taken.count <= 8


def publish(office: Office, folder: Path = FOLDER):
    return catalogue.publish_folder(
        office_id=office.id, folder=folder, in_force_from=clock.now(), by=None
    )


def test_a_published_procedure_is_found_and_a_withdrawn_one_is_not(cast):
    publish(cast.office)
    assert found(cast.office, "transparencia") == ["acceso-informacion"]
    assert found(cast.office, "ley 19/2013") == ["acceso-informacion"]
    catalogue.withdraw(
        office_id=cast.office.id, slug="acceso-informacion", at=clock.now(), reason="x", by=None
    )
    assert found(cast.office, "transparencia") == []


def test_a_procedure_is_listed_under_its_life_events(cast, tmp_path: Path):
    folder = Path(shutil.copytree(FOLDER, tmp_path / "with-event"))
    text = (folder / "procedure.yaml").read_text()
    (folder / "procedure.yaml").write_text(
        "life_events: [knowing]\n" + text.replace("\nlife_", "\n#")
    )
    publish(cast.office, folder)
    listed = catalogue.listed(office_id=cast.office.id, topic="life:knowing")
    assert [hit.slug for hit in listed.hits] == ["acceso-informacion"]


def test_the_index_made_again_answers_alike(cast):
    publish(cast.office)
    before = list(Findable.objects.values_list("slug", "terms", "topics"))
    assert catalogue.reindex(office_id=cast.office.id) == 1
    assert list(Findable.objects.values_list("slug", "terms", "topics")) == before
    assert found(cast.office, "transparencia") == ["acceso-informacion"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Zanahorias  Frescas", "zanahorias frescas"),
        ("ana@example.org", ""),
        ("rut 12.345.678-9", "rut"),
        ("expediente 2026/E/000123 de obra", "expediente de obra"),
        ("https://x.example/ana casa", "casa"),
        ("Me llamo Ana Soto y vivo en Larga", ""),
        ("12345678", ""),
        ("", ""),
    ],
)
def test_what_may_tell_who_somebody_is_is_not_counted(typed: str, kept: str):
    assert without_personal_data(typed) == kept


def test_searches_in_vain_are_shown_from_the_third_time_on(cast):
    def count(text: str, day: datetime.date = DAY) -> None:
        catalogue.count_miss(office_id=cast.office.id, text=text, language="es", day=day)

    count("Zanahorias")
    count("zanahorias", DAY + datetime.timedelta(days=1))
    assert catalogue.missed(office_id=cast.office.id) == []
    count("zanahorias")
    one = catalogue.missed(office_id=cast.office.id)[0]
    assert (one.words, one.times, one.days) == ("zanahorias", 3, 2)


def test_what_was_searched_once_is_forgotten_after_thirty_days(cast):
    def count(text: str, day: datetime.date) -> None:
        catalogue.count_miss(office_id=cast.office.id, text=text, language="es", day=day)

    count("una vez", DAY)
    for _ in range(3):
        count("muchas veces", DAY)
    count("otra cosa", DAY + datetime.timedelta(days=31))
    assert set(SearchMiss.objects.values_list("words", flat=True)) == {"muchas veces", "otra cosa"}
