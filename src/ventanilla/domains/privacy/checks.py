"""Checks that Django runs at start and in `make check`."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from ventanilla.domains.privacy.annotations import gaps


@register("privacy")
def every_field_declares_its_personal_data(**_: Any) -> list[CheckMessage]:
    """One error per field without a declaration in its domain's `personal_data.yaml`."""
    return [Error(gap, id="privacy.E001") for gap in gaps()]
