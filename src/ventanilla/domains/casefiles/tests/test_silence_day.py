"""Silence works once the days of the notice have passed too, where the law gives them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.cast import Cast
from tests.filing import FOLDER, lodged

from ventanilla.domains.casefiles import api
from ventanilla.domains.casefiles.silence_day import silence_day, silence_day_of
from ventanilla.domains.casefiles.tests.test_acts import on
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)
LATER = """  - id: with_notice
    amount: 25
    unit: working_days
    starts: reception
    text: {es: Con la notificación., pt: Com a notificação., en: With the notice.}
    norm: Ley de prueba, art. 1
    status: known
    source: REVIEW
"""


def published(cast: Cast, place: Path) -> catalogue.PublishedProcedure:
    path = Path(shutil.copytree(FOLDER, place / FOLDER.name))
    text = (path / "procedure.yaml").read_text()
    silent = text.replace("sense: none", "sense: positive\n  limit: with_notice")
    second = silent.index("  - id: ", silent.index("  - id: answer") + 5)
    (path / "procedure.yaml").write_text(silent[:second] + LATER + silent[second:])
    assert catalogue.check_folder(path) == []
    return catalogue.publish_folder(
        office_id=cast.office.id,
        folder=path,
        in_force_from=clock.now() - timedelta(days=1),
        by=None,
    )


def test_the_job_grants_nothing_before_the_days_of_the_notice_have_passed(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    procedure = published(cast, tmp_path)
    case = api.Case.objects.select_related("office").get(id=lodged(cast, procedure).case_id)
    last = silence_day_of(case, procedure)
    assert case.due_on is not None
    assert last is not None
    assert last > case.due_on
    with on(case.due_on + timedelta(days=1), monkeypatch):
        assert api.apply_effects() == 0
        with pytest.raises(api.OutOfOrder, match="no ha vencido"):
            api.record_silence(hand=api.party(None), case_id=case.id)
    with on(last + timedelta(days=1), monkeypatch):
        assert api.apply_effects() == 1
    case.refresh_from_db()
    assert case.state == api.State.DECIDED


def test_what_moved_the_time_to_decide_moves_silence_as_much(cast: Cast, tmp_path: Path):
    procedure = published(cast, tmp_path)
    starts = date(2026, 1, 5)

    def count(limit: Mapping[str, Any], start: date) -> date:
        return start + timedelta(days=limit["amount"])

    asked: dict[str, Any] = {"starts": starts, "count": count}
    plain = silence_day(procedure, procedure.time_limit, last=date(2026, 1, 25), **asked)
    moved = silence_day(procedure, procedure.time_limit, last=date(2026, 2, 4), **asked)
    assert plain == date(2026, 1, 30)
    assert moved == date(2026, 2, 9)
