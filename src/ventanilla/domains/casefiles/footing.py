"""The footing of appeal that every decision carries (ES: Ley 39/2015, art. 40.2; CL: Ley 19.880,
art. 41)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ventanilla.domains.casefiles.errors import CaseUnknown
from ventanilla.domains.casefiles.models import Case
from ventanilla.domains.catalogue import api as catalogue


def footing_of(case_id: UUID) -> list[dict[str, Any]]:
    """Each remedy of the case's procedure: id, name by language, time to lodge, norm and
    before whom."""
    version = Case.objects.filter(id=case_id).values_list("version_id", flat=True).first()
    if version is None:
        raise CaseUnknown
    return footing_in(catalogue.version(version))


def footing_in(procedure: catalogue.PublishedProcedure) -> list[dict[str, Any]]:
    """The same, of a procedure."""
    return [
        {
            "remedy": appeal["id"],
            "name": dict(appeal["name"]),
            "lodge": dict(appeal["lodge"]) if appeal["lodge"] else None,
            "norm": appeal["norm"],
            "before": dict(appeal["before"]) if appeal.get("before") else None,
        }
        for appeal in procedure.appeals
    ]
