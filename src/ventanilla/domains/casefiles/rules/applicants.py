"""Who files, taken from the answers as the procedure maps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any
from uuid import UUID

_LIMITS = {"name": 200, "address": 300, "email": 200, "phone": 40, "identifier": 40}


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """The person as they presented themselves. `account_id` is theirs, when they signed in."""

    name: str
    address: str = ""
    email: str = ""
    phone: str = ""
    identifier_scheme: str = ""
    identifier: str = ""
    language: str = ""
    support: Mapping[str, Any] = dataclass_field(default_factory=dict)  # `parties.Support.kept`
    account_id: UUID | None = None


def applicant_from(
    answers: Mapping[str, Any],
    *,
    mapping: Mapping[str, str],
    language: str,
    account_id: UUID | None = None,
    confirmed: Mapping[str, str] | None = None,
    support: Mapping[str, Any] | None = None,
) -> Applicant:
    """The applicant that `answers` name. `mapping` says which field holds each particular.

    `confirmed` is a contact (`email` or `phone`) that stands where the answers name none;
    `support` is what they stated of how to attend them, and its language goes before `language`.
    """
    found = {
        particular: _as_line(answers.get(field))[: _LIMITS[particular]]
        for particular, field in mapping.items()
        if particular in _LIMITS
    }
    for particular, contact in (confirmed or {}).items():
        found[particular] = found.get(particular) or contact[: _LIMITS[particular]]
    chosen = _as_line(answers.get(mapping.get("language", "")))[:10]
    stated = dict(support or {})
    return Applicant(
        **{"name": "", **found},
        language=chosen or str(stated.get("language") or language),
        support=stated,
        account_id=account_id,
    )


def _as_line(answer: Any) -> str:
    """An address comes in parts; everything else is text already."""
    if isinstance(answer, Mapping):
        return ", ".join(str(part) for part in answer.values() if part)
    return "" if answer is None else str(answer)
