"""Settings from the environment: every variable, its default, and what it is for.

`VARIABLES` is the whole list: `docs/operators/settings.md` is tested against it, and a
variable that begins with `VENTANILLA_` and is not in it is reported by `ventanilla doctor`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Variable:
    """One setting: name, default as text, and one sentence for the operator."""

    name: str
    default: str
    meaning: str


VARIABLES = (
    Variable("VENTANILLA_MODE", "development", "production, demonstration, development or test."),
    Variable("VENTANILLA_VAR", "var", "Folder for the database, files, keys and marks."),
    Variable(
        "VENTANILLA_SECRET_KEY", "", "Secret of sessions and derived codes: 50 random characters."
    ),
    Variable("VENTANILLA_SECRET_KEY_FILE", "", "A file with that secret; wins over the variable."),
    Variable(
        "VENTANILLA_DATA_KEY", "", "Master key of sealed personal data: 64 hexadecimal digits."
    ),
    Variable("VENTANILLA_DATA_KEY_FILE", "", "A file with that key; wins over the variable."),
    Variable("VENTANILLA_DEBUG", "0", "1 shows tracebacks on pages; refused in production."),
    Variable(
        "VENTANILLA_HOSTS", "localhost,127.0.0.1,[::1]", "Host names that are answered, by commas."
    ),
    Variable(
        "VENTANILLA_BASE_URL", "http://127.0.0.1:8000", "Public address, without a final slash."
    ),
    Variable(
        "VENTANILLA_HTTPS", "0", "1 where people reach the office by https: secure cookies, HSTS."
    ),
    Variable("VENTANILLA_PROXIES", "0", "How many trusted proxies add X-Forwarded-For before us."),
    Variable(
        "DATABASE_URL", "", "postgresql://user@host:port/name; empty: SQLite in VENTANILLA_VAR."
    ),
    Variable("VENTANILLA_POOL", "36", "Most PostgreSQL connections of one process."),
    Variable(
        "VENTANILLA_FAILOVER",
        "0",
        "1 where another PostgreSQL server takes over: a synchronous standby is then required.",
    ),
    Variable("VENTANILLA_FILES", "", "Folder of attachments; empty: VENTANILLA_VAR/files."),
    Variable("VENTANILLA_KEYS", "", "Folder of private log keys; empty: VENTANILLA_VAR/keys."),
    Variable(
        "VENTANILLA_HIGH_WATER",
        "",
        "Folder of the high-water marks, on another disk; empty: VENTANILLA_VAR/mark.",
    ),
    Variable(
        "VENTANILLA_JOURNAL",
        "",
        "Folder of the encrypted register journal, on another disk; empty: VENTANILLA_VAR/journal.",
    ),
    Variable("VENTANILLA_WITNESSES", "", "Addresses of witnesses (…/log prefix), by commas."),
    Variable("VENTANILLA_SCANNER", "none", "none, or clamav://host:port for attachments."),
    Variable(
        "VENTANILLA_DELIVERY",
        "",
        "How codes reach people: none, or smtp://user@host:587, smtps:// or smtp+plain://; "
        "empty: none, in a demonstration its outbox.",
    ),
    Variable(
        "VENTANILLA_DELIVERY_SENDER", "", "Sender of those messages: Sede <no-reply@body.example>."
    ),
    Variable("VENTANILLA_DELIVERY_PASSWORD", "", "Password of the mail server, if it asks one."),
    Variable("VENTANILLA_DELIVERY_PASSWORD_FILE", "", "A file with that password; wins over it."),
    Variable("VENTANILLA_MAX_FILE_MB", "10", "Largest attachment, in megabytes."),
    Variable(
        "VENTANILLA_MAX_DRAFT_MB", "100", "Megabytes that one draft may ever receive in files."
    ),
    Variable("VENTANILLA_WORKERS", "1", "Web processes: 1 small profile, 2 standard."),
    Variable("VENTANILLA_THREADS", "32", "Threads of each web process: 32 small, 16 standard."),
    Variable(
        "VENTANILLA_OWN_PROCESSOR",
        "yes",
        "Each web process keeps to one processor, where there are as many of both.",
    ),
    Variable(
        "VENTANILLA_OBSERVATORY_HOLDER",
        "Ventanilla",
        "The body that answers for the observatory, as its data name it.",
    ),
    Variable("VENTANILLA_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR."),
    Variable(
        "VENTANILLA_FAULT_POINT",
        "",
        "A named point of failure for fault tests; refused in production.",
    ),
)
_BY_NAME = {variable.name: variable for variable in VARIABLES}


def text(name: str) -> str:
    """The variable's value, or its documented default."""
    return os.environ.get(name, "") or _BY_NAME[name].default


def flag(name: str) -> bool:
    """Whether a variable says yes (1, true, yes, on)."""
    return text(name).lower() in {"1", "true", "yes", "on"}


def number(name: str) -> int:
    """A whole number; a wrong one stops the start with its name."""
    try:
        return int(text(name))
    except ValueError:
        raise SystemExit(f"{name}={text(name)!r} is not a whole number") from None


def items(name: str) -> list[str]:
    """A list separated by commas, without blanks."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def secret(name: str) -> str:
    """A secret from `<name>_FILE`, else from `<name>`, else empty."""
    path = text(f"{name}_FILE")
    return Path(path).read_text().strip() if path else text(name)


def folder(name: str, *, below: Path, otherwise: str) -> Path:
    """A folder named by a variable, or one below another."""
    return Path(text(name)) if text(name) else below / otherwise


def strangers() -> list[str]:
    """Variables that look like ours and mean nothing: usually a misspelt name."""
    return sorted(n for n in os.environ if n.startswith("VENTANILLA_") and n not in _BY_NAME)
