"""Cases of the other kinds, from a folder that declares them: published, begun, as the law says."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from tests.cast import Cast
from tests.filing import FOLDER, lodged

from ventanilla.domains.casefiles import api
from ventanilla.domains.casefiles.models import Task
from ventanilla.domains.casefiles.tests.test_acts import Desk
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)
Folder = Callable[..., Path]
STEP = """  - id: {id}
    title: {{es: Paso, pt: Passo, en: Step}}
    act: {act}
    role: {role}
    norm: Ley de prueba, art. 1
    status: known
    source: REVIEW
"""
BODY = "    responsible: {es: Dirección de Obras, pt: Direção de Obras, en: Works Department}\n"


def steps(*acts: str, role: str = "officer", more: str = "") -> str:
    made = [STEP.format(id=act, act=act, role=role) for act in acts]
    return "steps:\n" + "".join(made) + more


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    def made(kind: str, handling: str) -> Path:
        path = Path(shutil.copytree(FOLDER, tmp_path / "acceso-informacion"))
        text = (path / "procedure.yaml").read_text()
        (path / "procedure.yaml").write_text(text.replace("kind: application", f"kind: {kind}"))
        (path / "handling.yaml").write_text(handling)
        return path

    return made


def published(cast: Cast, path: Path) -> catalogue.PublishedProcedure:
    assert catalogue.check_folder(path) == []
    catalogue.publish_folder(
        office_id=cast.office.id,
        folder=path,
        in_force_from=clock.now() - timedelta(days=1),
        by=None,
    )
    return catalogue.in_force(office_id=cast.office.id, slug="acceso-informacion", at=clock.now())


@pytest.mark.parametrize(
    ("kind", "handling", "why"),
    [
        ("declaration", steps("report", "resolve"), "no termina así"),
        ("own_motion", steps("hearing"), "no termina así"),
        ("application", steps("resolve", "report"), "al final"),
        ("automatic", steps("resolve"), "automatizado"),
        ("automatic", steps("resolve", role="automatic"), "qué órgano responde"),
    ],
)
def test_a_folder_that_ends_otherwise_than_its_law_is_not_published(
    folder: Folder, kind: str, handling: str, why: str
):
    errors = catalogue.check_folder(folder(kind, handling))
    assert [why in error.message for error in errors] == [True]
    assert errors[0].line


def test_a_declaration_has_effect_at_filing_and_is_controlled_after(cast: Cast, folder: Folder):
    procedure = published(cast, folder("declaration", steps("control")))
    assert procedure.reply == {}
    desk = Desk(cast, lodged(cast, procedure))
    assert (desk.case.state, desk.case.waiting_on) == (api.State.IN_FORCE, "nobody")
    with pytest.raises(api.OutOfOrder, match="sin oír"):
        desk.by_post(api.cease_effects, desk.head, why="Lo declarado no era cierto.")
    desk.by_post(api.open_hearing, text="Lo hallado en la visita.")
    desk.by_post(api.close_hearing)
    desk.by_post(api.cease_effects, desk.head, why="Lo declarado no era cierto.")
    assert desk.case.state == api.State.DECIDED
    assert list(api.mismatches()) == []


def test_an_automatic_approval_is_granted_with_its_receipt_and_says_who_answers_for_it(
    cast: Cast, folder: Folder
):
    handling = steps("resolve", role="automatic", more=BODY)
    desk = Desk(cast, lodged(cast, published(cast, folder("automatic", handling))))
    assert (desk.case.state, desk.case.last_seq) == (api.State.DECIDED, 3)
    decision = api.Act.objects.get(case=desk.case, kind="resolve")
    assert decision.actor == api.Actor.AUTOMATIC
    assert decision.content["automatic"]["body"]["es"] == "Dirección de Obras"
    assert decision.content["footing"][0]["remedy"] == "amparo"
    assert desk.clock("appeal:amparo").due_on is not None
    assert list(api.mismatches()) == []


def test_an_application_with_a_course_waits_for_each_of_its_steps(cast: Cast, folder: Folder):
    course = steps("report", "hearing", "propose", "resolve")
    desk = Desk(cast, lodged(cast, published(cast, folder("application", course))))
    refused = {"sense": "refused", "text": "Se deniega.", "why": "No cabe."}
    desk.by_post(api.admit)
    with pytest.raises(api.OutOfOrder, match="informe obligatorio"):
        desk.by_post(api.resolve, desk.head, **refused)
    desk.by_post(api.ask_report, report="report", of="Obras", question="¿Cabe?")
    desk.by_post(api.answer_report, report="report", text="No cabe.")
    desk.by_post(api.open_hearing, text="El expediente completo.")
    desk.by_post(api.close_hearing)
    desk.by_post(api.propose, sense="refused", text="Denegar.", why="No cabe.")
    desk.by_post(api.resolve, desk.head, **refused)
    assert desk.case.state == api.State.DECIDED


def test_what_begins_of_own_motion_is_opened_by_the_body_and_never_filed(
    cast: Cast, folder: Folder
):
    procedure = published(cast, folder("own_motion", steps("hearing", "resolve")))
    with pytest.raises(catalogue.BegunByTheBody, match="inicia la administración"):
        lodged(cast, procedure)
    asked = {
        "procedure": procedure,
        "concerned": api.Applicant(name="Obras Uno S. A.", language="es"),
        "cause": "Iniciativa propia, por la visita del día 2.",
        "text": "Se inicia el procedimiento.",
        "idempotency_key": "one",
    }
    with pytest.raises(api.NotYours):
        api.open_own_motion(post=cast.clerk_post, **asked)
    with pytest.raises(api.ActIncomplete):
        api.open_own_motion(post=cast.officer_post, **{**asked, "cause": ""})
    done = api.open_own_motion(post=cast.officer_post, **asked)
    assert api.open_own_motion(post=cast.officer_post, **asked).case_id == done.case_id
    assert "/S/" in done.registered.label
    assert register.receipt(done.registered.entry_id).immediate
    desk = Desk(cast, done)
    assert desk.case.state == api.State.IN_PROGRESS
    view = api.case_for_official(post=cast.officer_post, case_id=desk.id)
    assert view.applicant.name == "Obras Uno S. A."
    assert list(api.mismatches()) == []


def test_what_was_decided_without_a_person_is_looked_at_by_one_who_is_asked(
    cast: Cast, folder: Folder
):
    handling = steps("resolve", role="automatic", more=BODY)
    desk = Desk(cast, lodged(cast, published(cast, folder("automatic", handling))))
    act = desk.by_party(api.ask_review, why="El dato no es mío.")
    assert act.entry_id
    task = Task.objects.get(case=desk.case, state="open")
    assert (task.step, task.role) == (f"review:{act.seq}", "head")
    desk.by_post(api.record_work, desk.head, step=task.step, text="Se comprobó: era suyo.")
    assert not Task.objects.filter(case=desk.case, state="open").exists()
    assert list(api.mismatches()) == []
