"""The recordings of a procedure as its page offers them: what it is and what it weighs, first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ventanilla.channels.look.frame import LANGUAGE_NAMES
from ventanilla.channels.look.templatetags.look import size
from ventanilla.domains.clips import api as clips
from ventanilla.domains.offices import api as offices


@dataclass(frozen=True, kw_only=True)
class Recording:
    """One player with its words."""

    heading: str
    title: str
    url: str
    media_type: str
    signed: bool
    synthetic: bool
    weight: str
    lang: str
    transcript: str


def recordings(*, office: offices.Office, found: Iterable[clips.Clip]) -> tuple[Recording, ...]:
    """Those that can be opened, in order."""
    return tuple(
        Recording(
            heading=str(clips.ClipKind(clip.kind).label),
            title=clip.title,
            url=reverse("portal:clip", args=[office.slug, clip.slug, clip.id]),
            media_type=clip.document.media_type,
            signed=clip.kind == clips.ClipKind.SIGN,
            synthetic=clip.synthetic,
            weight=_weight(clip),
            lang=clip.language,
            transcript=clip.transcript,
        )
        for clip in found
    )


def _weight(clip: clips.Clip) -> str:
    """`Castellano, 24 KB`."""
    language = LANGUAGE_NAMES.get(clip.language, clip.language)
    return _("%(language)s, %(size)s") % {"language": language, "size": size(clip.document.size)}
