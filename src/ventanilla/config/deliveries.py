"""Whether the delivery of messages may serve: said at start, not to the first person."""

from __future__ import annotations

from collections.abc import Container


def check_delivery(address: str, *, sender: str, kinds: Container[str], mode: str) -> None:
    """Stop the start for a delivery that is unknown, shows codes to everybody, or has no sender."""
    kind = address.partition("://")[0]
    if kind == "none":
        return
    if kind not in kinds:
        raise SystemExit(f"VENTANILLA_DELIVERY={address!r}: none, or smtp://user@host:587")
    if kind == "outbox":
        if mode == "production":
            raise SystemExit("VENTANILLA_DELIVERY=outbox shows every code: refused in production")
        return
    if "@" not in sender:
        raise SystemExit(
            "VENTANILLA_DELIVERY_SENDER is missing: for example Sede <no-reply@body.example>"
        )
