"""The tables of ``docs/law/``: country × rule → value, article, layer, confidence. Generated,
never typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from .legal_value import Confidence, LegalValue
from .regime import Regime
from .regime_loading import known_countries, legal_value

_MARK = {
    Confidence.FOUND: "found",
    Confidence.KNOWN: "known (unverified)",
    Confidence.UNSURE: "unsure (off unless asked for)",
}
_NOTICE = (
    "<!-- Generated from src/legal_deadlines/data by `python -m legal_deadlines tables --write "
    "DIR`."
    " Do not edit. -->"
)
_SUMMARY = (
    "resolution",
    "correction",
    "general",
    "notification",
    "petition",
    "access",
    "data_subject",
)


def tables() -> dict[str, str]:
    """File name → Markdown: one page per country and an index with the main terms of all."""
    regimes = [Regime.load(c) for c in known_countries()]
    pages = {f"{r.country.lower()}.md": "\n".join(_country(r)) + "\n" for r in regimes}
    pages["README.md"] = "\n".join(_index(regimes)) + "\n"
    return pages


def write_tables(folder: Path) -> list[Path]:
    """Writes the tables into ``folder`` and returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    out = []
    for name, text in tables().items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        out.append(path)
    return out


def _index(regimes: list[Regime]) -> Iterator[str]:
    yield _NOTICE
    yield "# Legal time in 22 countries"
    yield ""
    yield "Facts in own words, not legal advice. Each page cites the article, the layer and how"
    yield "sure the value is: *found* was read at its source; *known* (†) is from memory,"
    yield "unverified; *unsure* (†) is off unless asked for."
    yield "What is absent is unknown, not zero: the library refuses to guess it."
    yield ""
    yield _row("country", *_SUMMARY, "silence")
    yield _row(*["---"] * (len(_SUMMARY) + 2))
    for r in regimes:
        cells = [_short(_current(r, k)) if k in r.terms else "" for k in _SUMMARY]
        name = f"[{r.names['en']}]({r.country.lower()}.md)"
        yield _row(name, *cells, _sense(r))


def _current(r: Regime, key: str) -> LegalValue:
    """The version in force on the day of the data."""
    day = date.fromisoformat(r.version)
    return next((v for v in r.terms[key] if v.in_force_on(day)), r.terms[key][-1])


def _sense(r: Regime) -> str:
    sense = r.silence.get("sense")
    return f"{sense} ({r.silence['trigger']})" if sense else ""


def _short(value: LegalValue) -> str:
    text = _value(value)
    return text if value.confidence is Confidence.FOUND else f"{text} †"


def _country(r: Regime) -> Iterator[str]:
    yield _NOTICE
    yield f"# {r.names['en']}"
    yield ""
    yield f"Data version {r.version}. Layers:"
    yield ""
    for layer in r.layers:
        levels = ", ".join(layer.levels)
        since = f"; in force from {layer.first}" if layer.first else ""
        scope = layer.applies_to["en"]
        yield f"- `{layer.id}`: {layer.name}; levels {levels}; applies to {scope}{since}"
    for title, values in (
        ("Counting", list(r.counting.values())),
        ("Terms", [v for versions in r.terms.values() for v in versions]),
    ):
        yield ""
        yield f"## {title}"
        yield ""
        yield _row("rule", "value", "article", "layer", "confidence", "source", "note")
        yield _row(*["---"] * 7)
        for value in values:
            yield from _rows(value)
    yield from _silence(r)
    yield from _notices(r)


def _notices(r: Regime) -> Iterator[str]:
    """When a notice takes effect, by means of notice."""
    if not r.notification:
        return
    yield ""
    yield "## Notices"
    yield ""
    yield _row("means", "takes effect", "article", "layer", "confidence", "source", "note")
    yield _row(*["---"] * 7)
    for means, raw in r.notification.items():
        v = legal_value(f"notification.{means}", raw)
        kind = str(raw["kind"]).replace("_", " ")
        effect = f"{kind}: {_value(v)}" if isinstance(v.value, int) else kind
        yield _row(
            f"`{means}`", effect, v.citation, v.layer, _MARK[v.confidence], _link(v.source), v.note
        )


def _rows(value: LegalValue) -> Iterator[str]:
    for i, v in enumerate((value, *value.readings)):
        key = f"`{v.key}`" + (" (other reading)" if i else "")
        note = (v.label or {}).get("en", "") if i else v.note
        yield _row(
            key,
            _value(v) + _force(v),
            v.citation,
            v.layer,
            _MARK[v.confidence],
            _link(v.source),
            note,
        )


def _force(v: LegalValue) -> str:
    parts = [f"from {v.first}" if v.first else "", f"until {v.last}" if v.last else ""]
    text = " ".join(p for p in parts if p)
    return f" ({text})" if text else ""


def _value(v: LegalValue) -> str:
    if v.unit and isinstance(v.value, int) and not isinstance(v.value, bool):
        unit = v.unit.value.replace("_", " ")
        return f"{v.value} {unit.removesuffix('s') if v.value == 1 else unit}"
    if isinstance(v.value, list):
        return ", ".join(str(x) for x in v.value)
    base = str(v.value) if v.value is not None else v.text
    end = v.more.get("end_of_month")
    return f"{base}; else {end}" if end else base


def _silence(r: Regime) -> Iterator[str]:
    if not r.silence.get("sense"):
        return
    s: dict[str, Any] = dict(r.silence)
    yield ""
    yield "## Silence"
    yield ""
    yield _row("sense", "trigger", "term", "matters", "article", "confidence")
    yield _row(*["---"] * 6)
    special = [{**x, "matters": {"en": name}} for name, x in s.get("special", {}).items()]
    appeals = [
        {**a.silence, "after": f"appeal.{a.id}.decide", "matters": {"en": f"appeal: {a.name}"}}
        for a in r.appeals
        if a.silence
    ]
    for x in (s, *s.get("exceptions", ()), *special, *appeals):
        matters = x.get("matters", {}).get("en", "general rule")
        article = f"{x.get('article', '')} {x.get('law', '')}".strip()
        trigger = x.get("trigger", "time")
        mark = _MARK[Confidence(x["confidence"])]
        yield _row(str(x["sense"]), trigger, str(x.get("after") or "—"), matters, article, mark)


def _link(source: str) -> str:
    url, _, rest = source.partition(" ")
    return f"[source]({url}){' ' + rest if rest else ''}" if url.startswith("http") else source


def _row(*cells: str) -> str:
    return "| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in cells) + " |"
