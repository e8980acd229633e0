"""Publishing, versions, withdrawal: on both databases."""

from __future__ import annotations

import datetime
import shutil
import uuid
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.catalogue.models import (
    Immutable,
    ProcedureVersion,
    Publication,
    Withdrawal,
)
from ventanilla.domains.offices.api import Office

FOLDER = Path("procedures/cl-acceso-informacion")
SLUG = "acceso-informacion"
NOON = datetime.datetime(2026, 1, 5, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast) -> Office:
    return cast.office


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / FOLDER.name))


def change(folder: Path, old: str, new: str, file: str = "procedure.yaml") -> None:
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))


def publish(office: Office, folder: Path, since=NOON, **people) -> catalogue.PublishedProcedure:
    people.setdefault("by", None)
    return catalogue.publish_folder(
        office_id=office.id, folder=folder, in_force_from=since, **people
    )


def test_a_published_folder_is_in_force_with_all_its_facts(office, folder):
    publish(office, folder)
    found = catalogue.in_force(office_id=office.id, slug=SLUG, at=NOON)
    assert (found.version, found.kind, found.country) == (1, "application", "CL")
    assert found.time_limit["amount"] == 20
    assert found.time_limit["norm"] == "Ley 20.285, art. 14"
    assert found.limit("amparo")["amount"] == 15
    assert {d["value"] for d in found.reply["decisions"]} == {
        "granted",
        "partly",
        "refused",
        "public_already",
    }
    assert found.reply["unit"] == found.unit == "transparencia"
    assert found.applicant == {"name": "names", "address": "address", "email": "email"}
    assert all(field.norm for field in found.form.fields)


def test_a_fact_still_to_be_confirmed_makes_the_procedure_unverified(office, folder):
    found = publish(office, folder)
    assert found.unverified
    power = next(r for r in found.requirements if r["id"] == "power")
    assert power["status"] == "known"


def test_a_version_is_kept_byte_for_byte_under_its_digest(office, folder):
    found = publish(office, folder)
    row = ProcedureVersion.objects.get(id=found.version_id)
    assert row.files["form.yaml"] == (folder / "form.yaml").read_text()
    assert bytes(row.digest).hex() == found.digest
    from ventanilla.domains.catalogue.rules.folder import folder_of

    assert folder_of(row.files).digest == bytes(row.digest)


def test_the_same_folder_again_changes_nothing(office, folder):
    first = publish(office, folder)
    assert publish(office, folder, NOON + DAY).version_id == first.version_id
    assert ProcedureVersion.objects.count() == Publication.objects.count() == 1


def test_a_changed_folder_is_the_next_version_from_its_date(office, folder):
    first = publish(office, folder)
    change(folder, "minutes: '5'", "minutes: '6'")
    second = publish(office, folder, NOON + DAY)
    assert (second.version, second.digest != first.digest) == (2, True)
    before = catalogue.in_force(office_id=office.id, slug=SLUG, at=NOON)
    after = catalogue.in_force(office_id=office.id, slug=SLUG, at=NOON + DAY)
    assert (before.version, after.version) == (1, 2)
    assert catalogue.version(first.version_id).minutes == "5"


def test_a_broken_folder_publishes_nothing_and_says_everything(office, folder):
    change(folder, "kind: application", "kind: aplication")
    change(folder, "country: CL", "country: Chile")
    with pytest.raises(catalogue.FolderInvalid) as refused:
        publish(office, folder)
    assert {(e.file, e.line) for e in refused.value.errors} >= {
        ("procedure.yaml", 5),
        ("procedure.yaml", 7),
    }
    assert not ProcedureVersion.objects.exists()


def test_a_procedure_not_yet_in_force_says_when_it_opens(office, folder):
    publish(office, folder, NOON + DAY)
    with pytest.raises(catalogue.ProcedureNotOpen) as refused:
        catalogue.in_force(office_id=office.id, slug=SLUG, at=NOON)
    assert refused.value.opens_at == NOON + DAY
    assert catalogue.offered(office_id=office.id, at=NOON) == []


def test_a_window_closes_and_says_so(office, folder):
    change(
        folder,
        "kind: application\n",
        "kind: application\n"
        "window: {from: '2026-01-01T00:00:00Z', until: '2026-01-06T00:00:00Z'}\n",
    )
    publish(office, folder)
    assert catalogue.in_force(office_id=office.id, slug=SLUG, at=NOON)
    with pytest.raises(catalogue.ProcedureNotOpen) as refused:
        catalogue.in_force(office_id=office.id, slug=SLUG, at=NOON + DAY)
    assert refused.value.closed_at == datetime.datetime(2026, 1, 6, tzinfo=datetime.UTC)


