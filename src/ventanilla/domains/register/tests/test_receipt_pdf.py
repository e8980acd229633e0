"""The receipt on paper."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

from ventanilla.domains.offices import api as offices
from ventanilla.domains.register import api


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
def test_a_receipt_is_an_archivable_accessible_document_in_each_language(
    office: offices.Office, filing: Any, lang: str
) -> None:
    registered = api.append(*filing(subject='Copia del #acta "nº 1"', physical_items="1 plano"))
    content = api.receipt_pdf(registered.entry_id, lang)
    with pikepdf.open(io.BytesIO(content)) as document:
        assert str(document.Root.Lang).startswith(lang)
        metadata = document.open_metadata()
        assert registered.label in metadata["dc:title"]
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfuaid:part"] == "1"
    assert api.receipt_pdf(registered.entry_id, lang) is not None
