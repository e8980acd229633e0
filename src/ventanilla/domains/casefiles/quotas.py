"""How many filings a procedure takes: where its window says so, and nowhere else."""

from __future__ import annotations

from ventanilla.domains.casefiles.models import Case
from ventanilla.domains.catalogue.api import PublishedProcedure, QuotaFull
from ventanilla.domains.offices.api import Office


def refuse_over_quota(*, office: Office, procedure: PublishedProcedure) -> None:
    """Raises `QuotaFull` when the window's filings are all there. Costs no query without a quota.

    Filings that enter at the same moment may pass the last place together: the order of the book,
    which is exact, then says who came first.
    """
    quota = procedure.window.get("quota")
    if not quota:
        return
    taken = Case.objects.filter(office_id=office.id, version__slug=procedure.slug)
    if procedure.window["from"]:
        taken = taken.filter(opened_at__gte=procedure.window["from"])
    if taken.count() >= quota:
        raise QuotaFull(procedure.slug, quota=quota)
