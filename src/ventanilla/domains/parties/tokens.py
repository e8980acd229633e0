"""Bearer tokens: made once, shown once, remembered as a digest."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from ventanilla.domains.parties.models import ApiToken
from ventanilla.kernel import clock
from ventanilla.kernel.office_scope import every_office

_REMEMBER_SECONDS = 5.0  # how long a revoked token may still work in another process
MOST_BACKDATE_DAYS = 365
_MOST_REMEMBERED = 10_000
_PREFIX = "vtn_"
_grants: dict[bytes, tuple[float, TokenGrant | None]] = {}


@dataclass(frozen=True, slots=True)
class TokenGrant:
    """What the bearer of a token may do: a role in one office, at a rate per minute."""

    token_id: UUID
    office_id: UUID
    role: str
    account_id: UUID | None
    rate_per_minute: int
    backdate_days: int = 0  # how far back it may say something was handed in; 0: never


def issue_token(
    *,
    office_id: UUID,
    role: str,
    label: str,
    account_id: UUID | None = None,
    rate_per_minute: int = 600,
    backdate_days: int = 0,
) -> str:
    """A new token's text. It cannot be read again.

    `backdate_days` lets the bearer say that something was handed in elsewhere up to so many days
    before: for machines of other registers. Raises `ValueError` beyond 365.
    """
    if not 0 <= backdate_days <= MOST_BACKDATE_DAYS:
        raise ValueError(f"backdate_days goes from 0 to {MOST_BACKDATE_DAYS}")
    text = _PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        ApiToken.objects.create(
            office_id=office_id,
            digest=sha256(text.encode()).digest(),
            role=role,
            label=label,
            account_id=account_id,
            rate_per_minute=rate_per_minute,
            backdate_days=backdate_days,
            created_at=clock.now(),
        )
    return text


def authenticate_token(text: str) -> TokenGrant | None:
    """What a token grants, or None. Answers are remembered for 5 seconds per process."""
    digest = sha256(text.encode(errors="replace")).digest()
    held = _grants.get(digest)
    if held and held[0] > clock.monotonic():
        return held[1]
    grant = _look_up(digest)
    if len(_grants) >= _MOST_REMEMBERED:
        _grants.clear()
    _grants[digest] = (clock.monotonic() + _REMEMBER_SECONDS, grant)
    return grant


def tokens_of(office_id: UUID) -> list[ApiToken]:
    """The office's tokens, the newest first, revoked ones too."""
    return list(ApiToken.objects.filter(office_id=office_id).order_by("-created_at"))


def revoke_token(*, office_id: UUID, token_id: UUID) -> bool:
    """End a token for ever; whether there was one to end. At once here, in 5 s everywhere."""
    living = ApiToken.objects.filter(office_id=office_id, id=token_id, revoked_at__isnull=True)
    with transaction.atomic():
        ended = living.update(revoked_at=clock.now())
    forget_tokens()
    return bool(ended)


def forget_tokens() -> None:
    """Drop what this process remembers (after a revocation, and between tests)."""
    _grants.clear()


def _look_up(digest: bytes) -> TokenGrant | None:
    with every_office():  # whoever shows a token at another office's address is told so
        token = ApiToken.objects.filter(digest=digest, revoked_at__isnull=True).first()
    if token is None or (token.expires_at and token.expires_at <= clock.now()):
        return None
    return TokenGrant(
        token_id=token.id,
        office_id=token.office_id,
        role=token.role,
        account_id=token.account_id,
        rate_per_minute=token.rate_per_minute,
        backdate_days=token.backdate_days,
    )
