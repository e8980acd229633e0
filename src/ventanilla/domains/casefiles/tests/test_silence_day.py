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

from ventanilla.domains.casefiles import acting, api
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


def published(cast: Cast, place: Path, *, trigger: str = "time") -> catalogue.PublishedProcedure:
    path = Path(shutil.copytree(FOLDER, place / FOLDER.name))
    text = (path / "procedure.yaml").read_text()
    silent = text.replace("sense: none", "sense: positive\n  limit: with_notice")
    silent = silent.replace("trigger: time", f"trigger: {trigger}", 1)
    second = silent.index("  - id: ", silent.index("  - id: answer") + 5)
    (path / "procedure.yaml").write_text(silent[:second] + LATER + silent[second:])
    assert catalogue.check_folder(path) == []
    return catalogue.publish_folder(
        office_id=cast.office.id,
        folder=path,
        in_force_from=clock.now() - timedelta(days=1),
        by=None,
    )


def offered_to_the_person(case: api.Case) -> api.Refusal | None:
    secret = api.follow_secret(api.Filing.objects.get(case=case).entry_id)
    view = api.case_by_secret(case_id=case.id, secret=secret)
    return api.case_now(view).offers(api.party(None))[api.ActKind.RECORD_SILENCE]


def test_the_job_grants_nothing_before_the_days_of_the_notice_have_passed(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    procedure = published(cast, tmp_path)
    case = api.Case.objects.select_related("office").get(id=lodged(cast, procedure).case_id)
    last = silence_day_of(
        procedure,
        acting.life_of(case).steps,
        office=case.office,
        due_on=case.due_on,
        due_because=case.due_because,
    )
    assert case.due_on is not None
    assert last is not None
    assert last > case.due_on
    with on(case.due_on + timedelta(days=1), monkeypatch):
        assert api.apply_effects() == 0
        with pytest.raises(api.OutOfOrder, match="no ha vencido"):
            api.record_silence(hand=api.party(None), case_id=case.id)
        why = offered_to_the_person(case)
        assert why is not None
        assert (why.code, str(why.instead)) == ("not-yet", f"Vence el {last:%d/%m/%Y}.")
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
    plain = silence_day(procedure, {}, last=date(2026, 1, 25), **asked)
    moved = silence_day(procedure, {}, last=date(2026, 2, 4), **asked)
    assert plain == date(2026, 1, 30)
    assert moved == date(2026, 2, 9)


def test_silence_in_two_steps_waits_for_the_report_of_delay_and_its_days(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    procedure = published(cast, tmp_path, trigger="two_steps")
    case = api.Case.objects.select_related("office").get(id=lodged(cast, procedure).case_id)
    assert case.due_on is not None
    with on(case.due_on + timedelta(days=1), monkeypatch):
        with pytest.raises(api.OutOfOrder, match="denunciar la demora"):
            api.record_silence(hand=api.party(None), case_id=case.id)
        api.complain_of_delay(hand=api.party(None), case_id=case.id, expected_seq=1)
        with pytest.raises(api.OutOfOrder, match="no ha vencido"):
            api.record_silence(hand=api.party(None), case_id=case.id)
    row = api.CaseClock.objects.get(case=case, name="with_notice")
    assert row.owed_by == "body"
    assert row.due_on is not None
    with on(row.due_on + timedelta(days=1), monkeypatch):
        assert api.apply_effects() == 0
        api.record_silence(hand=api.party(None), case_id=case.id)
    case.refresh_from_db()
    assert case.state == api.State.DECIDED
    row.refresh_from_db()
    assert row.ended_on is not None
