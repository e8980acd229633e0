"""What each act changes in the standing of a case: one small function per act.

An act that is not named here is a record: it changes nothing but the count.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from ventanilla.domains.casefiles.rules.act_kinds import DECISIONS_ON_TITLES, ActKind
from ventanilla.domains.casefiles.rules.appeal_outcomes import decides_matter, sends_back
from ventanilla.domains.casefiles.rules.standing import Appeal, Pause, Standing, Step
from ventanilla.domains.casefiles.rules.states import State

Change = Callable[[Standing, Step], dict[str, Any]]


def after(standing: Standing, step: Step) -> Standing:
    """The standing once `step` was done. It is not asked here whether it might be."""
    changed = _CHANGES.get(step.kind, _nothing)(standing, step)
    if step.content.get("notice"):  # its effect on the person begins with the notice
        changed["sealed"] = standing.sealed | {step.seq}
    return replace(standing, last_seq=step.seq, **changed)


def _nothing(_standing: Standing, _step: Step) -> dict[str, Any]:
    return {}


def _to(state: State) -> Change:
    return lambda standing, step: {"state": state}


def _forward(standing: Standing, step: Step) -> dict[str, Any]:
    """In its office a case goes on in another unit; elsewhere it ends here."""
    if step.content.get("unit"):
        return {"unit": step.content["unit"]}
    return {} if step.content.get("in_part") else {"state": State.FORWARDED}


def _close_information(standing: Standing, step: Step) -> dict[str, Any]:
    """Time alone may close it: the replies are owed all the same (ES art. 83.3)."""
    answered = {seq for reply in step.content.get("replies", ()) for seq in reply["to"]}
    return {"information": "closed", "unanswered": standing.unanswered - answered}


def _notify_third_parties(standing: Standing, step: Step) -> dict[str, Any]:
    waits = step.content.get("suspends") and not standing.decision
    pauses = (*standing.pauses, _pause(step, "suspension")) if waits else standing.pauses
    return {"third_parties": True, "pauses": pauses}


def _admit(standing: Standing, step: Step) -> dict[str, Any]:
    return {"state": State.IN_PROGRESS, "resumes": State.IN_PROGRESS}


def _ask_correction(standing: Standing, step: Step) -> dict[str, Any]:
    pauses = standing.pauses
    if step.content.get("suspends"):
        pauses = (*pauses, _pause(step, "correction"))
    return {
        "state": State.CORRECTION,
        "resumes": standing.state,
        "correction": step.seq,
        "pauses": pauses,
    }


def _correct(standing: Standing, step: Step) -> dict[str, Any]:
    if standing.state != State.CORRECTION:
        return {}
    return {
        "state": standing.resumes,
        "correction": 0,
        "pauses": _ended(standing.pauses, step, cause="correction"),
    }


def _ask_report(standing: Standing, step: Step) -> dict[str, Any]:
    pauses = standing.pauses
    if step.content.get("suspends"):
        pauses = (*pauses, _pause(step, f"report:{step.content['report']}"))
    # What comes after the hearing was not heard (ES art. 82.1: just before the proposal).
    hearing = "" if standing.hearing == "closed" else standing.hearing
    reports = {**standing.reports, step.content["report"]: False}
    return {"reports": reports, "pauses": pauses, "hearing": hearing}


def _answer_report(standing: Standing, step: Step) -> dict[str, Any]:
    name = step.content["report"]
    return {
        "reports": {**standing.reports, name: True},
        "pauses": _ended(standing.pauses, step, cause=f"report:{name}"),
    }


def _suspend(standing: Standing, step: Step) -> dict[str, Any]:
    return {"pauses": (*standing.pauses, _pause(step, "suspension"))}


def _resume(standing: Standing, step: Step) -> dict[str, Any]:
    return {"pauses": _ended(standing.pauses, step, cause="suspension")}


def _pause(step: Step, cause: str) -> Pause:
    first = date.fromisoformat(step.content.get("from") or step.at.date().isoformat())
    return Pause(first, None, cause, str(step.content.get("basis", "")))


def _ended(pauses: tuple[Pause, ...], step: Step, *, cause: str) -> tuple[Pause, ...]:
    last = date.fromisoformat(step.content.get("until") or step.at.date().isoformat())
    return tuple(
        replace(pause, last=max(last, pause.first))
        if pause.last is None and pause.cause == cause
        else pause
        for pause in pauses
    )


def _propose(standing: Standing, step: Step) -> dict[str, Any]:
    return {"state": State.PROPOSED, "proposed_by": step.who}


def _resolve(standing: Standing, step: Step) -> dict[str, Any]:
    return {
        "state": State.DECIDED,
        "decision": step.seq,
        "sense": step.content["sense"],
        "by_silence": False,
        "hands_over": False,
        "decided_by": step.who,
        "pauses": _all_ended(standing, step),
        "reserve": step.content.get("outcome") == "reserve",
    }


def _end(state: State) -> Change:
    """A decision that ends the case without deciding the matter."""

    def change(standing: Standing, step: Step) -> dict[str, Any]:
        return {
            "state": state,
            "decision": step.seq,
            "sense": state.value,
            "decided_by": step.who,
            "pauses": _all_ended(standing, step),
        }

    return change


def _answer(standing: Standing, step: Step) -> dict[str, Any]:
    return {
        "state": State.ANSWERED,
        "decision": step.seq,
        "sense": step.content.get("decision", "answered"),
        "by_silence": False,
        "hands_over": False,
        "decided_by": step.who,
        "pauses": _all_ended(standing, step),
    }


def _all_ended(standing: Standing, step: Step) -> tuple[Pause, ...]:
    return tuple(
        pause if pause.last else replace(pause, last=max(step.at.date(), pause.first))
        for pause in standing.pauses
    )


def _record_silence(standing: Standing, step: Step) -> dict[str, Any]:
    """Positive silence is a decision like any other (ES art. 24.2); negative silence is a fiction
    that opens the appeal, and the body goes on owing its decision (ES art. 24.3.b)."""
    if step.content["sense"] != "positive":
        return {"silence": "recorded"}
    return {
        "silence": "recorded",
        "state": State.DECIDED,
        "decision": step.seq,
        "sense": "granted",
        "by_silence": True,
        "hands_over": bool(step.content.get("hand_over")),
        "pauses": _all_ended(standing, step),
    }


def _notified(standing: Standing, step: Step) -> dict[str, Any]:
    return {"sealed": standing.sealed - {int(step.content["act"])}}


def _choose_means(standing: Standing, step: Step) -> dict[str, Any]:
    return {"means": step.content["means"], "paper": step.content["means"] == "paper"}


def _appeal(standing: Standing, step: Step) -> dict[str, Any]:
    made = Appeal(step.seq, step.content["remedy"], int(step.content["against"]))
    return {"appeals": (*standing.appeals, made)}


def _suspend_act(standing: Standing, step: Step) -> dict[str, Any]:
    return {"appeals": _changed_appeal(standing, step, suspends=True)}


def _forward_appeal(standing: Standing, step: Step) -> dict[str, Any]:
    return {"appeals": _changed_appeal(standing, step, forwarded=True)}


def _decide_appeal(standing: Standing, step: Step) -> dict[str, Any]:
    """Upheld, it sends the case back to the step that failed, or replaces the decision; where
    silence was appealed there was none, so whatever it says on the matter is the decision."""
    outcome = step.content["outcome"]
    appeals = {"appeals": _changed_appeal(standing, step, outcome=outcome)}
    if against_title_act(standing, int(step.content["appeal"])):
        return appeals  # the title alone is touched (`titling`)
    if sends_back(step):
        return appeals | {
            "state": State.IN_PROGRESS,
            "resumes": State.IN_PROGRESS,
            "decision": 0,
            "sense": "",
            "proposed_by": "",
            "agreed": False,
            "by_silence": False,
            "hands_over": False,
        }
    if not decides_matter(step) or (outcome == "dismissed" and standing.decision):
        return appeals
    return appeals | {
        "state": State.DECIDED,
        "decision": step.seq,
        "sense": "refused" if outcome == "dismissed" else step.content["sense"],
        "by_silence": False,
        "hands_over": False,
        "pauses": _all_ended(standing, step),
    }


def against_title_act(standing: Standing, appealed: int) -> bool:
    """Whether an appeal is against a decision on the title, and not against the one granting it."""
    against = next((a.against for a in standing.appeals if a.seq == appealed), 0)
    return against in standing.on_title


def _changed_appeal(standing: Standing, step: Step, **values: Any) -> tuple[Appeal, ...]:
    seq = int(step.content["appeal"])
    return tuple(
        replace(appeal, **values) if appeal.seq == seq else appeal for appeal in standing.appeals
    )


def _bar(standing: Standing, step: Step) -> dict[str, Any]:
    return {"barred": standing.barred | {step.content["account"]}}


def _invalidate(standing: Standing, step: Step) -> dict[str, Any]:
    return {
        "annulled": True,
        "invalidation": False,
        "sense": "annulled",
        "by_silence": False,
        "hands_over": False,
    }


def _open_again(standing: Standing, step: Step) -> dict[str, Any]:
    """A split-off case goes on by itself."""
    return {"state": State.IN_PROGRESS} if standing.state == State.JOINED else {}


def _cease(standing: Standing, step: Step) -> dict[str, Any]:
    """A decision like any other: it is notified, and may be appealed (ES art. 69.4)."""
    return {
        "state": State.DECIDED,
        "decision": step.seq,
        "sense": "refused",
        "pauses": _all_ended(standing, step),
    }


def _close(standing: Standing, step: Step) -> dict[str, Any]:
    return {"state": State.CLOSED}


def _on_title(standing: Standing, step: Step) -> dict[str, Any]:
    return {"on_title": standing.on_title | {step.seq}}


_CHANGES: dict[ActKind, Change] = {
    **dict.fromkeys(DECISIONS_ON_TITLES, _on_title),
    ActKind.FORWARD: _forward,
    ActKind.ADMIT: _admit,
    ActKind.REJECT: _end(State.INADMISSIBLE),
    ActKind.ASK_CORRECTION: _ask_correction,
    ActKind.CORRECT: _correct,
    ActKind.ALLOW_PAPER: lambda s, x: {"paper": True, "means": "paper"},
    ActKind.NOTIFIED: _notified,
    ActKind.RECORD_TACIT_NOTICE: _notified,
    ActKind.CHOOSE_MEANS: _choose_means,
    ActKind.ASK_REPORT: _ask_report,
    ActKind.ANSWER_REPORT: _answer_report,
    ActKind.OPEN_INFORMATION: lambda s, x: {"information": "open"},
    ActKind.SPEAK: lambda s, x: {"unanswered": s.unanswered | {x.seq}},
    ActKind.CLOSE_INFORMATION: _close_information,
    ActKind.OPEN_HEARING: lambda s, x: {"hearing": "open"},
    ActKind.CLOSE_HEARING: lambda s, x: {"hearing": "closed"},
    ActKind.NOTIFY_THIRD_PARTIES: _notify_third_parties,
    ActKind.RECORD_WORK: lambda s, x: {"worked": s.worked | {x.content["step"]}},
    ActKind.JOIN: _to(State.JOINED),
    ActKind.SPLIT: _open_again,
    ActKind.RECUSE: lambda s, x: _bar(s, x) if x.content.get("accepted") else {},
    ActKind.ABSTAIN: _bar,
    ActKind.EXTEND: lambda s, x: {"extended": True},
    ActKind.SUSPEND: _suspend,
    ActKind.RESUME: _resume,
    ActKind.WARN_LAPSE: lambda s, x: {"lapse_warned": True},
    ActKind.COMPLAIN_OF_DELAY: lambda s, x: {"delay_complained": True},
    ActKind.PROPOSE: _propose,
    ActKind.AGREE: lambda s, x: {"agreed": True},
    ActKind.RESOLVE: _resolve,
    ActKind.ANSWER: _answer,
    ActKind.DESIST: _end(State.WITHDRAWN),
    ActKind.WAIVE: _end(State.WITHDRAWN),
    ActKind.DEEM_WITHDRAWN: _end(State.DEEMED_WITHDRAWN),
    ActKind.DECLARE_LAPSE: _end(State.LAPSED),
    ActKind.RECORD_SILENCE: _record_silence,
    ActKind.CERTIFY_SILENCE: lambda s, x: {"silence": "certified"},
    ActKind.PROTOCOL_SILENCE: lambda s, x: {"silence": "certified"},
    ActKind.APPEAL: _appeal,
    ActKind.SUSPEND_ACT: _suspend_act,
    ActKind.FORWARD_APPEAL: _forward_appeal,
    ActKind.DECIDE_APPEAL: _decide_appeal,
    ActKind.OPEN_INVALIDATION: lambda s, x: {"invalidation": True},
    ActKind.INVALIDATE: _invalidate,
    ActKind.CEASE_EFFECTS: _cease,
    ActKind.CLOSE: _close,
    ActKind.TRANSFER: _to(State.ARCHIVED),
}
