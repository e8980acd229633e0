"""The gauge of a folder: every page in its languages, the failing sentence by its line."""

from __future__ import annotations

import shutil
from pathlib import Path

from ventanilla.domains.catalogue.api import gauge

SHIPPED = Path("procedures/es-acceso-informacion")


def test_every_page_is_measured_in_spanish_and_portuguese():
    measured = {(page.file, page.language) for page in gauge(SHIPPED)}
    assert measured == {
        (file, lang)
        for file in ("procedure.yaml", "form.yaml", "handling.yaml")
        for lang in ("es", "pt")
    }


def test_what_is_shipped_is_plain():
    for folder in Path("procedures").iterdir():
        if folder.is_dir():
            hard = [(p.file, p.language) for p in gauge(folder) if not p.measure.plain]
            assert hard == [], folder.name


def test_the_sentence_that_fails_is_named_with_its_line(tmp_path: Path):
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "hard"))
    hard = (
        "La administración competente procederá a la tramitación del procedimiento administrativo "
        "correspondiente mediante resolución motivada."
    )
    text = (folder / "procedure.yaml").read_text()
    (folder / "procedure.yaml").write_text(text.replace("es: Todas las personas.", f"es: {hard}"))
    page = next(p for p in gauge(folder) if (p.file, p.language) == ("procedure.yaml", "es"))
    lines = (folder / "procedure.yaml").read_text().splitlines()
    line, sentence = next((n, s) for n, s in page.failing if s.text == hard)
    assert line is not None
    assert hard in lines[line - 1]
    assert sentence.score < 40