def test_a_name_that_no_procedure_has_is_unknown(office):
    with pytest.raises(catalogue.ProcedureUnknown):
        catalogue.in_force(office_id=office.id, slug="nada", at=NOON)
    with pytest.raises(catalogue.ProcedureUnknown):
        catalogue.version(uuid.uuid4())


def test_a_withdrawn_procedure_takes_no_filings_until_a_later_version(office, folder):
    first = publish(office, folder)
    catalogue.withdraw(
        office_id=office.id, slug=SLUG, at=NOON + DAY, reason="Cambia la ley", by=None
    )
    assert catalogue.in_force(office_id=office.id, slug=SLUG, at=NOON)
    with pytest.raises(catalogue.ProcedureWithdrawn) as refused:
        catalogue.in_force(office_id=office.id, slug=SLUG, at=NOON + DAY)
    assert "Cambia la ley" in str(refused.value)
    assert catalogue.version(first.version_id).slug == SLUG
    change(folder, "minutes: '5'", "minutes: '7'")
    publish(office, folder, NOON + 2 * DAY)
    assert catalogue.in_force(office_id=office.id, slug=SLUG, at=NOON + 2 * DAY).version == 2


def test_withdrawing_what_was_never_published_is_refused(office):
    with pytest.raises(catalogue.ProcedureUnknown):
        catalogue.withdraw(office_id=office.id, slug="nada", at=NOON, reason="x", by=None)


def test_what_is_in_force_is_read_once_and_kept(office, folder, django_assert_num_queries):
    publish(office, folder)
    catalogue.in_force(office_id=office.id, slug=SLUG, at=NOON)
    with django_assert_num_queries(0):
        catalogue.in_force(office_id=office.id, slug=SLUG, at=NOON)


def test_a_withdrawal_made_elsewhere_is_seen_within_five_seconds(office, folder, monkeypatch):
    publish(office, folder)
    catalogue.in_force(office_id=office.id, slug=SLUG, at=NOON)
    with transaction.atomic():
        Withdrawal.objects.create(
            office_id=office.id, slug=SLUG, at=NOON, reason="x", recorded_at=NOON
        )
    assert catalogue.in_force(office_id=office.id, slug=SLUG, at=NOON)
    from ventanilla.kernel import clock

    later = clock.monotonic() + 5.1
    monkeypatch.setattr(clock, "monotonic", lambda: later)
    with pytest.raises(catalogue.ProcedureWithdrawn):
        catalogue.in_force(office_id=office.id, slug=SLUG, at=NOON)


def test_each_office_has_its_own_versions(office, folder):
    from tests.cast import found

    other = found("villa-nueva")
    publish(office, folder)
    with pytest.raises(catalogue.ProcedureUnknown):
        catalogue.in_force(office_id=other.id, slug=SLUG, at=NOON)
    assert publish(other, folder).version == 1


def test_publishing_takes_two_people_where_it_counts(office, folder):
    ana, luis = uuid.uuid4(), uuid.uuid4()
    with transaction.atomic():
        Office.objects.filter(id=office.id).update(demonstration=False)
    with pytest.raises(catalogue.SecondPersonNeeded):
        publish(office, folder, by=ana)
    with pytest.raises(catalogue.SecondPersonNeeded):
        publish(office, folder, by=ana, approved_by=ana)
    found = publish(office, folder, by=ana, approved_by=luis)
    record = Publication.objects.get(version_id=found.version_id)
    assert (record.prepared_by, record.approved_by) == (ana, luis)


def test_the_database_itself_refuses_one_person_as_two(office, folder):
    row = ProcedureVersion.objects.get(id=publish(office, folder).version_id)
    ana = uuid.uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.bulk_create(
            [
                Publication(
                    office_id=office.id,
                    version=row,
                    prepared_by=ana,
                    approved_by=ana,
                    published_at=NOON,
                )
            ]
        )


def test_a_version_is_written_once(office, folder):
    row = ProcedureVersion.objects.get(id=publish(office, folder).version_id)
    row.slug = "otro"
    with pytest.raises(Immutable):
        row.save()
    with pytest.raises(Immutable):
        row.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        ProcedureVersion.objects.filter(id=row.id).update(slug="otro")
