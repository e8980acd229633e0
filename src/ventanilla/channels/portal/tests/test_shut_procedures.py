"""A procedure that takes no filings now: withdrawn, not yet open, over, or full. On its page, when
one begins, in the middle and at the last step: why, what is expected, what to do instead."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.cast import Cast
from tests.filing import SLUG, lodged, with_window
from tests.walking import PAGES, Walker, mark_in, text_of

from ventanilla.domains.casefiles.models import Case, Draft
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
GENERAL = Path("procedures/cl-solicitud-general")
AHEAD = "{from: '2090-03-01T12:00:00Z'}"
OVER = "{from: '2020-01-01T00:00:00Z', until: '2020-02-01T12:00:00Z'}"


@pytest.fixture(name="person")
def a_person(cast: Cast, procedure: catalogue.PublishedProcedure) -> Walker:
    return Walker(cast)


def withdraw(cast: Cast, *, successor: str = "") -> None:
    if successor:
        offices.add_unit(office=cast.office, code="partes", name="Oficina de Partes")
        catalogue.publish_folder(
            office_id=cast.office.id,
            folder=GENERAL,
            in_force_from=clock.now() - timedelta(days=1),
            by=None,
        )
    catalogue.withdraw(
        office_id=cast.office.id,
        slug=SLUG,
        at=clock.now(),
        reason="Cambió la ordenanza.",
        by=None,
        successor=successor,
    )
    catalogue.forget_procedures()


def full(cast: Cast, folder: Path) -> None:
    """One place, and somebody has it."""
    with_window(cast, folder, "{quota: 1}")
    lodged(cast, catalogue.in_force(office_id=cast.office.id, slug=SLUG, at=clock.now()))


def show(cast: Cast, lang: str) -> tuple[int, str]:
    answer = Walker(cast, lang=lang).get("portal:procedure", slug=SLUG)
    return answer.status_code, text_of(answer)


# -- its page


def test_the_page_of_a_withdrawn_one_says_since_when_why_and_what_takes_its_place(
    person: Walker, cast: Cast
):
    withdraw(cast, successor="solicitud-general")
    answer = person.get("portal:procedure", slug=SLUG)
    page = text_of(answer)
    assert answer.status_code == 410
    assert "La sede retiró este trámite el" in page
    assert "Cambió la ordenanza." in page
    assert "Lo ya presentado sigue su curso." in page
    assert "Use el trámite que lo sustituye." in page
    assert person.url("portal:procedure", slug="solicitud-general") in answer.content.decode()
    assert "Empezar" not in page


def test_without_a_successor_it_leads_to_what_is_open(person: Walker, cast: Cast):
    withdraw(cast)
    page = text_of(person.get("portal:procedure", slug=SLUG))
    assert "presente un escrito en el mostrador" in page
    assert "Ver los trámites abiertos" in page


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
def test_one_not_yet_open_is_read_in_full_and_says_when_it_opens(
    person: Walker, cast: Cast, tmp_path: Path, lang: str
):
    with_window(cast, tmp_path, AHEAD)
    status, page = show(cast, lang)
    words = {"es": "todavía no está abierto", "pt": "ainda não está aberto", "en": "not open yet"}
    begin = {"es": "Empezar", "pt": "Começar", "en": "Start"}
    assert (status, words[lang] in page, begin[lang] in page.split()) == (200, True, False)
    assert "01/03/2090, 09:00" in page  # the office's own time
    assert "20.285" in page


def test_a_version_to_come_is_read_before_its_day(cast: Cast, tmp_path: Path):
    with_window(cast, tmp_path, "{}", since=timedelta(days=-2))
    status, page = show(cast, "es")
    assert (status, "Se presenta desde el" in page) == (200, True)


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
def test_one_whose_time_is_over_says_when_it_ended(cast: Cast, tmp_path: Path, lang: str):
    with_window(cast, tmp_path, OVER)
    status, page = show(cast, lang)
    words = {"es": "terminó el", "pt": "terminou em", "en": "ended on"}
    assert (status, words[lang] in page, "01/02/2020, 09:00" in page) == (200, True, True)


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
def test_one_that_is_full_says_so_before_anybody_types(cast: Cast, tmp_path: Path, lang: str):
    full(cast, tmp_path)
    status, page = show(cast, lang)
    words = {
        "es": "quedan plazas en este trámite (1 en total)",
        "pt": "(1 no total)",
        "en": "(1 in all)",
    }
    begin = {"es": "Empezar", "pt": "Começar", "en": "Start"}
    assert (status, words[lang] in page, begin[lang] in page.split()) == (200, True, False)


# -- when one begins


@pytest.mark.parametrize("state", ["withdrawn", "ahead", "over", "full"])
def test_nobody_begins_and_no_draft_is_left(cast: Cast, tmp_path: Path, state: str):
    make(cast, tmp_path, state)
    answer = Walker(cast).post("portal:start", {}, slug=SLUG)
    assert answer.status_code == (410 if state == "withdrawn" else 409)
    assert "Qué puede hacer" in text_of(answer)
    assert not Draft.objects.exists()


# -- in the middle, and at the last step


@pytest.mark.parametrize("state", ["withdrawn", "ahead", "over", "full"])
def test_in_the_middle_what_was_saved_and_what_was_just_typed_are_there_to_copy(
    person: Walker, cast: Cast, tmp_path: Path, state: str
):
    person.start()
    person.fill("request")
    seen = person.seen("applicant")
    make(cast, tmp_path, state)
    typed = {**PAGES["applicant"], "names": "Ana Recién Escrita", "_seen": seen, "go": "on"}
    answer = person.post("portal:page", typed, draft=person.draft, page="applicant")
    page = text_of(answer)
    assert answer.status_code == (410 if state == "withdrawn" else 409)
    assert "No ha presentado nada." in page
    assert "El presupuesto de áreas verdes de 2025" in page
    assert "Ana Recién Escrita" in page
    assert ">on</p>" not in answer.content.decode(), "a button pressed is nothing written"
    assert Draft.objects.get().answers["information_wanted"].startswith("El presupuesto")


@pytest.mark.parametrize("state", ["withdrawn", "ahead", "over", "full"])
def test_at_the_last_step_nothing_is_filed_and_nothing_is_lost(
    person: Walker, cast: Cast, tmp_path: Path, state: str
):
    person.fill_all()
    seen = mark_in(person.get("portal:check", draft=person.draft))
    make(cast, tmp_path, state)
    before = Case.objects.count()
    answer = person.post("portal:file", {"_seen": seen}, draft=person.draft)
    page = text_of(answer)
    assert answer.status_code == (410 if state == "withdrawn" else 409)
    assert "El presupuesto de áreas verdes de 2025" in page
    assert "Ana Soto Rojas" in page
    assert Case.objects.count() == before


def test_who_has_the_last_place_reads_their_receipt_by_pressing_again(
    cast: Cast, tmp_path: Path, procedure: catalogue.PublishedProcedure
):
    with_window(cast, tmp_path, "{quota: 1}")
    person = Walker(cast)
    person.file_one()
    again = person.post("portal:file", {"_seen": "x"}, draft=person.draft)
    assert again.status_code == 302
    assert "/cases/" in again["Location"]


def make(cast: Cast, folder: Path, state: str) -> None:
    if state == "withdrawn":
        if not catalogue.offered(office_id=cast.office.id, at=clock.now()):
            with_window(cast, folder, "{}")
        withdraw(cast)
    elif state == "full":
        full(cast, folder)
    else:
        with_window(cast, folder, {"ahead": AHEAD, "over": OVER}[state])
