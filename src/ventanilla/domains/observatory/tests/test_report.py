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
    assert text.count("EGDI, 2022") == 1  # the break is said where its values are
    told = observatory.country_view("UY").tracks[4]
    absent = told.absent[0].name[:30]
    there = {"es": "Qué hay", "pt": "O que há", "en": "What is there"}[lang]
    missing = {"es": "Qué falta", "pt": "O que falta", "en": "What is missing"}[lang]
    assert text.rindex(missing, 0, text.index(absent)) > text.rindex(there, 0, text.index(absent))
