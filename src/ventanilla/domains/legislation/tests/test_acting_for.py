"""The law of acting for another: articles, what nobody hands over, and the formula in its words."""

from ventanilla.domains.legislation import api


def test_each_country_names_its_norms_and_says_that_they_wait_to_be_read():
    for country in "ES", "CL", "PE", "BR", "CO":
        for kind in "delegation", "signature", "substitution":
            law = api.acting_law(country, kind)
            assert law.norm and law.formula, (country, kind)
            assert not law.verified
    assert api.acting_law("BR", "delegation").fallback
    assert api.acting_law("XX", "delegation") == api.ActingLaw()


def test_appeals_are_not_handed_to_whoever_decided():
    spain, brazil = (api.acting_law(c, "delegation") for c in ("ES", "BR"))
    assert spain.forbids("decide_appeal", same_unit=True) == "Ley 40/2015, art. 9.2 c"
    assert spain.forbids("decide_appeal", same_unit=False) == ""
    assert brazil.forbids("decide_appeal", same_unit=False) == "Lei 9.784/1999, art. 13, II"
    assert spain.forbids("resolve", same_unit=True) == ""


def test_the_formula_is_the_countrys():
    said = {"post": "la Alcaldía", "order": "Decreto n.º 12/2026"}
    assert api.acting_formula("es-CL", "signature", **said) == (
        "Por orden de la Alcaldía (Decreto n.º 12/2026)"
    )
    assert api.acting_formula("es-ES", "delegation", **said).startswith("Por delegación de la")
    assert api.acting_formula("pt-BR", "substitution", **said).startswith("Em substituição de")
    for locale in api.locales():
        for kind in "delegation", "signature", "substitution":
            assert "la Alcaldía" in api.acting_formula(locale, kind, **said)
