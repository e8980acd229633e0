"""The ways to disagree: what each is, before whom, where it is handed in and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Chip
from ventanilla.channels.look.templatetags.look import full_day
from ventanilla.channels.look.time_left import time_chip
from ventanilla.channels.portal.acts.table import after_silence
from ventanilla.channels.portal.show.procedures import Cited, appeals_of
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.offices import api as offices


@dataclass(frozen=True, kw_only=True)
class Way:
    """One appeal in the reader's words. `until` is its last day, "" where none runs yet."""

    what: Cited
    until: str = ""
    chip: Chip | None = None


def ways_to_appeal(
    *, office: offices.Office, now: casefiles.CaseNow, today: date
) -> tuple[Way, ...]:
    """Every appeal of the procedure once there is a decision, or the time to decide has passed."""
    shown = appeals_of(now.view.procedure)
    if now.standing.decision in now.standing.sealed:
        return ()
    if now.standing.decision:
        days = {a["id"]: _running(now, a["id"]) for a in now.view.procedure.appeals}
    elif _passed(now, today):
        open_now = [a for a in now.view.procedure.appeals if after_silence(a)]
        days = {a["id"]: _from_silence(office, now, a) for a in open_now}
    else:
        return ()
    return tuple(
        _way(what, days[appeal["id"]], today)
        for what, appeal in zip(shown, now.view.procedure.appeals, strict=True)
        if appeal["id"] in days
    )


def _passed(now: casefiles.CaseNow, today: date) -> bool:
    last = now.silent_after
    if now.course.silence.get("sense") == "positive":
        return False  # what is granted is not appealed by who asked for it
    return now.standing.is_open and last is not None and last < today and not now.standing.suspended


def _way(what: Cited, last: date | None, today: date) -> Way:
    if last is None:
        return Way(what=what)
    chip = time_chip(due=last, today=today) if last >= today else None
    until = full_day(last) if last >= today else _("%(day)s (ya pasó)") % {"day": full_day(last)}
    return Way(what=what, until=until, chip=chip)


def _running(now: casefiles.CaseNow, remedy: str) -> date | None:
    row = now.running(f"appeal:{remedy}")
    return row.due_on if row is not None else None


def _from_silence(office: offices.Office, now: casefiles.CaseNow, appeal: Any) -> date | None:
    """Counted from the day on which the time to decide passed; as the law's words have it."""
    return casefiles.appeal_after_silence(office=office, appeal=appeal, passed_on=now.silent_after)
