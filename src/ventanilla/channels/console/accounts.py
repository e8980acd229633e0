"""The account behind a name given on the command line."""

from __future__ import annotations

from uuid import UUID


def account_id(name: str | None) -> UUID | None:
    """Who signs in with that name; nobody where none is given. An unknown name ends the command."""
    from ventanilla.domains.parties.api import account_by_name

    if name is None:
        return None
    account = account_by_name(name)
    if account is None:
        raise SystemExit(f"nobody signs in as {name!r}")
    return account.id
