"""Rows of the volatile database."""

from __future__ import annotations

from django.db import models


class Allowance(models.Model):
    """What is left of one name's allowance. Deleted when it is full again: it then says nothing.

    Written by `shared` only, each in a transaction of its own. Not of one office: an address block
    is counted for the whole deployment. `key` is a keyed digest; the name itself is not kept.
    """

    key = models.CharField(max_length=32, primary_key=True)
    level = models.FloatField()
    at = models.FloatField()  # seconds since 1970, of the last look
    full_at = models.FloatField(db_index=True)

    def __str__(self) -> str:
        return f"{self.level:.1f}"
