"""In which language to answer: what the request says, among those that screens speak."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

_SPOKEN = {code for code, _name in settings.LANGUAGES}


def language_of(request: HttpRequest, asked: str = "") -> str:
    """`asked` (`pt-BR` is `pt`) if it is spoken here, else what the request's headers prefer."""
    base = asked.partition("-")[0].lower()
    return base if base in _SPOKEN else str(request.LANGUAGE_CODE)
