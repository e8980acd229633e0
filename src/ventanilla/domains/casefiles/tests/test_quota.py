"""Places of a window with a quota: each is given once, whoever asks at the same moment."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from tests.cast import Cast

from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.models import Case, QuotaPlace
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock
from ventanilla.kernel.office_scope import one_office

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
PRAISE = {"kind": "praise", "text": "Obrigado.", "names": "Ana"}


def limited(cast: Cast, tmp_path: Path, *, quota: int) -> catalogue.PublishedProcedure:
    """A procedure of which the office takes so many filings."""
    local = tmp_path / "office.yaml"
    local.write_text(f"window: {{quota: {quota}}}\n")
    folder = Path("procedures/br-manifestacao-ouvidoria")
    text = (folder / "procedure.yaml").read_text()
    made = tmp_path / "procedures" / "br"
    catalogue.new_folder(like=folder, into=made, slug="manifestacao-ouvidoria")
    (made / "procedure.yaml").write_text(text.replace("[unit, contact]", "[unit, contact, window]"))
    offices.add_unit(office=cast.office, code="ouvidoria", name="Ouvidoria")
    since = clock.now() - timedelta(days=1)
    catalogue.publish_folder(
        office_id=cast.office.id, folder=made, in_force_from=since, by=None, local=local
    )
    return catalogue.in_force(
        office_id=cast.office.id, slug="manifestacao-ouvidoria", at=clock.now()
    )


def test_of_many_who_want_the_last_places_at_once_as_many_have_one_as_there_are(
    cast: Cast, tmp_path: Path
):
    procedure = limited(cast, tmp_path, quota=3)
    outcomes: list[str] = []
    together = threading.Barrier(8)

    def file(key: str) -> None:
        try:
            together.wait(timeout=20)
            lodged = lodge_one(cast, procedure, key=key)
            outcomes.append(lodged.registered.label)
        except catalogue.QuotaFull:
            outcomes.append("full")
        finally:
            connection.close()

    threads = [threading.Thread(target=file, args=(f"key-{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert outcomes.count("full") == 5
    assert len({label for label in outcomes if label != "full"}) == 3
    assert Case.objects.count() == QuotaPlace.objects.count() == 3
    assert sorted(QuotaPlace.objects.values_list("place", flat=True)) == [1, 2, 3]


def test_who_has_the_last_place_and_asks_again_is_given_the_same_number(cast: Cast, tmp_path: Path):
    procedure = limited(cast, tmp_path, quota=1)
    first = lodge_one(cast, procedure, key="the-key")
    again = lodge_one(cast, procedure, key="the-key")
    assert again.registered.label == first.registered.label
    with pytest.raises(catalogue.QuotaFull):
        lodge_one(cast, procedure, key="another-key")


def lodge_one(cast: Cast, procedure: catalogue.PublishedProcedure, *, key: str) -> casefiles.Lodged:
    with one_office(cast.office.id):
        return casefiles.lodge(
            office=cast.office,
            procedure=procedure,
            answers=PRAISE,
            documents={},
            channel="portal",
            idempotency_scope="test",
            idempotency_key=key,
            received_at=clock.now(),
            lang="es",
        )
