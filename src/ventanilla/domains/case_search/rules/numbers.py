"""A register number in any form in which people write it. Pure."""

from __future__ import annotations

import re

BOOKS = ("E", "S")
_SAYS_NUMBER = re.compile(
    r"\b(?:N\.?\s?[º°ºO]\.?|NUM\.?|NUMERO|NO\.|REG\.?|REGISTRO|DE|DEL)(?=\W|\d)"
)
_TOKEN = re.compile(r"\d+|[A-Z]+")
_MOST_DIGITS = 9


def numbers_meant(text: str, *, year: int) -> list[str]:
    """The labels (`2026/E/000123`) that somebody may have meant, likeliest first; none where the
    text is no number. Without a book both are meant, without a year this one and the last.
    """
    said = _SAYS_NUMBER.sub(" ", text.upper().replace("Nº", " ").replace("N°", " "))
    if re.sub(r"[\sA-Z0-9/\-.,_#:–—]", "", said):
        return []
    tokens = _TOKEN.findall(said)
    letters = [token for token in tokens if token.isalpha()]
    digits = [token for token in tokens if token.isdigit()]
    if len(letters) > 1 or any(token not in BOOKS for token in letters):
        return []
    if not 1 <= len(digits) <= 2 or any(len(token) > _MOST_DIGITS for token in digits):
        return []
    books = tuple(letters) or BOOKS
    return [f"{y}/{b}/{n:06d}" for y, n in _years_and_numbers(digits, year) for b in books]


def _years_and_numbers(digits: list[str], year: int) -> list[tuple[int, int]]:
    if len(digits) == 1:
        number = int(digits[0])
        return [(year, number), (year - 1, number)] if number else []
    first, second = digits
    found = []
    if _is_year(first, year) and int(second):
        found.append((int(first), int(second)))
    if _is_year(second, year) and int(first):
        found.append((int(second), int(first)))
    return list(dict.fromkeys(found))


def _is_year(token: str, year: int) -> bool:
    return len(token) == 4 and 1990 <= int(token) <= year + 1
