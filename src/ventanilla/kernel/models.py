"""Abstract rows that every domain shares."""

from __future__ import annotations

from django.db import models


class OfficeOwned(models.Model):
    """A row of one office. Each such table indexes what it asks for, office first."""

    office = models.ForeignKey(
        "offices.Office", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        abstract = True
