"""The law's words per country."""

from ventanilla.domains.legislation import api


def test_every_country_names_the_same_concepts() -> None:
    concepts = {locale: set(api.terms(locale)) for locale in api.locales()}
    assert len(set(map(frozenset, concepts.values()))) == 1


def test_the_receipt_has_the_word_of_each_country() -> None:
    assert api.terms("es-CL")["receipt"] == "comprobante de ingreso"
    assert api.terms("es-PE")["receipt"] == "cargo"
    assert api.terms("pt-BR")["receipt"] == "recibo de protocolo"
