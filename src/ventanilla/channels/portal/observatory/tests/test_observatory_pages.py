"""The pages of the observatory: they equal the data, hold without script, and weigh little."""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import Cast

from ventanilla.channels.portal.observatory.views import countries as views
from ventanilla.domains.observatory import api as observatory
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(databases="__all__")
DATA = Path("src/ventanilla/domains/observatory/data")
MOST_BYTES = 60_000
MOST_STATEMENTS = 12
PLAIN_PAGES = [
    "home", "compare", "map", "timeline", "weights", "practices", "charter", "methods", "data",
    "editions", "proposals", "sign-in",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _everything_shipped(db: None) -> None:
    views.forget_pages()
    observatory.load_shipped()


@pytest.fixture(name="person")
def someone() -> Client:
    return Client()


def page(person: Client, name: str, *args: str, lang: str = "es", **query: str) -> str:
    answer = person.get(
        reverse(f"portal:observatory:{name}", args=args),
        query,
        headers={"accept-language": lang},
    )
    assert answer.status_code == 200, name
    return answer.content.decode()


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def text_of(html: str) -> str:
    import html as entities

    return re.sub(r"\s+", " ", entities.unescape(re.sub(r"<[^>]+>", " ", html)))


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
@pytest.mark.parametrize("name", PLAIN_PAGES)
def test_every_page_opens_in_every_language(person: Client, name: str, lang: str) -> None:
    html = page(person, name, lang=lang)
    assert f'<html lang="{lang}"' in html
    assert html.count("<h1") == 1
    assert "<script" not in html


@pytest.mark.parametrize("code", list(observatory.countries()))
def test_the_figures_of_a_country_page_are_those_of_the_file(person: Client, code: str) -> None:
    html = page(person, "country", code)
    filed = sorted(r["value"] for r in rows("figures.csv") if r["country"] == code)
    assert sorted(re.findall(r'<data value="([^"]+)">', html)) == filed


def test_the_facts_of_pages_are_those_of_the_files(person: Client) -> None:
    """Three facts of every kind, wherever they are shown."""
    chosen = random.Random(7)
    by_kind: dict[str, list[dict[str, str]]] = {}
    for name in ("instruments.csv", "cooperation.csv"):
        for row in rows(name):
            by_kind.setdefault(row["kind"], []).append(row)
    assert set(by_kind) == set(observatory.kinds())
    for held in by_kind.values():
        for row in chosen.sample(held, k=3):
            shown = text_of(_where(person, row["country"]))
            assert row["name"] in shown, row
            assert row["identifier"] in shown, row


def _where(person: Client, code: str) -> str:
    if code != observatory.REGION:
        return page(person, "country", code)
    return page(person, "track", "integration") + page(person, "track", "cooperation")


def test_a_country_page_is_light_and_asks_little(person: Client) -> None:
    for code in ("BR", "CO", "UY"):
        url = reverse("portal:observatory:country", args=[code])
        with CaptureQueriesContext(connection) as asked:
            answer = person.get(url)
        assert len(asked) <= MOST_STATEMENTS
        assert len(gzip.compress(answer.content)) < MOST_BYTES
        with CaptureQueriesContext(connection) as again:
            person.get(url)
        assert len(again) <= 2


def test_a_kept_page_is_made_again_when_anything_changes(person: Client, cast: Cast) -> None:
    before = page(person, "country", "UY")
    observatory.name_editor(cast.head.id)
    proposal = observatory.propose_new(
        content={
            "country": "UY", "kind": "egov_law", "name": "Ley recién llegada", "year": "2026",
            "status": "in_force", "source": "https://example.org/ley", "confidence": "high",
        },
        reason="falta", by=cast.applicant.id,
    )  # fmt: skip
    observatory.review(proposal_id=proposal.id, accept=True, note="", by=cast.head.id)
    assert "Ley recién llegada" not in before
    assert "Ley recién llegada" in page(person, "country", "UY")


def test_the_line_is_cut_where_the_method_changed(person: Client) -> None:
    html = page(person, "country", "UY")
    chart = html[html.index('<svg class="vt-chart"') : html.index("</figure>")]
    first = chart[chart.index('<g class="a">') :]
    drawn = first[: first.index("</g>")]
    assert drawn.count("<circle") == 9
    assert drawn.count("<line") == 4  # 2014-2020 and 2022-2024 joined, the rest apart
    assert "OSI pasa a cinco partes" in html


def test_a_chart_has_a_name_a_summary_and_its_table(person: Client) -> None:
    html = page(person, "country", "UY")
    for chart in re.findall(r'<svg class="vt-chart".*?</desc>', html, re.DOTALL):
        ids = re.search(r'aria-labelledby="(\S+) (\S+)"', chart)
        assert ids
        assert f'<title id="{ids[1]}">' in chart
        assert f'<desc id="{ids[2]}">' in chart
        assert 'role="img"' in chart
    assert html.count('<svg class="vt-chart"') == html.count("Los mismos datos en tabla")


def test_the_map_is_links_with_names_and_its_table_says_the_same(person: Client) -> None:
    html = page(person, "map", indicator="EGDI", edition="2024")
    drawn = dict(re.findall(r'<a href="[^"]+" aria-label="([^"]+): ([^"]+)">', html))
    listed = dict(
        re.findall(r'scope="row"><a[^>]*>([^<]+)</a>.*?<data value="[^"]+">([^<]+)', html)
    )
    assert len(listed) == 22
    assert drawn in ({}, listed)  # without the outlines there is only the table
    filed = {
        r["value"] for r in rows("figures.csv") if (r["indicator"], r["year"]) == ("EGDI", "2024")
    }
    assert set(re.findall(r'<data value="([^"]+)">', html)) == filed


def test_the_map_tells_levels_by_pattern_and_word_not_by_colour_alone(person: Client) -> None:
    html = page(person, "map")
    levels = set(re.findall(r'fill="url\(#p-([a-z-]+)\)"', html))
    assert {"low", "middle", "high", "very-high", "none"} >= levels
    for level in levels:
        assert f'<pattern id="p-{level}"' in html
    assert "muy alto: más de 0,75" in html


def test_without_the_outlines_the_page_says_so_and_the_table_stands(
    person: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from ventanilla.domains.observatory import outlines

    monkeypatch.setattr(outlines, "BUILT", tmp_path / "none.json")
    outlines.outlines.cache_clear()
    html = page(person, "map")
    outlines.outlines.cache_clear()
    assert "no tiene los contornos" in html
    assert html.count("<data value") == 22


def test_missing_is_said_and_never_drawn_as_zero(person: Client) -> None:
    html = page(person, "map", indicator="GTMI", edition="2025")
    assert "sin dato" in html
    assert '<data value="0">' not in html
    ni = text_of(page(person, "country", "NI"))
    assert "sin dato" in ni


@pytest.mark.parametrize(
    ("name", "args", "query"),
    [
        ("country", ["XX"], {}),
        ("track", ["happiness"], {}),
        ("fact", ["0000000000000000"], {}),
        ("edition", ["1999-1"], {}),
        ("download", ["secrets", "csv"], {}),
        ("download", ["facts", "exe"], {}),
    ],
)
def test_what_is_not_there_is_said(
    person: Client, name: str, args: list[str], query: dict[str, str]
) -> None:
    answer = person.get(reverse(f"portal:observatory:{name}", args=args), query)
    assert answer.status_code == 404
    assert "govuk-heading-xl" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("compare", {"country": ["UY", "XX", "'\"><x>"], "indicator": "<script>"}),
        ("map", {"indicator": "x", "edition": "٢٠٢٤"}),
        ("weights", {"edition": "99999999999999999999"}),
        ("compare", {"country": ["UY"] * 500}),
    ],
)
def test_questions_that_make_no_sense_are_answered_plainly(
    person: Client, name: str, query: Any
) -> None:
    answer = person.get(reverse(f"portal:observatory:{name}"), query)
    assert answer.status_code == 200
    assert "<x>" not in answer.content.decode()


