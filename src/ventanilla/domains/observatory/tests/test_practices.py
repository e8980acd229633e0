"""The bank of practices: who uses which folder, and that a folder of that name is shipped."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from tests.cast import found

from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.observatory import api as observatory
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(databases="__all__")
SHIPPED = Path("procedures")


def publish(slug: str, country: str, folder: str) -> None:
    office = found(slug, country)
    since = clock.now() - timedelta(days=1)
    catalogue.publish_folder(
        office_id=office.id, folder=SHIPPED / folder, in_force_from=since, by=None
    )


def test_alike_names_of_two_countries_are_two_folders_and_one_folder_has_all_its_users() -> None:
    publish("uno", "CL", "cl-acceso-informacion")
    publish("dos", "CL", "cl-acceso-informacion")
    publish("tres", "PE", "pe-acceso-informacion")
    held = {one.folder: [use.office.slug for use in one.uses] for one in observatory.practices()}
    assert held == {"cl-acceso-informacion": ["dos", "uno"], "pe-acceso-informacion": ["tres"]}
    assert all((SHIPPED / folder / "procedure.yaml").exists() for folder in held)


def test_every_shipped_folder_is_called_by_its_country_and_its_own_name() -> None:

    for path in SHIPPED.glob("*/procedure.yaml"):
        read = yaml.safe_load(path.read_text())
        assert path.parent.name == f"{read['country'].lower()}-{read['slug']}", str(path)
