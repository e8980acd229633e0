"""The plain-language gauge, against counts made by hand."""

from __future__ import annotations

import pytest

from ventanilla.kernel.plain_language import plainness, sentences_of, syllables


@pytest.mark.parametrize(
    ("word", "lang", "count"),
    [
        ("casa", "es", 2), ("que", "es", 1), ("guerra", "es", 2), ("agua", "es", 2),
        ("país", "es", 2), ("día", "es", 2), ("aéreo", "es", 4), ("ciudad", "es", 2),
        ("vergüenza", "es", 3), ("mayor", "es", 2), ("ley", "es", 1), ("y", "es", 1),
        ("empadronamiento", "es", 6), ("información", "es", 4), ("procedimiento", "es", 5),
        ("não", "pt", 1), ("informação", "pt", 4), ("informações", "pt", 4), ("saúde", "pt", 3),
        ("dia", "pt", 2), ("história", "pt", 3), ("padaria", "pt", 4), ("água", "pt", 2),
        ("quem", "pt", 1), ("mãe", "pt", 1), ("serviço", "pt", 3), ("XYZ", "pt", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_people_say_them(word: str, lang: str, count: int) -> None:
    assert syllables(word, lang) == count


def test_the_spanish_score_is_that_of_the_published_formula() -> None:
    # Four words, eight syllables, one sentence: 206.835 - 62.3 x 2 - 4
    measure = plainness(["La casa tiene ventanas."], lang="es")
    assert (measure.words, measure.sentences) == (4, 1)
    assert measure.score == pytest.approx(206.835 - 62.3 * 8 / 4 - 4)
    assert measure.second == pytest.approx(206.84 - 60 * 8 / 4 - 1.02 * 4)


def test_the_portuguese_score_is_that_of_the_published_formula() -> None:
    # Five words, eight syllables, two sentences
    measure = plainness(["A casa tem porta. Entre."], lang="pt")
    assert (measure.words, measure.sentences) == (5, 2)
    assert measure.score == pytest.approx(248.835 - 84.6 * 8 / 5 - 1.015 * 5 / 2)
    assert measure.second is None


def test_the_sentence_that_fails_is_named_and_the_plain_one_is_not() -> None:
    plain = "Traiga su documento y le damos el papel en el momento, sin cita y gratis."
    hard = (
        "La administración competente procederá a la tramitación del procedimiento administrativo "
        "correspondiente mediante resolución motivada."
    )
    measure = plainness([f"{plain} {hard}"], lang="es")
    assert [sentence.text for sentence in measure.hard] == [hard]


def test_a_sentence_without_end_fails_by_its_length() -> None:
    endless = "Vaya a la plaza y " + "mire a la casa y " * 8 + "vuelva."
    assert plainness([endless], lang="es").hard[0].words > 30


def test_the_name_of_a_law_is_not_the_authors_style() -> None:
    assert sentences_of("Es gratis (Ley 19/2013, art. 22.4). Pida una copia.") == [
        "Es gratis .",
        "Pida una copia.",
    ]


def test_nothing_written_has_no_score() -> None:
    assert plainness(["", "123 (4)"], lang="es") is None
