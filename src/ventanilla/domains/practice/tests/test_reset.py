"""A practice office is reset and says so; no other office ever is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.cast import Cast
from tests.walking import Walker, text_of

from ventanilla.domains.casefiles.models import Case, Draft, Filing
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties.models import Person
from ventanilla.domains.practice import tasks
from ventanilla.domains.practice.api import NoPracticeOffice, reset, reset_at_night
from ventanilla.domains.register import api as register
from ventanilla.domains.register.models import Entry, Epoch, LogRecord
from ventanilla.kernel import clock
from ventanilla.kernel.append_only import unguarded

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture(name="practice")
def a_practice_office(cast: Cast, procedure: PublishedProcedure) -> Cast:
    with transaction.atomic():
        offices.Office.objects.filter(pk=cast.office.pk).update(practice=True)
    offices.forget_offices()
    cast.office.practice = True
    return cast


def test_an_office_that_is_no_practice_is_never_reset(cast: Cast, procedure: PublishedProcedure):
    Walker(cast).file_one()
    with pytest.raises(NoPracticeOffice):
        reset(cast.office)
    assert (Case.objects.count(), Epoch.objects.count()) == (1, 1)


def test_a_reset_removes_what_was_written_and_keeps_the_book(practice: Cast) -> None:
    walker = Walker(practice)
    walker.file_one()
    walker.start()
    origin = reset(practice.office)
    gone = (Case, Filing, Draft, Person)
    assert [model.objects.count() for model in gone] == [0, 0, 0, 0]
    old, new = Epoch.objects.order_by("number")
    assert (new.origin, new.origin.startswith(old.origin)) == (origin, True)
    assert "práctica" in new.cause
    said = LogRecord.objects.get(epoch=2, kind="epoch")
    assert said.name.startswith(f"{old.origin}@")
    assert "práctica" in said.statement
    assert Entry.objects.count() == 1
    Walker(practice).file_one()
    assert [str(e)[-1] for e in Entry.objects.order_by("number")] == ["1", "2"]
    assert register.audit(practice.office).findings == []


def test_the_guards_are_back_after_a_reset(practice: Cast) -> None:
    Walker(practice).file_one()
    reset(practice.office)
    Walker(practice).file_one()
    assert unguarded(["casefiles_act", "casefiles_filing", "privacy_accessline"]) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Filing.objects.all().delete()


def test_the_night_resets_each_practice_office_once(practice: Cast, monkeypatch: Any) -> None:
    office = practice.office
    with transaction.atomic():  # its log was not begun yet: what counts is when it was founded
        long_ago = clock.now() - timedelta(days=2)
        offices.Office.objects.filter(pk=office.pk).update(founded_at=long_ago)
    register.open_log(office)
    hour = clock.now().astimezone(office.zone).hour
    monkeypatch.setattr(tasks, "HOUR", (hour + 12) % 24)
    assert reset_at_night() == []
    monkeypatch.setattr(tasks, "HOUR", hour)
    assert reset_at_night() == []  # its log began a moment ago
    monkeypatch.setattr(tasks, "_APART", timedelta(0))
    assert reset_at_night() == [office.slug]


def test_every_page_of_a_practice_office_says_so(practice: Cast) -> None:
    walker = Walker(practice)
    case = walker.file_one()
    for name, given in (("home", {}), ("filed", {"case": case}), ("case", {"case": case})):
        assert "nada de lo que haga aquí tiene efectos" in text_of(
            walker.get(f"portal:{name}", **given)
        )
    assert practice.office not in offices.counted_offices()