def test_files_and_pages_say_the_same(person: Client) -> None:
    address = reverse("portal:observatory:download", args=["figures", "json"])
    published = {
        (r["country"], r["indicator"], r["year"]): r["value"]
        for r in json.loads(person.get(address).content)
    }
    html = page(person, "country", "PE")
    mine = sorted(v for (code, _i, _y), v in published.items() if code == "PE")
    assert sorted(re.findall(r'<data value="([^"]+)">', html)) == mine


def test_the_description_is_served_for_harvesters(person: Client) -> None:
    answer = person.get(reverse("portal:observatory:catalogue"))
    assert answer["Content-Type"] == "application/ld+json"
    assert json.loads(answer.content)["@type"] == "dcat:Catalog"


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
def test_an_office_says_every_provision_with_its_state(
    person: Client, cast: Cast, lang: str
) -> None:
    answer = person.get(
        reverse("portal:charter", args=[cast.office.slug]), headers={"accept-language": lang}
    )
    html = answer.content.decode()
    from ventanilla.domains.charter import api as charter

    for provision in charter.provisions():
        assert f'id="{provision.slug}"' in html
        assert provision.asks[lang] in text_of(html)
        for offer in provision.offers:
            assert offer.text[lang] in text_of(html), provision.slug
        for missing in provision.missing:
            assert missing[lang] in text_of(html), provision.slug
    links = re.findall(r'href="(/puerto-claro/[^"#]*)"', html[html.index("<main") :])
    assert links
    for link in set(links):
        assert person.get(link).status_code in {200, 302}, link


