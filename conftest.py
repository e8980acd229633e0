"""What every test shares: a clean memory between tests, and no network beyond the machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from tests.cast import the_cast  # noqa: F401 - the fixture `cast`
from tests.data_rights import the_data_procedure  # noqa: F401 - the fixture `data_procedure`
from tests.filing import the_procedure  # noqa: F401 - the fixture `procedure`

settings.register_profile("ventanilla", deadline=None)  # machines are noisy: nothing is timed
settings.load_profile("ventanilla")
_LOOPBACK = ("127.", "::1", "localhost")
_connect = socket.socket.connect


def _guarded(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6):
        host = str(address[0])
        if not host.startswith(_LOOPBACK):
            raise RuntimeError(f"tests do not use the network: {host}")
    return _connect(self, address)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of a database may use the volatile one too: admission counts in it."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker is not None and "databases" not in marker.kwargs:
            both = pytest.mark.django_db(**{**marker.kwargs, "databases": "__all__"})
            item.add_marker(both, append=False)


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    socket.socket.connect = _guarded  # type: ignore[method-assign]
    yield
    socket.socket.connect = _connect  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    """Files, keys, marks and journal of one test never meet those of another."""
    for name in ("FILES_ROOT", "KEYS_ROOT", "HIGH_WATER_ROOT", "JOURNAL_ROOT"):
        folder = tmp_path / name.lower()
        folder.mkdir()
        setattr(settings, name, folder)


@pytest.fixture(autouse=True)
def _tests_act_for_every_office() -> Iterator[None]:
    """What a test writes and reads is no request; its requests have the office of their address."""
    from ventanilla.kernel import office_scope

    office_scope.process_acts_for(office_scope.EVERY)
    yield
    office_scope.process_acts_for(office_scope.NONE)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    from django.utils import translation

    from ventanilla.domains.casefiles.api import forget_promises
    from ventanilla.domains.catalogue.api import forget_procedures, forget_vocabularies
    from ventanilla.domains.charter.api import forget_measures
    from ventanilla.domains.legislation.api import forget_calendars, forget_regimes
    from ventanilla.domains.offices.api import forget_offices
    from ventanilla.domains.parties.api import forget_tokens
    from ventanilla.domains.privacy.api import forget_data_keys
    from ventanilla.domains.register.api import forget_register

    forget_register()
    yield
    translation.activate("es")  # a command of the console speaks English
    forget_procedures()
    forget_vocabularies()
    forget_promises()
    forget_measures()
    forget_register()
    forget_calendars()
    forget_regimes()
    forget_offices()
    forget_tokens()
    forget_data_keys()
