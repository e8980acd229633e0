"""Files that nothing refers to go; what is referred to, young, or kept again meanwhile stays."""

from __future__ import annotations

import os
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from tests.cast import Cast
from tests.filing import PDF, attachment, lodged

from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.documents import api, store
from ventanilla.domains.documents.actions import drop_unused
from ventanilla.domains.documents.models import Document
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)
LONG_AGO = time.time() - 10 * 86400


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def path(document: Document) -> Path:
    return store.path_of(office_id=document.office_id, sha256=bytes(document.sha256))


def aged(document: Document) -> Document:
    """As if kept ten days ago; its row is saved where it was not yet."""
    document.kept_at = clock.now() - timedelta(days=10)
    with transaction.atomic():
        if not Document.objects.filter(id=document.id).update(kept_at=document.kept_at):
            document.save(force_insert=True)
    os.utime(path(document), (LONG_AGO, LONG_AGO))
    return document


def test_what_nothing_refers_to_goes_and_its_file_two_days_after_its_row(cast: Cast):
    loose = aged(attachment(cast))
    part = bytes(loose.sha256)[0]
    assert api.drop_unused_rows() == (1, None)
    assert not Document.objects.exists()
    assert api.drop_unused_files(part=part) == 0  # a backup may have copied the row just before
    assert path(loose).exists()
    os.utime(path(loose), (LONG_AGO, LONG_AGO))
    assert api.drop_unused_files(part=part) == 1
    assert not path(loose).exists()


def test_what_was_filed_stays_and_so_does_a_file_that_another_row_has(
    cast: Cast, procedure: PublishedProcedure
):
    filed = attachment(cast)
    lodged(cast, procedure, documents={"attachment": [filed]})
    aged(filed)
    twin = aged(attachment(cast))
    assert twin.sha256 == filed.sha256
    assert api.drop_unused_rows() == (1, None)
    assert [one.id for one in Document.objects.all()] == [filed.id]
    assert api.drop_unused_files(part=bytes(filed.sha256)[0]) == 0
    assert path(filed).read_bytes() == PDF


def test_what_was_kept_a_moment_ago_stays(cast: Cast):
    young = attachment(cast)
    with transaction.atomic():
        young.save()
    assert api.drop_unused_rows() == (0, None)
    assert api.drop_unused_files(part=bytes(young.sha256)[0]) == 0
    assert path(young).exists()


def test_rows_are_looked_at_a_number_at_a_time_and_then_from_the_first(cast: Cast):
    for n in range(3):
        aged(attachment(cast, content=PDF + b"%d" % n))
    gone, after = api.drop_unused_rows(most=2)
    assert gone == 2
    assert api.drop_unused_rows(after=after, most=2) == (1, None)


def test_a_file_that_never_had_a_row_goes_when_its_folder_is_looked_at(cast: Cast):
    refused = attachment(cast)
    os.utime(path(refused), (LONG_AGO, LONG_AGO))
    part = bytes(refused.sha256)[0]
    assert api.drop_unused_files(part=(part + 1) % drop_unused.PARTS) == 0
    assert api.drop_unused_files(part=part) == 1
    assert not path(refused).exists()


def test_what_is_kept_again_counts_as_kept_now(cast: Cast):
    first = attachment(cast)
    os.utime(path(first), (LONG_AGO, LONG_AGO))
    attachment(cast)
    assert api.drop_unused_files(part=bytes(first.sha256)[0]) == 0
    assert path(first).exists()


def test_whoever_keeps_a_content_has_it_though_it_is_dropped_at_that_moment(cast: Cast):
    first = attachment(cast)
    where, sha256 = path(first), bytes(first.sha256)
    for _round in range(100):
        os.utime(where, (LONG_AGO, LONG_AGO))
        start = threading.Barrier(2)

        def drop(start: threading.Barrier = start) -> None:
            start.wait()
            store.drop(office_id=cast.office.id, sha256=sha256, before=LONG_AGO + 60)

        dropping = threading.Thread(target=drop)
        dropping.start()
        start.wait()
        attachment(cast)
        dropping.join()
        assert where.read_bytes() == PDF


def test_every_table_that_holds_documents_is_asked():
    asked = {model._meta.label for model, _field in drop_unused._references()}
    assert asked >= {
        "casefiles.FilingDocument",
        "casefiles.ActDocument",
        "casefiles.DraftDocument",
        "counter.SignedSheet",
        "clips.Clip",
    }
