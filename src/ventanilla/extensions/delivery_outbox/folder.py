"""Messages as files in a folder for each office, newest shown first."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from ventanilla.domains.parties.ports import DeliveryDown, Message

KEPT = 50
_SLUG = re.compile(r"[a-z0-9-]{1,60}")


class FolderDelivery:
    """Writes to the folder of an address `outbox:///folder`."""

    kinds = frozenset({"email", "phone"})

    def __init__(self, address: str) -> None:
        self.folder = Path(address.removeprefix("outbox://"))

    def send(self, message: Message) -> None:
        """A file per message; the oldest beyond fifty go."""
        try:
            folder = self._of(message.office)
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            stamp = message.sent_at.strftime("%Y%m%dT%H%M%S%f")
            written = {**asdict(message), "sent_at": message.sent_at.isoformat()}
            unfinished = folder / f".{uuid4().hex}"
            unfinished.write_text(json.dumps(written, ensure_ascii=False))
            unfinished.rename(folder / f"{stamp}-{uuid4().hex[:8]}.json")
            for old in self._files(message.office)[KEPT:]:
                old.unlink(missing_ok=True)
        except OSError as error:
            raise DeliveryDown(type(error).__name__) from error

    def shown(self, office: str) -> Sequence[Message] | None:
        """What was written, newest first."""
        return [_read(path) for path in self._files(office)]

    def _of(self, office: str) -> Path:
        if not _SLUG.fullmatch(office):
            raise DeliveryDown("no such office")
        return self.folder / office

    def _files(self, office: str) -> list[Path]:
        return sorted(self._of(office).glob("*.json"), reverse=True)


def _read(path: Path) -> Message:
    held = json.loads(path.read_text())
    return Message(**{**held, "sent_at": datetime.fromisoformat(held["sent_at"])})
