"""What is made known by a notice, and by which means: in the box of whoever filed electronically,
on paper for whoever came to the counter, and always as the person chose (ES: Ley 39/2015, arts 14
and 41; CL: Ley 19.880, arts 30 and 46; PE: TUO Ley 27444, art. 20.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import translation

from ventanilla.domains.casefiles.models import Act, Case, Filing
from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.noticed import NOTIFIED_KINDS
from ventanilla.domains.casefiles.rules.standing import Standing
from ventanilla.domains.notices import api as notices

_ELECTRONIC = frozenset({"portal", "api"})
_BODY = frozenset({Actor.OFFICER, Actor.HEAD, Actor.BODY, Actor.AUTOMATIC, Actor.LAW})


def with_notice(
    said: Mapping[str, Any], *, kind: ActKind, actor: Actor, case: Case, standing: Standing
) -> dict[str, Any]:
    """`said`, and how it will be notified where it must be: what the body decides, and what opens a
    time limit of the person's. In a call the publication of its list is everybody's notice (ES: Ley
    39/2015, art. 45.1 b): such an act says `published_in`."""
    if kind not in NOTIFIED_KINDS or actor not in _BODY or said.get("published_in"):
        return dict(said)
    return {**said, "notice": {"means": means_of(case, standing)}}


def means_of(case: Case, standing: Standing) -> str:
    """As the person chose; else as they filed."""
    if standing.means:
        return standing.means
    channel = Filing.objects.filter(entry_id=case.opened_by_id).values_list("channel", flat=True)
    return notices.Means.BOX if channel.first() in _ELECTRONIC else notices.Means.PAPER


def tell(case: Case, act: Act) -> notices.Notice | None:
    """Place the notice of an act that says how it is notified, in the act's transaction."""
    how = act.content.get("notice")
    if not how:
        return None
    with translation.override(case.office.language):
        title = f"{ActKind(act.kind).label}: {case.subject}"
    return notices.place(
        office=case.office,
        matter_id=case.id,
        matter_label=str(case.opened_by),
        item=act.seq,
        title=title,
        addressee=case.applicant,
        account_id=case.account_id,
        means=how["means"],
    )


def not_yet_told(case_id: UUID, kind: ActKind) -> bool:
    """Whether the last act of that kind waits for its notice: nothing runs against the person."""
    seq = (
        Act.objects.filter(case_id=case_id, kind=kind)
        .order_by("-seq")
        .values_list("seq", flat=True)
    )
    last = seq.first()
    notice = notices.notice_of(matter_id=case_id, item=last) if last else None
    return notice is not None and notice.pending
