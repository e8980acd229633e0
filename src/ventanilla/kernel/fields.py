"""Columns that every domain shares."""

from __future__ import annotations

from typing import Any

from django.db import models

from ventanilla.kernel.identifiers import uuid7


def Id(**options: Any) -> models.UUIDField[Any, Any]:  # noqa: N802 - reads as a field type
    """The primary key: a UUIDv7 made by the application before the row is written."""
    return models.UUIDField(primary_key=True, default=uuid7, editable=False, **options)


def Digest(**options: Any) -> models.BinaryField[Any, Any]:  # noqa: N802
    """Thirty-two bytes of SHA-256."""
    return models.BinaryField(max_length=32, **options)
