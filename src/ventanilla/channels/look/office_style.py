"""An office's own colours as a style sheet of one rule."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse


def colours_response(colours: Mapping[str, str]) -> HttpResponse:
    """`{brand: #rrggbb, …}`, already checked for contrast, as CSS variables."""
    rule = ":root{" + ";".join(f"--{name}:{value}" for name, value in colours.items()) + "}"
    response = HttpResponse(rule, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    return response
