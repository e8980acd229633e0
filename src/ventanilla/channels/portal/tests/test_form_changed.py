"""A new version of a form comes into force under a draft."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.cast import Cast
from tests.filing import SLUG
from tests.walking import Walker, mark_in, text_of

from ventanilla.domains.casefiles.models import Case, Draft
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
SIGNED = "Firmo esta solicitud con el nombre que escribí"
FOLDER = Path("procedures/cl-acceso-informacion")


@pytest.fixture(name="person")
def a_person(cast: Cast, procedure: catalogue.PublishedProcedure) -> Walker:
    return Walker(cast)


def publish(cast: Cast, tmp_path: Path, *, old: str, new: str) -> None:
    """The same procedure with another form, in force now."""
    into = tmp_path / "procedures" / "cl-acceso-informacion"
    for file in FOLDER.rglob("*"):
        if file.is_file() and file.suffix in {".yaml", ".csv"}:
            kept = into / file.relative_to(FOLDER)
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(file.read_bytes())
    form = (into / "form.yaml").read_text()
    assert old in form
    (into / "form.yaml").write_text(form.replace(old, new))
    for example in (into / "examples").glob("*.yaml"):
        example.write_text(example.read_text().replace(old, new))
    for naming in (into / "procedure.yaml", *(into / "templates").glob("*.yaml")):
        naming.write_text(naming.read_text().replace(old, new))
    catalogue.publish_folder(
        office_id=cast.office.id,
        folder=into,
        in_force_from=clock.now() - timedelta(seconds=1),
        by=None,
    )
    catalogue.forget_procedures()


def test_the_answers_stay_and_what_is_no_longer_asked_is_shown(
    person: Walker, cast: Cast, tmp_path: Path
):
    person.fill_all()
    seen = mark_in(person.get("portal:check", draft=person.draft))
    publish(cast, tmp_path, old="information_wanted", new="information_sought")
    refused = person.post("portal:file", {"_seen": seen}, draft=person.draft)
    assert refused.status_code == 409
    page = text_of(refused)
    assert "El formulario cambió desde que empezó" in page
    assert "El presupuesto de áreas verdes de 2025" in page
    draft = Draft.objects.get()
    assert draft.left_over["information_wanted"].startswith("El presupuesto")
    assert draft.answers["names"] == "Ana Soto Rojas"
    assert not Case.objects.exists()


def test_words_that_change_disturb_nobody(person: Walker, cast: Cast, tmp_path: Path):
    person.fill_all()
    publish(cast, tmp_path, old="Información que pide", new="Qué información pide")
    assert "El formulario cambió" not in text_of(person.get("portal:check", draft=person.draft))
    assert person.file().status_code == 302


def test_who_has_read_the_new_form_files(person: Walker, cast: Cast, tmp_path: Path):
    person.fill_all()
    publish(cast, tmp_path, old=SIGNED, new="Firmo de nuevo esta solicitud")
    page = person.get("portal:check", draft=person.draft)
    assert "El formulario cambió" in text_of(page)
    assert person.file().status_code == 409
    mark = catalogue.in_force(office_id=cast.office.id, slug=SLUG, at=clock.now()).digest[:16]
    assert f'name="_form" value="{mark}"' in page.content.decode()
    assert person.file(_form=mark).status_code == 302
