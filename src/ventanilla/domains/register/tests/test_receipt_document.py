"""The receipt as a PDF: whole, archivable, readable by all, the same each time."""

from __future__ import annotations

import io

import pikepdf
import pytest
from tests.cast import Cast
from tests.filing import attachment, lodged

from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.register import api as register

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("es", "Comprobante de registro"),
        ("pt", "Comprovante de registro"),
        ("en", "Receipt of entry"),
    ],
)
def test_it_is_made_in_each_language(
    cast: Cast, procedure: PublishedProcedure, lang: str, title: str
):
    filed = lodged(cast, procedure, documents={"attachment": [attachment(cast)]})
    content = register.receipt_pdf(filed.registered.entry_id, lang)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == f"{title} {filed.registered.label}"
        assert str(pdf.Root.Lang).startswith(lang)
        with pdf.open_metadata() as metadata:
            assert metadata.get("pdfuaid:part") == "1"
            assert metadata.get("pdfaid:part") == "2"


def test_asking_again_gives_the_same_bytes(cast: Cast, procedure: PublishedProcedure):
    entry_id = lodged(cast, procedure).registered.entry_id
    assert register.receipt_pdf(entry_id, "es") == register.receipt_pdf(entry_id, "es")
