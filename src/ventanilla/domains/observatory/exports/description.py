"""The data described as a DCAT-AP 3.0 catalogue, in JSON-LD (which is RDF, and needs no library).

Source: DCAT-AP 3.0.0 (SEMIC), mandatory and recommended properties of Catalogue, Dataset and
Distribution; controlled vocabularies of the EU Publications Office for theme, language, file
type, access rights, country, frequency and licence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import yaml

from ventanilla.domains.observatory.rules.vocabulary import FOLDER, Texts, countries
from ventanilla.kernel.text_choice import pick

AUTHORITY = "http://publications.europa.eu/resource/authority"
LANGUAGES = {"es": "SPA", "pt": "POR", "en": "ENG"}
FILE_TYPES = {"csv": "CSV", "json": "JSON", "parquet": "PARQUET"}
MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
CC_BY = f"{AUTHORITY}/licence/CC_BY_4_0"
ISO3 = {
    "AD": "AND", "AR": "ARG", "BO": "BOL", "BR": "BRA", "CL": "CHL", "CO": "COL", "CR": "CRI",
    "CU": "CUB", "DO": "DOM", "EC": "ECU", "SV": "SLV", "ES": "ESP", "GT": "GTM", "HN": "HND",
    "MX": "MEX", "NI": "NIC", "PA": "PAN", "PY": "PRY", "PE": "PER", "PT": "PRT", "UY": "URY",
    "VE": "VEN",
}  # fmt: skip
CONTEXT: dict[str, Any] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
_HELD = yaml.safe_load((FOLDER / "datasets.yaml").read_text(encoding="utf-8"))
TITLES: dict[str, Texts] = {name: held["title"] for name, held in _HELD["datasets"].items()}
DESCRIPTIONS: dict[str, Texts] = {
    name: held["description"] for name, held in _HELD["datasets"].items()
}


def catalogue_description(
    *, base: str, publisher: str, issued: datetime, modified: datetime
) -> bytes:
    """The catalogue as JSON-LD bytes. `base` is the observatory's address, ending in `/`."""
    document = {
        "@context": CONTEXT,
        "@id": f"{base}data/#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _tagged(_HELD["catalogue"]["title"]),
        "dct:description": _tagged(_HELD["catalogue"]["description"]),
        "dct:publisher": _publisher(base, publisher),
        "foaf:homepage": {"@id": base, "@type": "foaf:Document"},
        "dct:language": _languages(),
        "dct:license": {"@id": CC_BY, "@type": "dct:LicenseDocument"},
        "dct:issued": _date(issued),
        "dct:modified": _date(modified),
        "dct:spatial": _places(),
        "dcat:themeTaxonomy": {
            "@id": f"{AUTHORITY}/data-theme",
            "@type": "skos:ConceptScheme",
            "dct:title": {"@value": "Data theme", "@language": "en"},
        },
        "dcat:dataset": [_dataset(name, base, publisher, issued, modified) for name in TITLES],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _dataset(
    name: str, base: str, publisher: str, issued: datetime, modified: datetime
) -> dict[str, Any]:
    return {
        "@id": f"{base}data/#{name}",
        "@type": "dcat:Dataset",
        "dct:title": _tagged(TITLES[name]),
        "dct:description": _tagged(DESCRIPTIONS[name]),
        "dct:identifier": f"{base}data/#{name}",
        "dct:publisher": _publisher(base, publisher),
        "dcat:contactPoint": {
            "@id": f"{base}methods/#contact",
            "@type": ["vcard:Kind", "vcard:Organization"],
            "vcard:fn": publisher,
            "vcard:hasURL": {"@id": f"{base}methods/"},
        },
        "dcat:theme": {
            **_concept("data-theme", "GOVE", "skos:Concept"),
            "skos:prefLabel": {"@value": "Government and public sector", "@language": "en"},
        },
        "dcat:keyword": [
            {"@value": word, "@language": lang}
            for lang, words in _HELD["keywords"].items()
            for word in words
        ],
        "dct:accessRights": _concept("access-right", "PUBLIC", "dct:RightsStatement"),
        "dct:accrualPeriodicity": _concept("frequency", "IRREG", "dct:Frequency"),
        "dct:language": _languages(),
        "dct:spatial": _places(),
        "dct:issued": _date(issued),
        "dct:modified": _date(modified),
        "dcat:landingPage": {"@id": f"{base}data/", "@type": "foaf:Document"},
        "dcat:distribution": [_distribution(name, kind, base, modified) for kind in FILE_TYPES],
    }


def _distribution(name: str, kind: str, base: str, modified: datetime) -> dict[str, Any]:
    address = f"{base}data/{name}.{kind}"
    return {
        "@id": f"{base}data/#{name}-{kind}",
        "@type": "dcat:Distribution",
        "dct:title": _tagged(
            {lang: f"{pick(TITLES[name], lang)} ({kind.upper()})" for lang in LANGUAGES}
        ),
        "dcat:accessURL": {"@id": address, "@type": "rdfs:Resource"},
        "dcat:downloadURL": {"@id": address, "@type": "rdfs:Resource"},
        "dct:format": _concept("file-type", FILE_TYPES[kind], "dct:MediaTypeOrExtent"),
        "dcat:mediaType": {
            "@id": f"https://www.iana.org/assignments/media-types/{MEDIA_TYPES[kind]}",
            "@type": "dct:MediaType",
        },
        "dct:license": {"@id": CC_BY, "@type": "dct:LicenseDocument"},
        "dct:modified": _date(modified),
    }


def _publisher(base: str, name: str) -> dict[str, Any]:
    return {
        "@id": f"{base}#publisher",
        "@type": "foaf:Agent",
        "foaf:name": {"@value": name, "@language": "es"},
    }


def _tagged(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": lang} for lang, text in texts.items()]


def _concept(scheme: str, code: str, type_: str) -> dict[str, Any]:
    return {"@id": f"{AUTHORITY}/{scheme}/{code}", "@type": type_}


def _languages() -> list[dict[str, Any]]:
    return [_concept("language", code, "dct:LinguisticSystem") for code in LANGUAGES.values()]


def _places() -> list[dict[str, Any]]:
    return [_concept("country", ISO3[code], "dct:Location") for code in countries()]


def _date(moment: datetime) -> dict[str, str]:
    return {"@value": moment.date().isoformat(), "@type": "xsd:date"}
