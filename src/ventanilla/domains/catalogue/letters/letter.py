"""A service letter as every other part reads it."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PublishedLetter:
    """One immutable version of a letter. Its texts are the source's, in its one language.

    `content` holds name, acronym, popular_names, description, contact, free (None: not said),
    digital, digital_link, applicants [{kind, requirements}], time {kind, min, max, unit, note},
    validity {max, unit, for_ever, note}, steps [{title, description, documents, costs, channels
    [{case, items}], time}], body {id, name}, segments, areas, keywords, norms, accessibility,
    treatment, priority.
    """

    version_id: uuid.UUID
    slug: str
    number: int
    digest: str
    content: dict[str, Any]
    language: str
    source: str
    file: str
    imported_at: datetime.datetime
    withdrawn_at: datetime.datetime | None = None  # since when it is no longer in its source
