"""Publishing a procedure folder: immutable version, two people, digest in the public log."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from ventanilla.domains.offices.api import Office


def publish_by_two(*, office: Office, folder: Path, in_force_from: datetime) -> Any:
    """Placeholder of the join; see catalogue."""
    raise NotImplementedError
