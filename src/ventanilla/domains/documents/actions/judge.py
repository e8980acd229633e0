"""Ask the scanner about what waits in quarantine."""

from __future__ import annotations

import structlog
from django.db import transaction

from ventanilla.domains.documents import store
from ventanilla.domains.documents.models import Document, DocumentState
from ventanilla.domains.documents.ports import Scanner, ScannerDown, Verdict, scanner
from ventanilla.kernel import clock

log = structlog.get_logger(__name__)


def judge_quarantined(*, most: int = 100) -> int:
    """Judge the oldest waiting files, at most so many; returns how many got a verdict.

    A scanner that is down leaves them waiting: the next turn asks again. No transaction is
    open while the scanner reads.
    """
    waiting = Document.objects.filter(state=DocumentState.QUARANTINED).order_by("kept_at")[:most]
    judge, judged = scanner(), 0
    for document in waiting:
        try:
            verdict = _verdict(judge, document)
        except ScannerDown as error:
            log.warning("scanner.down", reason=str(error))
            break
        except FileNotFoundError:
            log.error("document.missing", document=str(document.id))
            continue
        judged += _record(document, verdict)
    return judged


def _verdict(judge: Scanner, document: Document) -> Verdict:
    return judge.scan(store.read(office_id=document.office_id, sha256=bytes(document.sha256)))


def _record(document: Document, verdict: Verdict) -> int:
    state = DocumentState.CLEAN if verdict.clean else DocumentState.REFUSED
    with transaction.atomic():
        return Document.objects.filter(id=document.id, state=DocumentState.QUARANTINED).update(
            state=state, verdict=verdict.name[:100], judged_at=clock.now()
        )
