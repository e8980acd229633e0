"""Words as the index knows them."""

from __future__ import annotations

import pytest

from ventanilla.kernel.search import Vocabulary, Weighed, folded, indexed_words, terms_of
from ventanilla.kernel.search.words import phrase_keys, stem, telling_words


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("es", "información", "informaciones"),
        ("es", "informacion", "información"),
        ("es", "papel", "papeles"),
        ("es", "licencia", "licencias"),
        ("es", "vez", "veces"),
        ("es", "empadronarme", "empadronamiento"),
        ("es", "pensión", "pensiones"),
        ("pt", "informação", "informações"),
        ("pt", "informacao", "informação"),
        ("pt", "permissão", "permissões"),
        ("pt", "certidão", "certidões"),
        ("pt", "passaporte", "passaportes"),
        ("pt", "viagem", "viagens"),
        ("pt", "imóvel", "imóveis"),
        ("pt", "animal", "animais"),
        ("en", "permit", "permits"),
    ],
)
def test_singular_and_plural_with_and_without_accents_are_one_word(
    lang: str, one: str, other: str
) -> None:
    assert stem(folded(one), lang) == stem(folded(other), lang)


def test_different_words_stay_apart() -> None:
    assert stem("papel", "es") != stem("papa", "es")
    assert stem("licenca", "pt") != stem("licitacao", "pt")


def test_words_that_say_nothing_are_left_out_unless_there_are_no_others() -> None:
    assert telling_words("El papel de donde vivo") == ["papel", "vivo"]
    assert telling_words("de donde") == ["de", "donde"]


def test_a_phrase_said_with_other_small_words_is_the_same_phrase() -> None:
    assert set(phrase_keys("papel de donde vivo")) & set(phrase_keys("el papel donde vivo"))
    assert not set(phrase_keys("papel de donde vivo")) & set(phrase_keys("papel"))


def test_terms_of_two_offices_share_nothing() -> None:
    thing = Weighed(names={"es": "Licencia de obra"}, body={"es": "Para construir"})
    one, other = terms_of(thing, within="a"), terms_of(thing, within="b")
    assert not set(one.split()) & set(other.split())
    assert one.isascii()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pasaporte", ("passaporte",)),
        ("passaprote", ("passaporte",)),
        ("passaporrte", ("passaporte",)),
        ("empadronamineto", ("empadronamiento",)),
        ("empadronamento", ("empadronamiento",)),
        ("zanahoria", ()),
        ("xyz", ()),
        ("12345", ()),
    ],
)
def test_a_mistyped_word_is_told_and_a_strange_one_is_not(
    typed: str, meant: tuple[str, ...]
) -> None:
    words = {"passaporte": "passaporte", "empadronamiento": "empadronamiento", "licencia": "x"}
    assert Vocabulary(words).nearest(typed) == meant


def test_words_to_be_meant_keep_their_accents() -> None:
    thing = Weighed(names={"pt": "Certidão de óbito"}, also={"pt": ("atestado 2",)})
    assert indexed_words(thing) == {
        "certidao": "certidão",
        "obito": "óbito",
        "atestado": "atestado",
    }
