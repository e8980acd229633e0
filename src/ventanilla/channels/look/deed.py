"""A decision as it reads: its parts with numbered paragraphs, the formula, whoever signs. From
plain values: what is drafted and what was signed are shown alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True, kw_only=True)
class DeedPart:
    """A part and its paragraphs, `{n, text}`; the first one's number begins its list."""

    title: str
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, kw_only=True)
class Deed:
    """`signed` is what the act keeps of its signature, empty for a draft."""

    title: str
    parts: tuple[DeedPart, ...]
    signed: Mapping[str, Any]
    language: str
    office: str = ""
    about: str = ""


def deed(
    *,
    title: str,
    paragraphs: Sequence[Mapping[str, Any]],
    signed: Mapping[str, Any],
    language: str,
    office: str = "",
    about: str = "",
) -> Deed:
    """From the paragraphs `{n, part, text}`, in their order."""
    titles = {
        "antecedents": _("Antecedentes"),
        "grounds": _("Fundamentos"),
        "operative": _("Decisión"),
        "footing": _("Cómo recurrir"),
    }
    names = list(dict.fromkeys(str(one["part"]) for one in paragraphs))
    return Deed(
        title=title,
        parts=tuple(
            DeedPart(
                title=titles.get(name, ""),
                rows=tuple(one for one in paragraphs if one["part"] == name),
            )
            for name in names
        ),
        signed=signed,
        language=language,
        office=office,
        about=about,
    )


def deed_in(content: Mapping[str, Any]) -> Deed | None:
    """That of an act which was drafted; None where it only has a text."""
    if not content.get("paragraphs"):
        return None
    return deed(
        title=str(content.get("title") or ""),
        paragraphs=content["paragraphs"],
        signed=content.get("signed_as") or {},
        language=str(content.get("language") or ""),
    )
