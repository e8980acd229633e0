"""Filing without identity where the law lets a contact be asked: confirmed, or at the counter."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from tests.cast import Cast
from tests.filing import FOLDER
from tests.walking import Walker, case_in, text_of

from ventanilla.channels.filling.fields import seen_mark
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.models import Case, Draft, Filing
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.parties.models import ContactProof
from ventanilla.domains.parties.ports import DeliveryDown
from ventanilla.extensions.delivery_outbox.folder import FolderDelivery
from ventanilla.kernel import clock
from ventanilla.kernel.allowances.api import forget_allowances
from ventanilla.kernel.allowances.models import Allowance

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture(name="person")
def a_person(cast: Cast, settings: Any, tmp_path: Path) -> Walker:
    """At a procedure that asks a contact, in an office with the demonstration's outbox."""
    settings.DELIVERY = f"outbox://{tmp_path / 'outbox'}"
    folder = tmp_path / "asks-contact"
    shutil.copytree(FOLDER, folder)
    file = folder / "procedure.yaml"
    file.write_text(file.read_text().replace("asks: presence", "asks: confirmed_contact"))
    catalogue.publish_folder(
        office_id=cast.office.id,
        folder=folder,
        in_force_from=clock.now() - timedelta(hours=1),
        by=None,
    )
    return Walker(cast)


def ask_code(person: Walker, contact: str = "ana@example.org") -> Any:
    return person.post("portal:contact", {"contact": contact}, draft=person.draft)


def sent_code(person: Walker) -> str:
    """The last one, as the outbox shows it to whoever walks through the demonstration."""
    found = re.search(
        r"(?:código es|código é|code is) (\d{6})", text_of(person.get("portal:outbox"))
    )
    assert found
    return found.group(1)


def write_code(person: Walker, code: str) -> Any:
    return person.post("portal:contact-code", {"contact_code": code}, draft=person.draft)


def is_sent_to_confirm(person: Walker) -> bool:
    """Whether a page of before, with its button, leads to the contact instead of the register."""
    draft = Draft.objects.get(id=person.draft)
    sent = {"_seen": seen_mark(draft.answers, casefiles.files_of(draft))}
    answer = person.post("portal:file", sent, draft=person.draft)
    return answer.status_code == 302 and answer["Location"].endswith("/contact/")


@pytest.mark.parametrize("contact", ["ana@example.org", "+56 9 1234-5678"])
@pytest.mark.parametrize("lang", ["es", "pt", "en"])
def test_a_contact_is_confirmed_and_then_it_is_filed(
    person: Walker, lang: str, contact: str
) -> None:
    walker = Walker(person.cast, lang=lang)
    walker.fill_all()
    check = walker.get("portal:check", draft=walker.draft)
    assert walker.url("portal:file", draft=walker.draft) not in check.content.decode()
    assert is_sent_to_confirm(walker)  # and nothing was filed
    assert not Case.objects.exists()
    assert ask_code(walker, contact).status_code == 302
    assert write_code(walker, sent_code(walker))["Location"].endswith("/check/")
    answer = walker.file()
    assert answer.status_code == 302
    applicant = Case.objects.get(id=case_in(answer)).applicant
    assert contact == applicant.email or applicant.phone == "+56912345678"


def test_who_signs_in_confirms_nothing(person: Walker) -> None:
    person.sign_in("ana@example.org")
    person.file_one()
    assert not ContactProof.objects.exists()


