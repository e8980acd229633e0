"""What a row of a spreadsheet becomes: the files of a draft folder, as data."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

_SOURCE = "SHEET"


def draft_files(
    row: Mapping[str, str], *, country: str, time_zone: str, today: datetime.date
) -> dict[str, Any]:
    """File → document. Everything cited is `known`: nobody has read it for this folder yet."""
    return {
        "procedure.yaml": _procedure(row, country, today),
        "form.yaml": _form(row),
        "handling.yaml": _handling(row),
        "examples/complete.yaml": _example(country, time_zone, today),
    }


def _fact(norm: str) -> dict[str, str]:
    return {"norm": norm, "status": "known", "source": _SOURCE}


def _requirements(row: Mapping[str, str]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = [
        {"id": "names", "field": "names", "text": "Quién presenta.", **_fact(row["norm"])},
        {"id": "subject", "field": "subject", "text": "Qué se pide.", **_fact(row["norm"])},
    ]
    for n, line in enumerate(
        said for said in row.get("requirements", "").split("\n") if said.strip()
    ):
        text, _bar, norm = line.partition("|")
        made.append({"id": f"requirement_{n + 1}", "text": text.strip(), **_fact(norm.strip())})
    return made


def _procedure(row: Mapping[str, str], country: str, today: datetime.date) -> dict[str, Any]:
    norm = row["norm"]
    aliases = [word.strip() for word in row.get("aliases", "").split(";") if word.strip()]
    return {
        "slug": row["slug"],
        "country": country,
        "languages": ["es"],
        "kind": row.get("kind") or "application",
        "title": row["title"],
        "summary": row["summary"],
        **({"aliases": {"es": aliases}} if aliases else {}),
        "sources": {_SOURCE: "from the spreadsheet; not read yet"},
        "legal_basis": [{"title": row["title"], **_fact(norm)}],
        "who": {"text": row["who"], **_fact(norm)},
        "requirements": _requirements(row),
        "may_not_be_asked": [],
        "fee": {"free": not row.get("fee"), "text": row.get("fee") or "Gratis.", **_fact(norm)},
        "time_limits": [
            {
                "id": "answer",
                "amount": int(row["amount"]),
                "unit": row["unit_of_time"],
                "starts": "reception",
                "text": "Plazo para responder.",
                **_fact(norm),
            }
        ],
        "silence": {
            "sense": row["silence"],
            "text": "Por revisar con su norma.",
            **_fact(norm),
        },
        "appeals": [],
        "channels": [{"kind": "portal", "text": "En esta sede."}],
        "unit": row["unit"],
        "assurance": {"level": "none", "text": "Bastan los datos del formulario.", **_fact(norm)},
        "review_date": today.isoformat(),
        "data": {"purpose": "Tramitar lo que se pide.", **_fact(norm)},
        "applicant": {"name": "names"},
        "local": ["unit", "fee", "contact"],
    }


def _form(row: Mapping[str, str]) -> dict[str, Any]:
    norm = _fact(row["norm"])
    fields: list[dict[str, Any]] = [
        {"id": "subject", "type": "long_text", "label": "Qué pide", "norm": norm},
        {"id": "names", "type": "text", "label": "Nombre y apellidos", "norm": norm},
    ]
    return {
        "title": row["title"],
        "pages": [{"id": "request", "title": row["title"], "fields": fields}],
    }


def _handling(row: Mapping[str, str]) -> dict[str, Any]:
    norm = _fact(row["norm"])
    decisions = [
        {
            "value": "granted",
            "label": "Se concede",
            "reasons": "optional",
            "text": "Se concede.",
            **norm,
        },
        {
            "value": "refused",
            "label": "Se deniega",
            "reasons": "required",
            "text": "Con razones.",
            **norm,
        },
    ]
    step = {
        "id": "answer",
        "title": "Responder",
        "act": "answer",
        "role": "officer",
        "due": "answer",
    }
    return {"steps": [{**step, **norm, "decisions": decisions}]}


def _example(country: str, time_zone: str, today: datetime.date) -> dict[str, Any]:
    return {
        "case": "Una presentación completa",
        "story": "Por completar: quién, qué y cuándo.",
        "office": {"country": country, "time_zone": time_zone},
        "filed_at": f"{today.isoformat()}T10:00:00+00:00",
        "answers": {"subject": "Lo que se pide.", "names": "Ana Ejemplo"},
        "expected": {"valid": True},
    }
