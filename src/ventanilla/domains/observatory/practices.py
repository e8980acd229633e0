"""The bank of practices: procedures shared as folders, and which offices use them where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.observatory.rules.vocabulary import Texts
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock


@dataclass(frozen=True, kw_only=True)
class Use:
    """One office that offers a procedure, since when, and as which version."""

    office: offices.Office
    slug: str
    version: int
    since: datetime
    digest: str


@dataclass(frozen=True, kw_only=True)
class Practice:
    """A procedure that others may take as a folder. Texts are those of its newest use.

    `folder` is the name that such a folder has among those shipped: the country whose law it is
    written for, and its own.
    """

    folder: str
    title: Texts
    summary: Texts
    norms: tuple[str, ...]
    uses: tuple[Use, ...]

    @property
    def countries(self) -> list[str]:
        """The countries where it is used."""
        return sorted({use.office.country for use in self.uses})


def practices() -> list[Practice]:
    """Every procedure that an office of this deployment offers now, by its folder's name.

    Procedures of two countries that are called alike are two: each is written for its own law.
    """
    found: dict[str, list[tuple[catalogue.PublishedProcedure, Use]]] = {}
    for office in offices.counted_offices():
        for procedure in catalogue.offered(office_id=office.id, at=clock.now()):
            folder = f"{procedure.country.lower()}-{procedure.slug}"
            found.setdefault(folder, []).append((procedure, _use(office, procedure)))
    return [_practice(folder, held) for folder, held in sorted(found.items())]


def _use(office: offices.Office, procedure: catalogue.PublishedProcedure) -> Use:
    return Use(
        office=office,
        slug=procedure.slug,
        version=procedure.version,
        since=procedure.in_force_from,
        digest=procedure.digest,
    )


def _practice(folder: str, held: list[tuple[catalogue.PublishedProcedure, Use]]) -> Practice:
    newest = max(held, key=lambda pair: pair[1].since)[0]
    norms = [str(basis["norm"]) for basis in newest.legal_basis if basis.get("norm")]
    return Practice(
        folder=folder,
        title=newest.title,
        summary=newest.summary,
        norms=tuple(dict.fromkeys(norms)),
        uses=tuple(use for _procedure, use in held),
    )
