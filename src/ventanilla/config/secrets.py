"""The two secrets of a deployment, and the refusal to run production without its own."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ventanilla.config import environment

DEMONSTRATION_SECRET = "demonstration-only-never-in-production-" + "0" * 24
DEMONSTRATION_DATA_KEY = "de" * 32
MODES = ("production", "demonstration", "development", "test")


def secrets_for(*, mode: str, debug: bool, var: Path) -> tuple[str, str]:
    """The session secret and the master data key (hexadecimal) for a mode.

    Production takes them from the environment or files and refuses to start without, with a
    demonstration's, or with debug on. Other modes make their own once and keep them in `var`.
    """
    if mode not in MODES:
        raise SystemExit(f"VENTANILLA_MODE={mode!r}: expected one of {', '.join(MODES)}")
    session = environment.secret("VENTANILLA_SECRET_KEY")
    data = environment.secret("VENTANILLA_DATA_KEY")
    if mode == "production":
        _refuse_unsafe(session=session, data=data, debug=debug)
    elif mode == "test":
        session, data = session or DEMONSTRATION_SECRET, data or DEMONSTRATION_DATA_KEY
    else:
        session = session or _kept(var / "secret-key", prefix="demonstration-")
        data = data or _kept(var / "data-key")
    return session, data


def master_cipher(data_key: str) -> AESGCM:
    """AES-256-GCM under the master data key."""
    try:
        return AESGCM(bytes.fromhex(data_key)[:32])
    except ValueError:
        raise SystemExit("VENTANILLA_DATA_KEY must be 64 hexadecimal digits") from None


def register_secret(data_key: str) -> str:
    """The key of the hashes under which the register remembers idempotency keys, for ever.

    It follows from the master data key, which a deployment never changes, so that a new session
    secret does not let an old key name a second entry.
    """
    return hmac.new(
        bytes.fromhex(data_key), b"ventanilla-register-idempotency", "sha256"
    ).hexdigest()


def _refuse_unsafe(*, session: str, data: str, debug: bool) -> None:
    if debug:
        raise SystemExit("Production refuses to start with VENTANILLA_DEBUG on.")
    if len(session) < 50 or session.startswith("demonstration-"):
        raise SystemExit(
            "Production needs a VENTANILLA_SECRET_KEY of its own, at least 50 characters."
        )
    if len(data) != 64 or data == DEMONSTRATION_DATA_KEY:
        raise SystemExit(
            "Production needs a VENTANILLA_DATA_KEY of its own: 64 hexadecimal digits."
        )


def _kept(path: Path, *, prefix: str = "") -> str:
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(prefix + secrets.token_hex(32))
    return path.read_text().strip()
