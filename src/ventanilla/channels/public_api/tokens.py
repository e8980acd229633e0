"""Who calls: a bearer token, or nobody. Everything is denied unless a view asks here first."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from ventanilla.channels.public_api.errors import TokenForbids, TokenMissing
from ventanilla.domains.parties.api import TokenGrant, authenticate_token

_SCHEME = "bearer "
_MAX_LENGTH = 200


def grant_of(request: HttpRequest) -> TokenGrant:
    """What the request's token grants. Raises `TokenMissing`."""
    header = request.META.get("HTTP_AUTHORIZATION", "")
    if not header[: len(_SCHEME)].lower() == _SCHEME or len(header) > _MAX_LENGTH:
        raise TokenMissing
    grant = authenticate_token(header[len(_SCHEME) :].strip())
    if grant is None:
        raise TokenMissing
    return grant


def filer_in(request: HttpRequest, office_id: UUID) -> TokenGrant:
    """A token that may file in that office. Raises `TokenMissing`, `TokenForbids`."""
    grant = grant_of(request)
    if grant.role != "filer" or grant.office_id != office_id:
        raise TokenForbids
    return grant


def own_ids(grant: TokenGrant) -> list[UUID]:
    """As whom the token's filings are known: itself, and the account it belongs to."""
    return [grant.token_id] + ([grant.account_id] if grant.account_id else [])
