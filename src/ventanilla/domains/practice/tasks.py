"""The nightly job: practice offices are reset between three and four, by their own clocks."""

from __future__ import annotations

from datetime import timedelta

from ventanilla.domains.offices.api import offices
from ventanilla.domains.practice.reset import reset
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock
from ventanilla.kernel.jobs import periodic
from ventanilla.kernel.office_scope import every_office

HOUR = 3
_APART = timedelta(hours=20)


@periodic("practice.reset", every=1800)
def reset_at_night() -> list[str]:
    """The offices that were reset now: once a night each, however often this runs."""
    now, done = clock.now(), []
    with every_office():
        for office in offices():
            due = office.practice and now.astimezone(office.zone).hour == HOUR
            if due and now - register.epoch_opened_at(office) > _APART:
                reset(office)
                done.append(office.slug)
    return done
