"""A statement sees and writes the rows of the office it runs for, and no other's."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from tests.cast import Cast, found

from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.models import Unit
from ventanilla.kernel import office_scope

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's own policies"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def _held() -> None:
    from ventanilla.kernel.postgresql.schema import bypasses

    assert not bypasses(), "the tests' role is past every policy: these tests would prove nothing"


def seen() -> set[str]:
    return set(Unit.objects.values_list("code", flat=True))


@pytest.fixture(name="neighbour")
def _neighbour(cast: Cast) -> offices.Office:
    office = found("valle-hondo")
    offices.add_unit(office=office, code="agua", name="Agua")
    return office


def test_every_table_with_an_office_is_held_to_the_policy() -> None:
    from ventanilla.kernel.postgresql.schema import unprotected

    tables = [
        model._meta.db_table
        for model in apps.get_models()
        if any(field.name == "office" for field in model._meta.local_fields)
    ]
    assert len(tables) > 20
    assert unprotected(tables) == []


def test_only_the_rows_of_the_office_are_seen(cast: Cast, neighbour: offices.Office) -> None:
    with office_scope.one_office(cast.office.id):
        assert seen() == {"transparencia", "obras"}
    with office_scope.one_office(neighbour.id):
        assert seen() == {"agua"}
    with office_scope.no_office():
        assert seen() == set()
    with office_scope.every_office():
        assert seen() == {"transparencia", "obras", "agua"}


def test_rows_of_another_office_are_neither_written_nor_changed_nor_deleted(
    cast: Cast, neighbour: offices.Office
) -> None:
    with office_scope.one_office(cast.office.id):
        with pytest.raises(DatabaseError), transaction.atomic():
            offices.add_unit(office=neighbour, code="gas", name="Gas")
        with pytest.raises(DatabaseError), transaction.atomic():
            Unit.objects.filter(code="obras").update(office=neighbour)
        assert Unit.objects.filter(code="agua").update(name="Otra") == 0
        assert Unit.objects.filter(code="agua").delete()[0] == 0
    assert Unit.objects.get(code="agua").name == "Agua"


def test_the_scope_leaves_nothing_on_the_connection(cast: Cast) -> None:
    with office_scope.one_office(cast.office.id):
        assert seen()
    with connection.connection.cursor(binary=False) as bare:  # as a stranger on a pooled connection
        super(type(bare), bare).execute("SELECT count(*) FROM offices_unit")
        assert bare.fetchone()[0] == 0


def test_the_scope_of_an_open_transaction_may_be_narrowed_and_widened(
    cast: Cast, neighbour: offices.Office
) -> None:
    with office_scope.every_office(), transaction.atomic():
        assert len(seen()) == 3
        with office_scope.one_office(neighbour.id):
            assert seen() == {"agua"}
        assert len(seen()) == 3


def test_a_thread_of_its_own_has_the_scope_of_the_process(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_scope, "_of_process", office_scope.NONE)
    found: list[Any] = []

    def look() -> None:
        found.append(seen())
        connection.close()

    with office_scope.one_office(cast.office.id):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert found == [set()]
