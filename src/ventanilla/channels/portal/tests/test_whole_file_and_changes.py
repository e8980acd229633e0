"""The whole file downloaded from the case, and a draft over a new version."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tests.cast import Cast
from tests.statements import counted_statements
from tests.walking import Walker, text_of

from ventanilla.channels.portal.tests.test_form_changed import publish
from ventanilla.domains.casefiles.models import Draft
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.privacy.models import AccessLine

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture(name="person")
def a_person(cast: Cast, procedure: PublishedProcedure) -> Walker:
    return Walker(cast)


def zip_of(answer: Any) -> zipfile.ZipFile:
    assert answer.status_code == 200
    assert answer.streaming
    assert answer["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def checked(read: zipfile.ZipFile) -> dict[str, Any]:
    """The index, once every line of SHA256SUMS holds."""
    stem = read.namelist()[0].split("/")[0]
    for line in read.read(f"{stem}/SHA256SUMS").decode().splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256(read.read(f"{stem}/{name}")).hexdigest() == digest
    found: dict[str, Any] = json.loads(read.read(f"{stem}/index.json"))
    return found


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_the_person_downloads_the_whole_file_and_its_sums_hold(person: Walker, encoding: str):
    case = person.file_one()
    assert "Descargarlo completo" in text_of(person.get("portal:case", case=case))
    url = person.url("portal:case-file", case=case)
    answer = person.client.get(url, headers={"Accept-Encoding": encoding})
    assert "Content-Encoding" not in answer
    assert checked(zip_of(answer))["made_for"] == "party"


def test_a_stranger_gets_none(person: Walker, cast: Cast):
    case = person.file_one()
    answer = Walker(cast).get("portal:case-file", case=case)
    assert answer["Location"] == person.url("portal:follow")


def test_staff_download_it_and_the_person_sees_that_they_did(person: Walker, cast: Cast):
    case = person.file_one()
    officer = Walker(cast)
    officer.sign_in("óscar@example.org", where="desk:sign-in")
    assert checked(zip_of(officer.get("desk:case-file", case=case)))["made_for"] == "staff"
    line = AccessLine.objects.get(matter_id=UUID(case), purpose="download")
    assert line.account_id == cast.officer.id
    assert "Descargar todo el expediente" in text_of(person.get("portal:case", case=case))


def test_a_draft_over_a_new_form_says_what_changed_and_asks_only_what_is_new(
    person: Walker, cast: Cast, tmp_path: Path
):
    person.fill_all()
    publish(cast, tmp_path, old="information_wanted", new="information_sought")
    answer = person.get("portal:draft", draft=person.draft)
    assert answer["Location"] == person.url("portal:draft-changes", draft=person.draft)
    with counted_statements() as taken:
        page = text_of(person.get("portal:draft-changes", draft=person.draft))
    assert taken.count <= 12
    for said in ("El trámite cambió desde que empezó", "Pregunta nueva", "Ya no se pregunta"):
        assert said in page
    assert "El presupuesto de áreas verdes de 2025" in page
    onward = person.post("portal:draft-changes", {}, draft=person.draft)
    assert onward["Location"].endswith("/pages/request/")
    assert Draft.objects.get().changed_from_id is None
    assert Draft.objects.get().answers["names"] == "Ana Soto Rojas"
    again = person.get("portal:draft", draft=person.draft)
    assert again["Location"].endswith("/pages/request/")


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_what_changed_is_told_in_the_readers_language(
    cast: Cast, procedure: PublishedProcedure, tmp_path: Path, lang: str
):
    person = Walker(cast, lang=lang)
    person.fill_all()
    publish(cast, tmp_path, old="information_wanted", new="information_sought")
    person.get("portal:draft", draft=person.draft)
    page = text_of(person.get("portal:draft-changes", draft=person.draft))
    assert {"pt": "Pergunta nova", "en": "New question"}[lang] in page
