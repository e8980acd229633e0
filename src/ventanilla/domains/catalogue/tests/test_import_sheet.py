"""A spreadsheet becomes draft folders, whole or not at all, and every bad row is told."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ventanilla.domains.catalogue import api as catalogue

HEADS = "slug,title,summary,kind,who,requirements,fee,amount,unit_of_time,silence,norm,unit"
GOOD = (
    'vado,Vado,Reserva la entrada.,,El titular.,"Plano | Ordenanza 7, art. 2",20 €,'
    "3,months,negative,Ordenanza 7,obras"
)


def run(tmp_path: Path, *rows: str, name: str = "s.csv", heads: str = HEADS) -> catalogue.Imported:
    sheet = tmp_path / name
    sheet.write_text("\n".join([heads, *rows]))
    return catalogue.import_sheet(
        sheet=sheet, into=tmp_path / "out", country="CL", time_zone="America/Santiago"
    )


def test_a_good_row_is_a_folder_that_checks_and_whose_example_agrees(tmp_path):
    done = run(tmp_path, GOOD)
    assert (done.wrong, [path.name for path in done.made]) == ([], ["cl-vado"])
    assert catalogue.check_folder(done.made[0]) == []
    assert all(result.agrees for result in catalogue.try_examples(done.made[0]))
    assert catalogue.rehearsed(done.made[0]).unverified


def test_importing_again_changes_nothing(tmp_path):
    folder = run(tmp_path, GOOD).made[0]
    (folder / "form.yaml").write_text("title: mine\n")
    done = run(tmp_path, GOOD)
    assert (done.made, done.kept) == ([], [folder])
    assert (folder / "form.yaml").read_text() == "title: mine\n"


BAD = {
    "slug": GOOD.replace("vado,", "Mal Nombre,", 1),
    "kind": GOOD.replace("entrada.,,", "entrada.,licencia,"),
    "amount": GOOD.replace(",3,months", ",tres,months"),
    "unit_of_time": GOOD.replace(",months,", ",weeks,"),
    "silence": GOOD.replace("negative", "maybe"),
    "requirements": GOOD.replace("Plano | Ordenanza 7, art. 2", "Plano"),
    "norm": GOOD.replace(",Ordenanza 7,obras", ",,obras"),
    "title": GOOD.replace("vado,Vado,", "vado,,", 1),
}


@pytest.mark.parametrize("column", BAD)
def test_a_bad_cell_is_told_with_its_row_and_column_and_the_other_rows_are_made(tmp_path, column):
    done = run(tmp_path, GOOD.replace("vado", "otro", 1), BAD[column])
    assert [(wrong.line, wrong.column) for wrong in done.wrong] == [(3, column)]
    assert [path.name for path in done.made] == ["cl-otro"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["cl-otro"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("s.csv", b"\xff\xfe"), ("s.ods", b"not a book"), ("s.xlsx", b""), ("s.csv", b'slug,"a')],
)
def test_a_file_that_is_no_sheet_is_one_error(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    done = catalogue.import_sheet(
        sheet=tmp_path / name, into=tmp_path / "out", country="CL", time_zone="America/Santiago"
    )
    assert done.wrong
    assert done.made == []


def test_columns_that_lack_or_are_not_known_are_named(tmp_path):
    done = run(tmp_path, GOOD, heads=HEADS.replace("norm", "norma"))
    assert {wrong.column for wrong in done.wrong} == {"norm", "norma"}


CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


MANIFEST = (
    '<?xml version="1.0"?>'
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)


def test_an_open_document_sheet_is_read_like_the_same_text(tmp_path):
    good = [
        "vado",
        "Vado",
        "Reserva.",
        "",
        "El titular.",
        "",
        "",
        "3",
        "months",
        "negative",
        "N",
        "obras",
    ]
    rows = [HEADS.split(","), good]
    cells = "".join(
        f"<table:table-row>{''.join(CELL.format(text) for text in row)}</table:table-row>"
        for row in rows
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {SPACES}><office:body><office:spreadsheet>'
        f'<table:table table:name="a">{cells}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "s.ods", "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", content)
        book.writestr("META-INF/manifest.xml", MANIFEST)
    done = catalogue.import_sheet(
        sheet=tmp_path / "s.ods", into=tmp_path / "out", country="CL", time_zone="America/Santiago"
    )
    assert (done.wrong, [path.name for path in done.made]) == ([], ["cl-vado"])
