"""Photos of one paper: one PDF beside them, or none, and never a filing that fails for it."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from ventanilla.domains.documents.api import Document, content, gather_photos, keep

pytestmark = pytest.mark.django_db


def photo(cast, name: str, kind: str = "JPEG", colour: str = "white") -> Document:
    held = io.BytesIO()
    Image.new("RGB", (120, 160), colour).save(held, kind)
    return keep(
        office_id=cast.office.id,
        name=name,
        content=held.getvalue(),
        declared_type="",
        limit=1_000_000,
    )


def gathered(cast, photos) -> Document | None:
    return gather_photos(office_id=cast.office.id, photos=photos, name="contrato", lang="es")


def test_each_photo_is_a_page_in_its_order(cast):
    photos = [photo(cast, "1.jpg"), photo(cast, "2.png", "PNG", "red"), photo(cast, "3.jpg")]
    made = gathered(cast, photos)
    assert made is not None
    assert (made.name, made.media_type) == ("contrato.pdf", "application/pdf")
    with pikepdf.open(io.BytesIO(content(made))) as pdf:
        assert len(pdf.pages) == 3


def test_the_same_photos_give_the_same_bytes(cast):
    photos = [photo(cast, "1.jpg"), photo(cast, "2.jpg", colour="blue")]
    first, again = gathered(cast, photos), gathered(cast, photos)
    assert first is not None
    assert again is not None
    assert bytes(first.sha256) == bytes(again.sha256)


def test_one_photo_or_another_kind_of_file_is_left_as_it_is(cast):
    letter = keep(
        office_id=cast.office.id, name="a.txt", content=b"hola", declared_type="", limit=10
    )
    assert gathered(cast, [photo(cast, "1.jpg")]) is None
    assert gathered(cast, [photo(cast, "1.jpg"), letter]) is None


def test_a_photo_that_does_not_read_costs_no_filing(cast):
    broken = keep(
        office_id=cast.office.id,
        name="rota.jpg",
        content=b"\xff\xd8\xff\xe0 not a photo",
        declared_type="",
        limit=100,
    )
    assert gathered(cast, [photo(cast, "1.jpg"), broken]) is None
