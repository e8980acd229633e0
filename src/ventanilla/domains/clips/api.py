"""The door of the clips domain: recordings of what procedures say."""

from ventanilla.domains.clips.errors import ClipRefused, ClipUnknown
from ventanilla.domains.clips.keeping import add_clip, clip, clips, clips_of, remove_clip
from ventanilla.domains.clips.models import Clip, ClipKind
from ventanilla.domains.clips.rules.formats import MOST_BYTES

__all__ = [
    "MOST_BYTES",
    "Clip",
    "ClipKind",
    "ClipRefused",
    "ClipUnknown",
    "add_clip",
    "clip",
    "clips",
    "clips_of",
    "remove_clip",
]
