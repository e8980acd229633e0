"""Who may do what to the title of a case, in the case; whether the title allows it is asked of it
(`titles`), on the day of the act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.deciding import Condition, Refusal, Row
from ventanilla.domains.casefiles.rules.kinds import CaseKind
from ventanilla.domains.casefiles.rules.standing import Standing
from ventanilla.domains.casefiles.rules.states import State

_GRANTING = frozenset({"granted", "partly"})
_HEAD = frozenset({Actor.HEAD})
_STAFF = frozenset({Actor.CLERK, Actor.OFFICER, Actor.HEAD})
_DURING = frozenset({State.DECIDED, State.ANSWERED, State.CLOSED})
_KINDS = frozenset({CaseKind.APPLICATION, CaseKind.AUTOMATIC, CaseKind.CALL})


def has_title(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """Its procedure grants one, and its decision did."""
    if course.grants and standing.decision and standing.sense in _GRANTING:
        return None
    return Refusal("no-title", _("Este expediente no otorgó ningún título."))


def reasoned(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """Once there is a content, it has its reasons, and the remedies against it."""
    if content and not str(content.get("reasons", "")).strip():
        return Refusal("reasons-missing", _("Falta decir por qué."))
    if content and course.remedies and not content.get("footing"):
        return Refusal(
            "footing-missing",
            _("La decisión no dice qué recursos caben, ante quién y en qué plazo."),
        )
    return None


def provided(act: str) -> Condition:
    """The procedure provides for it with its norm."""

    def condition(
        standing: Standing, course: Course, who: str, content: Mapping[str, Any]
    ) -> Refusal | None:
        if course.grants and course.grants.get(act):
            return None
        return Refusal("not-provided", _("La norma de este título no prevé ese acto."))

    return condition


def _row(by: frozenset[Actor], act: str, *more: Condition) -> Row:
    return by, _DURING, (has_title, provided(act), *more), _KINDS


ON_TITLES: dict[ActKind, Row] = {
    ActKind.CHANGE_TITLE: _row(_HEAD, "change", reasoned),
    ActKind.TRANSFER_TITLE: _row(_STAFF, "transfer", reasoned),
    ActKind.RENEW_TITLE: _row(_HEAD, "renewal", reasoned),
    ActKind.SUSPEND_TITLE: _row(_HEAD, "suspension", reasoned),
    ActKind.LIFT_TITLE: _row(_HEAD, "suspension", reasoned),
    ActKind.RENOUNCE_TITLE: _row(frozenset({Actor.PARTY, Actor.CLERK}), "renunciation"),
}
