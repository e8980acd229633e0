"""What one office offers for each provision, with the evidence that can be counted today."""

from __future__ import annotations

from dataclasses import dataclass

from ventanilla.domains.charter.measures import Measure, measures
from ventanilla.domains.charter.rules.provisions import Provision, State, provisions
from ventanilla.domains.offices import api as offices


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One provision in one office."""

    provision: Provision
    measured: list[Measure]

    @property
    def state(self) -> State:
        """How far the provision is exercised."""
        return self.provision.state


def assessment(office: offices.Office) -> list[Standing]:
    """Every provision in the Charter's order. Takes a few statements, at most once in ten
    minutes by each process."""
    found = measures(office)
    return [Standing(provision=p, measured=found.get(p.slug, [])) for p in provisions()]
