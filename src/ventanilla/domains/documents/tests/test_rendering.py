"""PDFs, judged by qpdf and poppler where they are installed."""

import shutil
import subprocess
import threading
from datetime import UTC, datetime

import pytest

from ventanilla.domains.documents.api import render_pdf

TEMPLATE = """
#show heading: set text(size: 16pt)
= #sys.inputs.at("title")
#data.name
#table(columns: 2, table.header([Dato], [Valor]), ..data.facts.pairs().flatten())
"""
MOMENT = datetime(2026, 3, 31, 8, 42, 17, tzinfo=UTC)
HOSTILE = '#panic("x") *no* $x$ \\ " <script> // @ref `raw` ] }'


def pdf(name="Ana Núñez", title="Comprobante de ingreso"):
    facts = {"Número": "2026/E/000123"}
    data = {"name": name, "facts": facts}
    return render_pdf(template=TEMPLATE, data=data, lang="es-CL", title=title, moment=MOMENT)


def judged(command, content, tmp_path):
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    path = tmp_path / "made.pdf"
    path.write_bytes(content)
    arguments = [*command[:1], *[str(path) if part == "FILE" else part for part in command[1:]]]
    return subprocess.run(arguments, capture_output=True, text=True, timeout=30, check=False)


def test_same_input_same_bytes():
    assert pdf() == pdf()
    assert pdf() != pdf(name="Otra persona")


def test_qpdf_finds_no_fault(tmp_path):
    assert judged(["qpdf", "--check", "FILE"], pdf(), tmp_path).returncode == 0


def test_qpdf_would_find_one(tmp_path):
    broken = pdf().replace(b"endobj", b"endopj")
    assert judged(["qpdf", "--check", "FILE"], broken, tmp_path).returncode != 0


def test_poppler_sees_a_tagged_document_with_title_and_date(tmp_path):
    said = judged(["pdfinfo", "FILE"], pdf(), tmp_path).stdout
    assert "Tagged:          yes" in said
    assert "Comprobante de ingreso" in said
    assert "Mar 31" in said


def test_it_declares_both_standards():
    made = pdf()
    assert b"<pdfaid:part>2" in made.replace(b" ", b"")
    assert b"pdfuaid:part" in made


@pytest.mark.parametrize("text", [HOSTILE, "漢字 😀", "a\tb\nc", "\u202eabc", "Ωμέγα Жук 5 € →"])
def test_whatever_a_value_holds_it_is_shown_and_never_run(text, tmp_path):
    made = pdf(name=text, title=f"Sobre {text}")
    shown = judged(["pdftotext", "FILE", "-"], made, tmp_path).stdout
    assert "2026/E/000123" in shown


def test_a_sign_without_a_shape_is_written_by_its_number(tmp_path):
    shown = judged(["pdftotext", "FILE", "-"], pdf(name="漢 Li"), tmp_path).stdout
    assert "[U+6F22] Li" in shown


def test_many_threads_share_the_compiler():
    made = []
    threads = [threading.Thread(target=lambda: made.append(pdf())) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [pdf()] * 6


def test_a_template_reads_no_file_of_the_machine():
    with pytest.raises(RuntimeError):
        render_pdf(template='#read("/etc/hostname")', data={}, lang="es", title="x")