def test_a_wrong_code_says_how_many_tries_are_left_and_five_end_it(person: Walker) -> None:
    person.fill_all()
    ask_code(person)
    right = sent_code(person)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    answers = [write_code(person, wrong) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [422] * 5
    assert "quedan 4 intentos" in text_of(answers[0])
    assert write_code(person, right).status_code == 410
    assert is_sent_to_confirm(person)


def test_a_code_ends_with_its_time(person: Walker) -> None:
    person.fill_all()
    ask_code(person)
    code = sent_code(person)
    with transaction.atomic():
        ContactProof.objects.update(expires_at=clock.now())
    answer = write_code(person, code)
    assert answer.status_code == 410
    assert "Pida otro código" in text_of(answer)


def test_a_new_contact_takes_the_place_of_the_one_confirmed(person: Walker) -> None:
    person.fill_all()
    ask_code(person)
    write_code(person, sent_code(person))
    ask_code(person, "otra@example.org")
    assert is_sent_to_confirm(person)


def test_no_code_is_kept_in_the_database(person: Walker) -> None:
    person.fill_all()
    ask_code(person)
    proof, code = ContactProof.objects.get(), sent_code(person)
    assert code.encode() not in bytes(proof.code_digest)
    assert len(bytes(proof.code_digest)) == 32


@pytest.mark.parametrize(
    "written", ["", "ana", "ana@", "a b@example.org", "ana@example", "12", "a@b.cl\nBcc: x@y.cl"]
)
def test_what_cannot_be_reached_is_said_beside_the_field_and_kept(
    person: Walker, written: str
) -> None:
    person.fill_all()
    answer = ask_code(person, written)
    assert answer.status_code == 422
    assert "Por ejemplo" in text_of(answer)
    assert not ContactProof.objects.exists()


def test_nobody_is_sent_codes_without_end(person: Walker) -> None:
    person.fill_all()
    answers = [ask_code(person) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert "ventanilla" in text_of(answers[-1])
    for number in range(2):
        ask_code(person, f"otra-{number}@example.org")
    Allowance.objects.all().delete()
    forget_allowances()
    assert ask_code(person, "una-mas@example.org").status_code == 429  # five for one draft


def test_who_has_no_contact_is_told_of_the_counter_which_files_the_draft(person: Walker) -> None:
    office = person.cast.office
    office.address, office.opening_hours = "Calle del Muelle 1", "de 8:30 a 14:00"
    with transaction.atomic():
        office.save()
    person.fill_all()
    page = text_of(person.get("portal:contact", draft=person.draft))
    assert "Calle del Muelle 1" in page
    assert "de 8:30 a 14:00" in page
    code = re.search(r"\b[0-9A-Z]{6}-[0-9A-Z]{6}\b", page)
    assert code
    clerk = Walker(person.cast)
    clerk.sign_in("clara@example.org", where="desk:sign-in")
    clerk.post("desk:counter", {"code": code.group(0)})
    read = clerk.get("desk:check", draft=person.draft)
    assert "áreas verdes" in text_of(read)
    seen = {"_seen": re.findall(r'name="_seen" value="(\w+)"', read.content.decode())[0]}
    assert clerk.post("desk:file", seen, draft=person.draft).status_code == 409  # not agreed yet
    clerk.post("desk:consent", {**seen, "how": "signature"}, draft=person.draft)
    filed = clerk.post("desk:file", seen, draft=person.draft)
    assert "/E/000001" in text_of(clerk.client.get(filed["Location"]))
    filing = Filing.objects.get()
    assert (filing.channel, filing.filer_id) == ("desk", person.cast.clerk_post.id)
    again = clerk.post("desk:counter", {"code": code.group(0)})
    assert again.status_code == 409


def test_the_counter_is_for_the_registry_only(person: Walker) -> None:
    officer = Walker(person.cast)
    officer.sign_in("óscar@example.org", where="desk:sign-in")
    assert officer.get("desk:counter").status_code == 403
    officer.sign_in("clara@example.org", where="desk:sign-in")
    assert officer.post("desk:counter", {"code": "NO-HAY"}).status_code == 404


def test_a_server_that_takes_no_message_is_said_and_does_not_count(
    person: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: Any) -> None:
        raise DeliveryDown("down")

    person.fill_all()
    with monkeypatch.context() as broken:
        broken.setattr(FolderDelivery, "send", down)
        answer = ask_code(person)
    assert answer.status_code == 503
    assert ContactProof.objects.get().sent == 0
    assert Draft.objects.get().answers["information_wanted"]


def test_an_office_that_reaches_nobody_sends_them_to_the_counter(
    person: Walker, settings: Any
) -> None:
    settings.DELIVERY = "none"
    person.fill_all()
    answer = person.get("portal:contact", draft=person.draft)
    assert "no puede enviar códigos" in text_of(answer)
    assert person.get("portal:outbox").status_code == 404


def test_a_procedure_whose_law_forbids_more_asks_nothing(
    cast: Cast, procedure: catalogue.PublishedProcedure
) -> None:
    person = Walker(cast)
    person.fill_all()
    assert person.get("portal:contact", draft=person.draft)["Location"].endswith("/check/")
    assert person.file().status_code == 302
