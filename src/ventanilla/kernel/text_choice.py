"""Choosing among the languages that a text comes in."""

from __future__ import annotations

from collections.abc import Mapping

_FALLBACK = ("es", "pt", "en")


def pick(texts: Mapping[str, str] | str | None, lang: str) -> str:
    """The text in `lang`, else in its base language, else Spanish, Portuguese, English, else any.

    `texts` maps language tags to texts; a plain string is the same in every language.
    """
    if not texts:
        return ""
    if isinstance(texts, str):
        return texts
    for tag in (lang, lang.split("-")[0], *_FALLBACK):
        if texts.get(tag):
            return texts[tag]
    return next(iter(texts.values()))
