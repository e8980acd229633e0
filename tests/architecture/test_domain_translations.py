"""What domains and kernel say in Spanish, they say in Portuguese and English too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path("src/ventanilla")
SPEAKING = [ROOT / "kernel", ROOT / "domains/forms", ROOT / "domains/catalogue"]
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None}
METHODS = [("**/tests/**", "ignore"), ("**.py", "python")]
PLACE = re.compile(r"%(?:\(\w+\))?[sd]")


@pytest.mark.parametrize("lang", ["pt", "en"])
@pytest.mark.parametrize("folder", SPEAKING, ids=lambda folder: folder.name)
def test_every_message_is_translated_with_the_same_places_to_fill(folder: Path, lang: str) -> None:
    with (folder / "locale" / lang / "LC_MESSAGES" / "django.po").open("rb") as text:
        catalogue = read_po(text)
    said = {found[2] for found in extract_from_dir(folder, METHODS, keywords=KEYWORDS)}
    kept = {message.id: message.string for message in catalogue if message.id}
    assert sorted(said - kept.keys()) == []
    assert sorted(kept.keys() - said) == []
    for one, other in kept.items():
        assert sorted(PLACE.findall(one)) == sorted(PLACE.findall(other)), one


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("es", "«Asunto» tiene 2.001 caracteres y el máximo es 20. Acorte la respuesta."),
        ("pt", "“Assunto” tem 2.001 caracteres e o máximo é 20. Encurte a resposta."),
        ("en", "“Subject” has 2,001 characters and the limit is 20. Shorten the answer."),
        ("pt-br", "“Assunto” tem 2.001 caracteres e o máximo é 20. Encurte a resposta."),
    ],
)
def test_a_mistake_is_told_in_the_persons_language(lang: str, expected: str) -> None:
    from ventanilla.channels.console.commands.build import compile_translations
    from ventanilla.domains.forms.api import Form

    compile_translations(ROOT)
    label = {"es": "Asunto", "pt": "Assunto", "en": "Subject"}
    field = {"id": "subject", "type": "text", "max_length": 20, "label": label}
    form = Form.load({"title": "F", "pages": [{"id": "p", "title": "P", "fields": [field]}]})
    error = form.check(answers={"subject": "x" * 2001}, lang=lang).errors[0]
    assert error.message == expected
