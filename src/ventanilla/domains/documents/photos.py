"""Several photos of one paper become one PDF: a page each, in their order; the photos stay."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import structlog
from django.utils.translation import gettext as _
from django.utils.translation import override

from ventanilla.domains.documents.actions.keep import keep
from ventanilla.domains.documents.errors import ContentDamaged, Quarantined
from ventanilla.domains.documents.models import Document
from ventanilla.domains.documents.queries import content

log = structlog.get_logger(__name__)

PHOTOS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
_LIMIT = 200_000_000
_MOST_AT_ONCE = 60_000_000  # bytes of photos held together while the PDF is made
_PAGES = """\
#set page(paper: "a4", margin: 1cm)
#set document(title: sys.inputs.at("title"), date: auto)
#set text(lang: sys.inputs.at("lang"))
#for (n, name) in sys.inputs.at("files").split(",").enumerate() {
  if n > 0 { pagebreak() }
  align(center + horizon, image(name, width: 100%, height: 100%, fit: "contain",
    alt: sys.inputs.at("alt") + " " + str(n + 1)))
}
"""


def gather_photos(
    *, office_id: UUID, photos: Sequence[Document], name: str, lang: str
) -> Document | None:
    """The unsaved row of a PDF with one page per photo; None where there is nothing to gather.

    That is: fewer than two files, one that is no JPEG, PNG or WebP, one that may not be opened
    yet, or photos that do not read. A filing never waits for this: the photos are the originals.
    The same photos give the same bytes, so a repeated filing gathers nothing twice.
    """
    if len(photos) < 2 or any(photo.media_type not in PHOTOS for photo in photos):
        return None
    if sum(photo.size for photo in photos) > _MOST_AT_ONCE:
        return None
    try:
        made = _pages(photos, title=name, lang=lang)
    except (Quarantined, ContentDamaged, RuntimeError) as problem:
        log.warning("photos.not_gathered", cause=type(problem).__name__)
        return None
    return keep(
        office_id=office_id,
        name=f"{name}.pdf",
        content=made,
        declared_type="application/pdf",
        limit=_LIMIT,
    )


def _pages(photos: Sequence[Document], *, title: str, lang: str) -> bytes:
    import typst

    with override(lang):
        alt = _("Página")
    with tempfile.TemporaryDirectory(prefix="photos-") as folder:
        names = [f"{n}.{PHOTOS[photo.media_type]}" for n, photo in enumerate(photos)]
        for file_name, photo in zip(names, photos, strict=True):
            (Path(folder) / file_name).write_bytes(content(photo))
        (Path(folder) / "pages.typ").write_text(_PAGES)
        made = typst.compile(
            str(Path(folder) / "pages.typ"),
            root=folder,
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={
                "title": title,
                "lang": lang.split("-")[0],
                "alt": alt,
                "files": ",".join(names),
            },
            pdf_standards="a-2b",
            timestamp=int(photos[0].kept_at.timestamp()),
        )
    assert isinstance(made, bytes)
    return made
