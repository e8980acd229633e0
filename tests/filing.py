"""A filing that the shipped procedure accepts, and the office that offers it."""

from __future__ import annotations

import itertools
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.documents import api as documents
from ventanilla.domains.notices import api as notices
from ventanilla.kernel import clock

FOLDER = Path(__file__).parent.parent / "procedures" / "cl-acceso-informacion"
SLUG = "acceso-informacion"
_keys = itertools.count(10_000_000)  # never one of a test's own
PDF = b"%PDF-1.7\n% un plano\n"


def answers(**changed: Any) -> dict[str, Any]:
    """Answers that will do. A value of None leaves the answer out."""
    given = {
        "information_wanted": "El presupuesto de áreas verdes de 2025.\nY los contratos vigentes.",
        "names": "Ana María Soto Rojas",
        "address": {"street": "Calle Larga 12", "place": "Puerto Claro"},
        "has_representative": False,
        "signature": True,
        **changed,
    }
    return {name: value for name, value in given.items() if value is not None}


def attachment(cast: Cast, content: bytes = PDF, name: str = "plano.pdf") -> documents.Document:
    """A kept, unsaved document."""
    return documents.keep(
        office_id=cast.office.id, name=name, content=content, declared_type="", limit=1_000_000
    )


@pytest.fixture(name="procedure")
def the_procedure(cast: Cast) -> catalogue.PublishedProcedure:
    """The shipped procedure, in force at the cast's office."""
    catalogue.publish_folder(
        office_id=cast.office.id,
        folder=FOLDER,
        in_force_from=clock.now() - timedelta(days=1),
        by=None,
    )
    return catalogue.in_force(office_id=cast.office.id, slug=SLUG, at=clock.now())


def lodged(cast: Cast, procedure: catalogue.PublishedProcedure, **changed: Any) -> casefiles.Lodged:
    """A filing through the real door."""
    asked = {
        "answers": answers(),
        "documents": {},
        "channel": "api",
        "idempotency_scope": "test",
        "idempotency_key": f"key-{next(_keys)}",
        "received_at": clock.now(),
        "lang": "es",
        **changed,
    }
    return casefiles.lodge(office=cast.office, procedure=procedure, **asked)


def told(case_id: Any) -> int:
    """The person opens the notices that wait in their box; returns how many."""
    waiting = [one for one in notices.notices_of_matter(case_id) if one.pending]
    for one in waiting:
        notices.open_notice(notice_id=one.id, matter_id=case_id, account_id=None)
    return len(waiting)


def with_window(
    cast: Cast, folder: Path, window: str, *, since: timedelta = timedelta(hours=1)
) -> None:
    """A version of the shipped procedure that is filed only in a window (`{quota: 1}`), in force
    `since` ago. `folder` is empty."""
    twin = Path(shutil.copytree(FOLDER, folder / FOLDER.name))
    text = (twin / "procedure.yaml").read_text()
    text = text.replace("kind: application\n", f"kind: application\nwindow: {window}\n", 1)
    (twin / "procedure.yaml").write_text(text)
    catalogue.publish_folder(
        office_id=cast.office.id, folder=twin, in_force_from=clock.now() - since, by=None
    )
    catalogue.forget_procedures()


def with_an_appeal_here(cast: Cast, folder: Path) -> catalogue.PublishedProcedure:
    """The shipped procedure, but that its first appeal goes to the superior of whoever decided, as
    in a country whose law has it so. `folder` is empty."""
    twin = Path(shutil.copytree(FOLDER, folder / FOLDER.name))
    text = (twin / "procedure.yaml").read_text()
    changed = text.replace(
        "body: other\n      lodged: there", "body: superior\n      lodged: here", 1
    )
    (twin / "procedure.yaml").write_text(changed)
    (twin / "examples" / "course-completed.yaml").unlink()  # it tells that it is lodged elsewhere
    catalogue.publish_folder(
        office_id=cast.office.id, folder=twin, in_force_from=clock.now(), by=None
    )
    catalogue.forget_procedures()
    return catalogue.in_force(office_id=cast.office.id, slug=SLUG, at=clock.now())
