"""Who may open a page, said once on each view.

Every view of the portal and the desk carries `who_may`; a test walks the URL table and fails
on one that does not. Saying it is not enough: the decorator that sets it also enforces it.
"""

from __future__ import annotations

from enum import StrEnum


class Who(StrEnum):
    """The circles of readers, from widest to narrowest."""

    ANYONE = "anyone"
    DRAFT_HOLDER = "holder of the draft: by its code in this session, or by account"
    CASE_HOLDER = "person of the case: by number and secret in this session, or by account"
    SIGNED_IN = "anyone with an account, signed in"
    OFFICIAL = "holder of a post in this office"
