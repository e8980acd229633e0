"""Which acts are made known by a notice, and from which the person's time runs (ES: Ley 39/2015,
arts 40 and 41; CL: Ley 19.880, art. 45; PE: TUO Ley 27444, art. 18; BR: Lei 9.784, art. 28)."""

from __future__ import annotations

from ventanilla.domains.casefiles.rules.act_kinds import ActKind

NOTIFIED_KINDS = frozenset(
    {
        ActKind.ASK_CORRECTION,
        ActKind.OPEN_HEARING,
        ActKind.WARN_LAPSE,
        ActKind.EXTEND,
        ActKind.MOVE_VERSION,
        ActKind.RESOLVE,
        ActKind.ANSWER,
        ActKind.REJECT,
        ActKind.DEEM_WITHDRAWN,
        ActKind.DECLARE_LAPSE,
        ActKind.DECIDE_APPEAL,
        ActKind.OPEN_INVALIDATION,
        ActKind.INVALIDATE,
        ActKind.CEASE_EFFECTS,
        ActKind.CHANGE_TITLE,
        ActKind.TRANSFER_TITLE,
        ActKind.RENEW_TITLE,
        ActKind.SUSPEND_TITLE,
        ActKind.LIFT_TITLE,
    }
)
