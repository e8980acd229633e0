"""Recordings of procedures: add one, list them, take one away."""

from __future__ import annotations

import argparse
from pathlib import Path
from uuid import UUID

NAME = "clip"
HELP = "Audio and sign-language recordings of procedures: add, list, remove."


def arguments(parser: argparse.ArgumentParser) -> None:
    """One sub-command each."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    add = acts.add_parser("add", help="audio up to 1.5 MB, sign language up to 8 MB")
    add.add_argument("file", type=Path, help="WAV, MP3 or Ogg; MP4 or WebM")
    add.add_argument("--office", required=True)
    add.add_argument("--procedure", required=True, help="its name in addresses")
    add.add_argument("--kind", choices=["audio", "sign"], required=True)
    add.add_argument("--language", required=True, help="a tag: es, qu; a sign language: lsp, bzs")
    add.add_argument("--title", required=True)
    add.add_argument("--transcript", type=Path, required=True, help="all that is heard or signed")
    add.add_argument("--synthetic", action="store_true", help="made by a program: the page says so")
    listed = acts.add_parser("list", help="those of an office")
    listed.add_argument("--office", required=True)
    gone = acts.add_parser("remove", help="hand one out no more")
    gone.add_argument("id", type=UUID)
    gone.add_argument("--office", required=True)


def run(options: argparse.Namespace) -> int:
    """Do the act named."""
    return {"add": _add, "list": _list, "remove": _remove}[options.act](options)


def _add(options: argparse.Namespace) -> int:
    from ventanilla.domains.catalogue.api import in_force
    from ventanilla.domains.clips.api import MOST_BYTES, ClipKind, add_clip
    from ventanilla.domains.offices.api import office_by_slug
    from ventanilla.kernel import clock

    office, kind = office_by_slug(options.office), ClipKind(options.kind)
    in_force(office_id=office.id, slug=options.procedure, at=clock.now())
    with options.file.open("rb") as file:
        content = file.read(MOST_BYTES[kind] + 1)  # one more is too many, and enough to know
    clip = add_clip(
        office=office,
        slug=options.procedure,
        kind=kind,
        language=options.language,
        title=options.title,
        transcript=options.transcript.read_text(encoding="utf-8"),
        content=content,
        name=options.file.name,
        by=None,
        synthetic=options.synthetic,
    )
    print(f"{clip.id}  {clip}  {clip.document.media_type}  {clip.document.size} bytes")
    return 0


def _list(options: argparse.Namespace) -> int:
    from ventanilla.domains.clips.api import clips
    from ventanilla.domains.offices.api import office_by_slug

    for clip in clips(office_id=office_by_slug(options.office).id):
        held = clip.document
        print(f"{clip.id}  {clip}  {held.media_type}  {held.size} bytes  {held.state}")
    return 0


def _remove(options: argparse.Namespace) -> int:
    from ventanilla.domains.clips.api import remove_clip
    from ventanilla.domains.offices.api import office_by_slug

    remove_clip(office_id=office_by_slug(options.office).id, clip_id=options.id)
    print(f"{options.id}: handed out no more")
    return 0
