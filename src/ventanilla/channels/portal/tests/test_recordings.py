"""The recordings of a procedure on its page, and the file behind them."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.filing import SLUG
from tests.statements import counted_statements
from tests.walking import Walker, text_of

from ventanilla.channels.console.demonstration.tone import tone
from ventanilla.channels.portal.views.clips import part_asked
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.clips import api as clips

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture(name="url")
def the_url(cast: Cast, procedure: PublishedProcedure) -> str:
    clip = clips.add_clip(
        office=cast.office,
        slug=SLUG,
        kind=clips.ClipKind.AUDIO,
        language="es",
        title="Muestra",
        transcript="Tres notas.",
        content=tone(),
        name="muestra.wav",
        by=None,
        synthetic=True,
    )
    return Walker(cast).url("portal:clip", slug=SLUG, clip=clip.id)


def test_the_page_offers_a_recording_with_its_weight_and_words_and_downloads_nothing(
    cast: Cast, url: str
):
    answer = Walker(cast).get("portal:procedure", slug=SLUG)
    page, source = text_of(answer), answer.content.decode()
    assert "Castellano, 14 KB" in page
    assert "Tres notas." in page
    assert "Hecho por un programa, no por una persona." in page
    assert f'<source src="{url}" type="audio/wav">' in source
    assert 'preload="none"' in source
    assert "autoplay" not in source


def test_a_procedure_without_recordings_says_nothing_of_them(
    cast: Cast, procedure: PublishedProcedure
):
    assert "Sin leer" not in text_of(Walker(cast).get("portal:procedure", slug=SLUG))


def test_the_file_comes_whole_or_by_the_part_asked_for(cast: Cast, url: str):
    person = Walker(cast)
    whole = person.client.get(url)
    assert (whole.status_code, whole.content) == (200, tone())
    assert whole["Content-Type"] == "audio/wav"
    assert whole["X-Content-Type-Options"] == "nosniff"
    part = person.client.get(url, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, tone()[10:20])
    assert part["Content-Range"] == f"bytes 10-19/{len(tone())}"
    assert person.client.get(url, headers={"Range": "bytes=99999-"}).status_code == 416


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("", (0, 99)),
        ("bytes=0-", (0, 99)),
        ("bytes=10-19", (10, 19)),
        ("bytes=90-500", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-500", (0, 99)),
        ("bytes=-", (0, 99)),
        ("bytes=19-10", (0, 99)),
        ("bytes=0-1,5-6", (0, 99)),
        ("pages=1-2", (0, 99)),
        ("bytes=100-", (100, 99)),
        ("bytes=-0", (100, 99)),
    ],
)
def test_a_part_is_read_as_the_standard_says(header: str, part: tuple[int, int]):
    assert part_asked(header, size=100) == part


def test_another_office_or_procedure_has_no_such_recording(cast: Cast, url: str):
    person = Walker(cast)
    assert person.client.get(url.replace(SLUG, "otro")).status_code == 404


def test_the_page_of_a_recording_keeps_within_its_statements(cast: Cast, url: str):
    person = Walker(cast)
    person.get("portal:procedure", slug=SLUG)
    with counted_statements() as taken:
        person.get("portal:procedure", slug=SLUG)
    assert taken.count <= 12
