"""A case over one's own data, filed at the cast's office through the real door."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from tests.filing import lodged
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.kernel import clock

DATA_FOLDER = Path(__file__).parent.parent / "procedures" / "cl-derechos-datos"
DATA_SLUG = "derechos-datos"


def data_answers(right: str = "access", **changed: Any) -> dict[str, Any]:
    """Answers that will do for that right."""
    return {
        "right": right,
        "names": "Ana María Soto Rojas",
        "identity": "12.345.678-5",
        "address": {"street": "Calle Larga 12", "place": "Puerto Claro"},
        **({"wrong": "Mi correo está mal."} if right == "correction" else {}),
        **changed,
    }


@pytest.fixture(name="data_procedure")
def the_data_procedure(cast: Cast) -> catalogue.PublishedProcedure:
    """The shipped procedure over one's own data, in force at the cast's office."""
    catalogue.publish_folder(
        office_id=cast.office.id,
        folder=DATA_FOLDER,
        in_force_from=clock.now() - timedelta(days=1),
        by=None,
    )
    return catalogue.in_force(office_id=cast.office.id, slug=DATA_SLUG, at=clock.now())


def asked(
    cast: Cast,
    procedure: catalogue.PublishedProcedure,
    right: str = "access",
    *,
    account: Any = None,
    **changed: Any,
) -> casefiles.CaseView:
    """The case of a request over one's data, as the officer sees it."""
    filed = lodged(
        cast,
        procedure,
        answers=data_answers(right, **changed),
        account_id=account.id if account else None,
    )
    return casefiles.case_for_official(post=cast.officer_post, case_id=filed.case_id)
