"""A mistake in a form is told in the person's language. (That every text is translated: see
`test_translations.py`.)
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ventanilla.channels.console.commands.build import compile_translations
from ventanilla.domains.forms.api import Form


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
    compile_translations(Path("src/ventanilla"))
    label = {"es": "Asunto", "pt": "Assunto", "en": "Subject"}
    field = {"id": "subject", "type": "text", "max_length": 20, "label": label}
    form = Form.load({"title": "F", "pages": [{"id": "p", "title": "P", "fields": [field]}]})
    error = form.check(answers={"subject": "x" * 2001}, lang=lang).errors[0]
    assert error.message == expected
