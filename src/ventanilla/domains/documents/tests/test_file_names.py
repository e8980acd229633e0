"""Names of files, hostile and honest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.domains.documents.rules.file_names import MAX_LENGTH, clean_file_name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("carta.pdf", "carta.pdf"),
        ("Solicitud de año 2026 (ñandú).pdf", "Solicitud de año 2026 (ñandú).pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\plano.png", "plano.png"),
        ("..", ""),
        ("", ""),
        ("   . .", ""),
        ("a\0b.pdf", "ab.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("\ud800carta.pdf", "carta.pdf"),
        ("CON", "_CON"),
        ("aux.pdf", "_aux.pdf"),
        ('a<b>"c|d?e*.pdf', "a_b__c_d_e_.pdf"),
        ("foto 😀.jpg", "foto 😀.jpg"),
        ("man\u0303ana.pdf", "mañana.pdf"),
    ],
)
def test_a_name_loses_only_what_could_harm(given_name, kept):
    assert clean_file_name(given_name) == kept


def test_a_long_name_keeps_its_extension():
    kept = clean_file_name("x" * 500 + ".pdf")
    assert len(kept) == MAX_LENGTH
    assert kept.endswith(".pdf")


@given(st.text(max_size=300))
def test_whatever_comes_the_kept_name_is_one_harmless_line(name):
    kept = clean_file_name(name)
    assert len(kept) <= MAX_LENGTH
    assert not set(kept) & set('/\\\0\r\n<>:"|?*')
    assert not kept.startswith(".")
    kept.encode("utf-8")
