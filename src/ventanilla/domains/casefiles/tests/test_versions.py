"""A case stays on its version; an act moves it, told and reasoned; drafts are told what changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from tests.cast import Cast
from tests.filing import FOLDER, SLUG, lodged, told

from ventanilla.domains.casefiles import api
from ventanilla.domains.casefiles.models import Draft, Task
from ventanilla.domains.casefiles.tests.test_acts import Desk, desk
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.notices import api as notices
from ventanilla.kernel import clock

__all__ = ["desk"]  # the fixture
pytestmark = pytest.mark.django_db(transaction=True)
Publish = Callable[..., catalogue.PublishedProcedure]


@pytest.fixture(name="publish")
def publishing(cast: Cast, tmp_path: Path) -> Publish:
    """The shipped procedure again, changed by pairs of texts, in force now."""

    def publish(*changes: tuple[str, str, str], since: timedelta = timedelta()) -> object:
        twin = Path(shutil.copytree(FOLDER, tmp_path / "twin" / FOLDER.name, dirs_exist_ok=True))
        for file, old, new in changes:
            text = (twin / file).read_text()
            assert old in text
            (twin / file).write_text(text.replace(old, new, 1))
        for example in (twin / "examples").glob("*.yaml"):
            example.unlink()
        (twin / "examples" / "one.yaml").write_text(EXAMPLE)
        found = catalogue.publish_folder(
            office_id=cast.office.id, folder=twin, in_force_from=clock.now() + since, by=None
        )
        catalogue.forget_procedures()
        return found

    return publish  # type: ignore[return-value]


EXAMPLE = """\
case: {es: Incompleta, pt: Incompleto, en: Incomplete}
story: {es: Ana no dice qué quiere., pt: Ana não diz o que quer., en: Ana does not say what.}
office: {country: CL, time_zone: America/Santiago}
filed_at: '2026-03-02T10:15:00-03:00'
answers: {names: Ana Soto}
expected: {valid: false}
"""
SHORTER = ("procedure.yaml", "amount: 20", "amount: 10")
LONGER = ("procedure.yaml", "amount: 20", "amount: 30")
SAID = {"why": "La ordenanza nueva lo manda.", "basis": "Ordenanza 5, disposición transitoria"}


def agree() -> None:
    assert [str(one) for one in api.mismatches()] == []


def test_a_case_stays_on_its_version_until_an_act_moves_it(desk: Desk, publish: Publish):
    before = desk.case
    new = publish(SHORTER)
    desk.by_post(api.admit)
    assert desk.case.version_id == before.version_id
    assert desk.case.due_on == before.due_on
    act = desk.by_post(api.move_version, desk.head, **SAID)
    assert desk.case.version_id == new.version_id
    assert (act.content["from"], act.content["to"]) == (1, 2)
    assert act.content["changed"] == ["time_limit:changed:answer"]
    assert act.entry_id is not None
    agree()


def test_a_shorter_time_for_the_office_follows_and_a_longer_one_does_not(
    desk: Desk, publish: Publish
):
    told_day = desk.case.due_on
    assert told_day is not None
    publish(LONGER)
    act = desk.by_post(api.move_version, desk.head, **SAID)
    assert (desk.case.due_on, act.content["moved"]) == (told_day, False)
    publish(SHORTER)
    act = desk.by_post(api.move_version, desk.head, **SAID)
    assert desk.case.due_on is not None
    assert desk.case.due_on < told_day
    assert act.content["moved"] is True
    assert act.content["law"] == desk.case.due_on.isoformat()
    agree()


def test_pauses_that_ran_are_counted_again_with_the_new_time(desk: Desk, publish: Publish):
    desk.by_post(api.suspend, why="Se pidió dictamen.", basis="Ley de prueba, art. 1")
    desk.by_post(api.resume)
    publish(SHORTER)
    desk.by_post(api.move_version, desk.head, **SAID)
    assert desk.case.due_because
    agree()


def test_the_person_is_notified_of_it(desk: Desk, publish: Publish):
    publish(SHORTER)
    act = desk.by_post(api.move_version, desk.head, **SAID)
    notice = notices.notice_of(matter_id=desk.id, item=act.seq)
    assert notice is not None
    assert notice.pending
    assert told(desk.id) == 1


def test_it_is_refused_with_the_reason(desk: Desk, publish: Publish):
    with pytest.raises(api.OutOfOrder, match="versión vigente"):
        desk.by_post(api.move_version, desk.head, **SAID)
    publish(SHORTER)
    with pytest.raises(api.NotYours):
        desk.by_post(api.move_version, **SAID)
    for missing in ({"why": " "}, {"basis": " "}):
        with pytest.raises(api.ActIncomplete):
            desk.by_post(api.move_version, desk.head, **{**SAID, **missing})
    desk.by_post(api.ask_correction, fields={"information_wanted": "Diga de qué años."})
    with pytest.raises(api.OutOfOrder):
        desk.by_post(api.move_version, desk.head, **SAID)
    assert desk.case.state == api.State.CORRECTION
    agree()


def test_what_was_answered_and_done_is_still_read_after_it(desk: Desk, publish: Publish):
    desk.by_post(api.admit)
    seqs = [act.seq for act in api.Act.objects.filter(case_id=desk.id)]
    before = api.case_now(api.case_for_official(post=desk.cast.officer_post, case_id=desk.id))
    lines = before.read_back(before.answers, before.files, "es")
    publish(SHORTER)
    desk.by_post(api.move_version, desk.head, **SAID)
    after = api.case_now(api.case_for_official(post=desk.cast.officer_post, case_id=desk.id))
    assert lines.items() <= after.read_back(after.answers, after.files, "es").items()
    assert after.view.filed_under.version == 1
    assert [act.seq for act in after.view.acts] == [*seqs, seqs[-1] + 1]
    assert Task.objects.filter(case_id=desk.id).exists()
    desk.by_post(api.answer, desk.head, text="Se entrega.", decision="granted", reasons="")
    agree()


def test_a_draft_is_told_what_changed_once_and_words_disturb_nothing(
    cast: Cast, procedure: catalogue.PublishedProcedure, publish: Publish
):
    draft = api.start_draft(office=cast.office, slug=SLUG, lang="es")
    api.save_page(
        draft=draft,
        procedure=procedure,
        page="request",
        answers={"information_wanted": "El presupuesto de 2025"},
        lang="es",
    )
    words = publish(("procedure.yaml", "amount: 20", "amount: 20  # como antes"))
    api.settle_draft(draft=draft, procedure=words)
    assert draft.changed_from_id is None
    new = publish(SHORTER)
    api.settle_draft(draft=draft, procedure=new)
    [change] = api.changes_of(draft, new)
    assert (change.what, change.how) == ("time_limit", "changed")
    assert change.amounts == ((20, "working_days"), (10, "working_days"))
    assert draft.answers["information_wanted"].startswith("El presupuesto")
    api.read_changes(draft)
    assert api.changes_of(Draft.objects.get(id=draft.id), new) == ()


def test_a_version_to_come_is_known_before_it_is_in_force(cast: Cast, desk: Desk, publish: Publish):
    publish(SHORTER, since=timedelta(days=9))
    found = catalogue.coming(office_id=cast.office.id, slug=SLUG, at=clock.now())
    assert found is not None
    assert found.version == 2
    present = catalogue.in_force(office_id=cast.office.id, slug=SLUG, at=clock.now())
    assert present.version == 1
    assert lodged(cast, present).case_id
    with pytest.raises(api.OutOfOrder):
        desk.by_post(api.move_version, desk.head, **SAID)
