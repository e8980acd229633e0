"""Reads the data files into ``Regime`` objects, strictly: an unknown confidence or unit is an
error.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from .errors import UnknownNameError
from .legal_value import Confidence, LegalValue, Unit
from .regime import Appeal, Layer, Regime

DATA = Path(__file__).parent / "data"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OWN = {
    "value", "unit", "article", "law", "source", "confidence", "layer", "obliges", "starts",
    "text", "note", "label", "from", "until", "readings", "previous", "next",
}  # fmt: skip


def known_countries() -> tuple[str, ...]:
    """Codes of the countries with data, sorted."""
    return tuple(sorted(p.stem.upper() for p in DATA.glob("??.yaml")))


def load_regime(country: str) -> Regime:
    """The regime of ``country`` (case-insensitive ISO 3166 code), cached for the life of the
    process.
    """
    code = country.strip().upper()
    known = known_countries()
    if code not in known:
        raise UnknownNameError(
            f"unknown country {country!r}",
            expected="the two-letter code of a country with data",
            example="--country ES",
            known=known,
        )
    return _load(code)


@lru_cache(maxsize=64)
def _load(code: str) -> Regime:
    raw = (DATA / f"{code.lower()}.yaml").read_bytes()
    return build_regime(yaml.load(raw, Loader=_Loader), digest=hashlib.sha256(raw).hexdigest())  # noqa: S506


def build_regime(doc: Mapping[str, Any], *, digest: str) -> Regime:
    """A ``Regime`` from the parsed document of a data file."""
    return Regime(
        country=doc["country"],
        names=doc["names"],
        version=str(doc["version"]),
        digest=digest,
        language=doc["language"],
        layers=tuple(parse_layer(x) for x in doc["layers"]),
        counting={k: legal_value(k, v) for k, v in doc["counting"].items()},
        terms={k: _versions(k, v) for k, v in doc["terms"].items()},
        appeals=tuple(
            Appeal(a["id"], a["name"], a.get("layer", "national"), a.get("silence"))
            for a in doc["appeals"]
        ),
        silence=doc.get("silence") or {},
        notification=doc.get("notification") or {},
        proposal=doc.get("proposal") or {},
        official_time=doc["official_time"],
    )


def parse_layer(raw: Mapping[str, Any]) -> Layer:
    """A layer from its mapping; ``applies_to`` may be one text or a text by language."""
    scope = raw["applies_to"]
    texts = scope if isinstance(scope, Mapping) else dict.fromkeys(("es", "pt", "en"), str(scope))
    return Layer(
        id=raw["id"],
        kind=raw["kind"],
        levels=tuple(raw["levels"]),
        applies_to=texts,
        name=raw.get("name") or "",
        law=raw.get("law") or raw.get("name") or "",
        source=raw.get("source") or "",
        first=_day(raw.get("from")),
        removes=frozenset(raw.get("removes", ())),
        removes_article=raw.get("removes_article", ""),
    )


def _day(raw: object) -> date | None:
    return date.fromisoformat(str(raw)) if raw else None


def legal_value(key: str, raw: Mapping[str, Any]) -> LegalValue:
    """One value with its readings; missing parts of a reading come from the value it reads."""
    readings = tuple(
        legal_value(key, {**{k: v for k, v in raw.items() if k not in ("readings", "label")}, **r})
        for r in raw.get("readings", ())
    )
    return LegalValue(
        key=key,
        value=raw.get("value"),
        unit=Unit(raw["unit"]) if raw.get("unit") else None,
        article=raw.get("article", ""),
        law=raw.get("law") or "",
        source=raw.get("source", ""),
        confidence=Confidence(raw["confidence"]),
        layer=raw.get("layer", "national"),
        obliges=raw.get("obliges", ""),
        starts=raw.get("starts", ""),
        text=str(raw.get("text", "")),
        note=raw.get("note", ""),
        label=raw.get("label"),
        first=_day(raw.get("from")),
        last=_day(raw.get("until")),
        readings=readings,
        more={k: v for k, v in raw.items() if k not in _OWN},
    )


def _versions(key: str, raw: Mapping[str, Any]) -> tuple[LegalValue, ...]:
    """The value now, and those before (``previous``) and after (``next``) it, each with its
    period.
    """
    now = {k: v for k, v in raw.items() if k not in ("previous", "next")}
    out = [legal_value(key, now)]
    for other in (*raw.get("previous", ()), *raw.get("next", ())):
        base = {k: v for k, v in now.items() if k not in ("from", "until", "note", "readings")}
        out.append(legal_value(key, {**base, **other}))
    return tuple(sorted(out, key=lambda v: v.first or date.min + timedelta(days=1)))