def test_an_office_publishes_figures_that_an_observatory_reads(person: Client, cast: Cast) -> None:
    from ventanilla.domains.observatory.rules.own_figures import report

    answer = person.get(reverse("portal:own-figures", args=[cast.office.slug]))
    read = report(json.loads(answer.content), country="CL", now=clock.now())
    assert read.office == cast.office.name


def test_every_answer_of_the_report_leads_somewhere(person: Client) -> None:
    from ventanilla.domains.charter import api as charter

    for answer in charter.deck():
        for place in answer.places:
            path, _mark, part = place.path.partition("#")
            answered = person.get(path)
            assert answered.status_code == 200, place.path
            assert not part or f'id="{part}"' in answered.content.decode(), place.path


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
def test_the_report_says_of_each_statement_what_is_shown_or_nothing_yet(
    person: Client, cast: Cast, lang: str
) -> None:
    from ventanilla.domains.charter import api as charter

    html = page(person, "charter", lang=lang)
    said = text_of(html)
    for answer in charter.deck():
        assert answer.text[lang] in said, answer.id
        if answer.provision and answer.answered:
            for offer in answer.provision.offers:
                assert offer.text[lang] in said, answer.id
            assert f'href="/{cast.office.slug}/charter/#{answer.provision.slug}"' in html
    nothing = {"es": "Todavía nada", "pt": "Ainda nada", "en": "Nothing yet"}[lang]
    assert html.count(nothing) == sum(not answer.answered for answer in charter.deck())
    places = set(re.findall(r'href="([^"]+)"', html[html.index("<main") :]))
    for place in {link.split("#")[0] for link in places if link.startswith("/")}:
        assert person.get(place).status_code == 200, place


def test_two_values_for_one_place_are_shown_with_every_digit(
    person: Client, tmp_path: Path
) -> None:
    other = tmp_path / "other.csv"
    other.write_text(
        "country,indicator,year,value,source,confidence\n"
        "UY,EGDI,2024,0.9999,https://example.org/other,found\n"
    )
    assert observatory.import_indicators(other).differing == 1
    held = next(r["value"] for r in rows("figures.csv") if _place(r) == ("UY", "EGDI", "2024"))
    for name, args in (("country", ["UY"]), ("methods", []), ("proposals", [])):
        said = text_of(page(person, name, *args))
        assert "0,9999" in said, name
        assert held.replace(".", ",") in said, name


def _place(row: dict[str, str]) -> tuple[str, str, str]:
    return row["country"], row["indicator"], row["year"]


def test_the_first_reader_after_a_start_finds_the_page_ready(person: Client) -> None:
    views.make_ready()
    first = next(iter(observatory.countries()))
    with CaptureQueriesContext(connection) as asked:
        page(person, "country", first)
    assert len(asked) <= 2
