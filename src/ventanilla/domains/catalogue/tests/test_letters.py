"""Service letters: each file read or refused with its line; the same again changes nothing."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.catalogue.letters.gov_br import read_letter
from ventanilla.domains.catalogue.letters.plain import plain_text
from ventanilla.domains.catalogue.letters.xml_reader import LARGEST_BYTES, LetterRefused
from ventanilla.domains.catalogue.models import Immutable, LetterVersion

WHOLE = """<?xml version="1.0" encoding="UTF-8"?>
<servico xmlns="http://servicos.gov.br/v3/schema">
  <id>podar-arvore</id>
  <nome>Podar árvore da rua</nome>
  <nomes-populares><item>Corte de galhos</item></nomes-populares>
  <descricao>A prefeitura poda a &lt;b&gt;árvore&lt;/b&gt;. Veja o [mapa](https://x.example/m).</descricao>
  <gratuito>true</gratuito>
  <link-servico-digital>https://x.example/</link-servico-digital>
  <solicitantes><solicitante><tipo>Moradores</tipo><requisitos>-</requisitos></solicitante></solicitantes>
  <tempo-total-estimado><entre min="8" max="15" unidade="dias-uteis"/><descricao/></tempo-total-estimado>
  <etapas>
    <etapa>
      <titulo>Pedir</titulo>
      <documentos>
        <default><item>CPF</item></default>
        <caso descricao="Condomínio"><documento><id>1</id><descricao>Ata</descricao></documento></caso>
      </documentos>
      <custos><default><custo><descricao>Taxa</descricao><moeda>R$</moeda><valor>10,00</valor></custo></default></custos>
      <canais-de-prestacao>
        <default><canal-de-prestacao tipo="telefone"><descricao>156</descricao></canal-de-prestacao></default>
      </canais-de-prestacao>
    </etapa>
  </etapas>
  <orgao id="http://x.example/1"><nomeOrgao>Parques e Jardins</nomeOrgao></orgao>
  <areas-de-interesse><item>Meio ambiente</item></areas-de-interesse>
  <palavras-chave><item>galho</item></palavras-chave>
  <legislacoes><item>-</item><item>Lei 1, de 2020</item></legislacoes>
</servico>
"""  # noqa: E501 - as letters come
NAME = "podar-arvore.xml"


def changed(old: str, new: str) -> bytes:
    assert old in WHOLE
    return WHOLE.replace(old, new, 1).encode()


def line_of(text: str) -> int:
    return next(n for n, line in enumerate(WHOLE.splitlines(), 1) if text in line)


def test_a_letter_is_read_with_all_that_it_says():
    letter = read_letter(WHOLE.encode(), name=NAME)
    said = letter.content
    assert letter.slug == "podar-arvore"
    assert said["description"] == "A prefeitura poda a árvore. Veja o mapa (https://x.example/m)."
    assert (said["free"], said["digital"]) == (True, None)
    assert said["time"] == {"kind": "entre", "min": 8, "max": 15, "unit": "dias-uteis", "note": ""}
    assert said["applicants"] == [{"kind": "Moradores", "requirements": ""}]
    step = said["steps"][0]
    assert step["documents"] == [
        {"case": "", "items": ["CPF"]},
        {"case": "Condomínio", "items": ["Ata"]},
    ]
    assert step["costs"][0]["items"][0]["value"] == "10,00"
    assert step["channels"][0]["items"][0]["text"] == "156"
    assert said["body"] == {"id": "http://x.example/1", "name": "Parques e Jardins"}
    assert said["norms"] == ["Lei 1, de 2020"]
    assert letter.notes == ()


DOCTYPE = '<?xml version="1.0" encoding="UTF-8"?>\n'
REFUSED = {
    "an outside entity": (
        changed(DOCTYPE, f'{DOCTYPE}<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        2,
        "DOCTYPE",
    ),
    "a billion laughs": (
        changed(DOCTYPE, f'{DOCTYPE}<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'),
        2,
        "DOCTYPE",
    ),
    "an outside schema": (
        changed(DOCTYPE, f'{DOCTYPE}<!DOCTYPE s SYSTEM "http://x/">'),
        2,
        "DOCTYPE",
    ),
    "a tag that is not closed": (changed("</nome>", ""), None, "bien formado"),
    "nothing": (b"", 1, "bien formado"),
    "no XML": (b"%PDF-1.7", 1, "bien formado"),
    "bytes of another encoding": (
        WHOLE.encode("latin-1"),
        line_of("<nome>"),
        "bien formado",
    ),
    "UTF-8 read as Latin-1": (
        WHOLE.encode().decode("latin-1").encode(),
        line_of("<nome>"),
        "otra codificación",
    ),
    "an encoding that nobody knows": (
        changed('encoding="UTF-8"', 'encoding="klingon"'),
        1,
        "codifica",
    ),
    "another document": (b'<html xmlns="http://www.w3.org/1999/xhtml"/>', 1, "No es una carta"),
    "another version of the schema": (changed("/v3/", "/v2/"), 2, "No es una carta"),
    "no name": (
        changed("<nome>Podar árvore da rua</nome>", "<nome>-</nome>"),
        line_of("<nome>"),
        "<nome>",
    ),
    "no description": (
        changed("<descricao>A prefeitura", "<contato>A").replace(b"m).</descricao>", b"</contato>"),
        2,
        "<descricao>",
    ),
    "no body": (
        changed('orgao id="http://x.example/1"', 'orgao id=""'),
        line_of("<orgao"),
        "<orgao>",
    ),
    "whether it is free left out": (changed("<gratuito>true</gratuito>", ""), 2, "<gratuito>"),
    "neither true nor false": (changed(">true<", ">sim<"), line_of("<gratuito>"), "true o false"),
    "a part twice": (
        changed("<gratuito>", "<nome>Outro</nome><gratuito>"),
        line_of("<gratuito>"),
        "dos veces",
    ),
    "an id that is a path": (changed(">podar-arvore<", ">../etc<"), line_of("<id>"), "dirección"),
    "a time that is no number": (
        changed('max="15"', 'max="-1"'),
        line_of("<entre"),
        "número entero",
    ),
    "a unit that does not exist": (changed("dias-uteis", "luas"), line_of("<entre"), "luas"),
    "a channel that does not exist": (
        changed('"telefone"', '"pombo"'),
        line_of("telefone"),
        "pombo",
    ),
    "two times": (
        changed('"dias-uteis"/>', '"dias-uteis"/><ate max="1" unidade="dias"/>'),
        line_of("<entre"),
        "otro tiempo",
    ),
    "too deep": (changed("CPF", "<a>" * 30 + "</a>" * 30), line_of("CPF"), "anidan"),
    "too many elements": (
        changed("<item>galho</item>", "<item>g</item>" * 20_001),
        line_of("<item>galho"),
        "elementos",
    ),
    "a text without end": (
        changed("A prefeitura", "a" * 30_000),
        line_of("A prefeitura"),
        "máximo",
    ),
    "too large": (b" " * (LARGEST_BYTES + 1), None, "KB"),
}


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_a_letter_that_is_wrong_is_refused_with_its_line(case: str):
    content, line, reason = REFUSED[case]
    with pytest.raises(LetterRefused) as refused:
        read_letter(content, name=NAME)
    assert reason in refused.value.reason
    assert line is None or refused.value.line == line


def test_what_the_schema_does_not_have_is_noted_and_the_rest_is_read():
    letter = read_letter(changed("<gratuito>", "<estrela>5</estrela><gratuito>"), name=NAME)
    assert letter.notes == (
        (line_of("<gratuito>"), "No se usa <estrela>: el esquema no lo tiene."),
    )


def test_a_letter_without_id_takes_that_of_its_file():
    letter = read_letter(changed("<id>podar-arvore</id>", ""), name="x/outra-carta.xml")
    assert letter.slug == "outra-carta"
    assert "outra-carta" in letter.notes[0][1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>Um</p><p>Dois</p>", "Um\n\nDois"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ('<a href="https://x.example/">Veja</a>', "Veja (https://x.example/)"),
        ('<a href="javascript:alert(1)">Veja</a>', "Veja"),
        ("<script>alert(1)</script>Oi", "alert(1)Oi"),
        ("**Forte** e *leve*", "Forte e leve"),
        ("[Site](https://x.example/a)", "Site (https://x.example/a)"),
        ("3 < 5", "3 < 5"),
        ("-", ""),
    ],
)
def test_only_the_words_and_addresses_of_a_text_stay(text: str, words: str):
    assert plain_text(text) == words


# Importing


def packed(path: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def take(cast, path: Path) -> catalogue.LettersImported:
    return catalogue.import_letters(office_id=cast.office.id, kind="cartas-de-servico", path=path)


def counts(said: catalogue.LettersImported) -> tuple[int, int, int, int]:
    return said.new, said.changed, said.unchanged, len(said.refused)


@pytest.mark.django_db
def test_the_same_letters_again_change_nothing_and_a_changed_one_is_a_new_version(cast, tmp_path):
    other = changed(">podar-arvore<", ">cortar-grama<")
    both = packed(tmp_path / "a.tar.gz", {NAME: WHOLE.encode(), "b.xml": other})
    assert counts(take(cast, both)) == (2, 0, 0, 0)
    assert counts(take(cast, both)) == (0, 0, 2, 0)
    blanks = packed(tmp_path / "b.tar.gz", {"z.xml": changed("<id>", "\n<id>")})
    assert counts(take(cast, blanks)) == (0, 0, 1, 0)
    mended = packed(tmp_path / "c.tar.gz", {NAME: changed("da rua", "da praça"), "b.xml": other})
    assert counts(take(cast, mended)) == (0, 1, 1, 0)
    now = catalogue.letter(office_id=cast.office.id, slug="podar-arvore")
    assert (now.number, now.content["name"]) == (2, "Podar árvore da praça")
    assert [h.slug for h in catalogue.search(office_id=cast.office.id, text="praça").hits] == [
        "podar-arvore"
    ]
    assert catalogue.search(office_id=cast.office.id, text="rua podar").total == 1


@pytest.mark.django_db
def test_one_bad_file_stops_no_other_and_is_told_with_name_and_line(cast, tmp_path):
    folder = tmp_path / "letters"
    (folder / "below").mkdir(parents=True)
    (folder / "a.xml").write_bytes(WHOLE.encode())
    (folder / "b.xml").write_bytes(WHOLE.encode())
    (folder / "below" / "c.xml").write_bytes(changed(">true<", ">sim<"))
    (folder / "d.xml").symlink_to("/etc/passwd")
    (folder / "notes.txt").write_text("no letter")
    said = take(cast, folder)
    assert counts(said) == (1, 0, 0, 3)
    told = sorted(str(one) for one in said.refused)
    assert told[0] == "b.xml: El id «podar-arvore» ya vino en a.xml."
    assert told[1].startswith(f"below/c.xml:{line_of('<gratuito>')}: <gratuito> dice «sim»")
    assert told[2] == "d.xml: No es un archivo corriente."
    assert said.read == 1


@pytest.mark.django_db
def test_a_single_file_is_an_import_too(cast, tmp_path):
    (tmp_path / NAME).write_bytes(WHOLE.encode())
    assert counts(take(cast, tmp_path / NAME)) == (1, 0, 0, 0)
    assert counts(take(cast, tmp_path / "none.xml")) == (0, 0, 0, 1)


@pytest.mark.django_db
def test_a_packed_folder_that_breaks_off_gives_what_came_before(cast, tmp_path):
    files = {f"l{n}.xml": changed(">podar-arvore<", f">l{n}<") + bytes([n]) * 0 for n in range(60)}
    whole = packed(tmp_path / "a.tar.gz", files).read_bytes()
    (tmp_path / "cut.tar.gz").write_bytes(whole[: len(whole) // 2])
    said = take(cast, tmp_path / "cut.tar.gz")
    assert 0 < said.new < 60
    assert "roto" in said.refused[-1].text


@pytest.mark.django_db
def test_links_and_giants_within_a_packed_folder_are_refused(cast, tmp_path):
    path = tmp_path / "a.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        link = tarfile.TarInfo("link.xml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        giant = tarfile.TarInfo("../giant.xml")
        giant.size = LARGEST_BYTES + 1
        archive.addfile(giant, io.BytesIO(b" " * giant.size))
    said = take(cast, path)
    assert counts(said) == (0, 0, 0, 2)
    assert [one.file for one in said.refused] == ["link.xml", "../giant.xml"]


@pytest.mark.django_db
def test_a_version_of_a_letter_is_never_changed(cast, tmp_path):
    (tmp_path / NAME).write_bytes(WHOLE.encode())
    take(cast, tmp_path / NAME)
    row = LetterVersion.objects.get()
    with pytest.raises(Immutable):
        row.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        LetterVersion.objects.update(source="otra")


@pytest.mark.django_db
def test_a_letter_is_found_by_its_popular_name_its_subject_and_its_body(cast, tmp_path):
    (tmp_path / NAME).write_bytes(WHOLE.encode())
    take(cast, tmp_path / NAME)
    for text in ("corte de galhos", "galhos", "arvore", "árvores", "parques e jardins", "podas"):
        assert catalogue.search(office_id=cast.office.id, text=text).total == 1, text
    listed = catalogue.listed(office_id=cast.office.id, topic="area:Meio ambiente")
    assert [hit.slug for hit in listed.hits] == ["podar-arvore"]
    assert listed.hits[0].procedure is None
