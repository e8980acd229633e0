"""The country report as PDF says what the country page says."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from django.utils import translation

from ventanilla.domains.observatory import api as observatory


@pytest.mark.django_db
@pytest.mark.parametrize("lang", ["es", "pt", "en"])
def test_a_report_is_made_in_every_language(lang: str, tmp_path: Path) -> None:
    observatory.load_shipped()
    with translation.override(lang):
        made = observatory.country_report("UY")
    assert made.startswith(b"%PDF-")
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    path = tmp_path / "report.pdf"
    path.write_bytes(made)
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "Ley 18.600" in text
    assert "0.90059" in text
