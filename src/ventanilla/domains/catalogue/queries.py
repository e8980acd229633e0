"""Which version is in force, from memory where it may be: this is on the path of every filing."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ventanilla.domains.catalogue.errors import (
    ProcedureNotOpen,
    ProcedureShut,
    ProcedureUnknown,
    ProcedureWithdrawn,
)
from ventanilla.domains.catalogue.models import ProcedureVersion, Withdrawal
from ventanilla.domains.catalogue.rules.differences import Difference, differences
from ventanilla.domains.catalogue.rules.folder import folder_of, read_folder
from ventanilla.domains.catalogue.rules.gauge import Gauged, gauged
from ventanilla.domains.catalogue.rules.published import PublishedProcedure, published
from ventanilla.domains.offices.api import zone_of
from ventanilla.kernel import clock

REMEMBERED_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class _Life:
    """One procedure's versions and withdrawals, oldest first."""

    versions: tuple[tuple[datetime.datetime, int, uuid.UUID], ...] = ()
    withdrawals: tuple[tuple[datetime.datetime, str, str], ...] = ()  # when, why, what instead

    def at(self, moment: datetime.datetime) -> tuple[uuid.UUID, datetime.datetime] | None:
        """The version that is in force by then, the highest number of them, or the first one to
        come; and since when. None where there is none."""
        begun = [(number, since, id_) for since, number, id_ in self.versions if since <= moment]
        if begun:
            _number, since, version_id = max(begun)
            return version_id, since
        coming = [(since, id_) for since, _number, id_ in self.versions]
        return (min(coming)[1], min(coming)[0]) if coming else None

    def withdrawn(
        self, since: datetime.datetime, at: datetime.datetime
    ) -> tuple[datetime.datetime, str, str] | None:
        """The last withdrawal after the version came into force."""
        ended = [one for one in self.withdrawals if since <= one[0] <= at]
        return ended[-1] if ended else None


_remembered: dict[uuid.UUID, tuple[float, dict[str, _Life]]] = {}


def in_force(*, office_id: uuid.UUID, slug: str, at: datetime.datetime) -> PublishedProcedure:
    """The version that takes filings at `at`, cached for at most five seconds in each process.

    Raises ProcedureUnknown, ProcedureNotOpen (before its date, or outside its window),
    ProcedureWithdrawn: these carry the version that may be read. Costs no query once read.
    """
    life = _lives(office_id).get(slug, _Life())
    found = life.at(at)
    if found is None:
        raise ProcedureUnknown(slug)
    version_id, since = found
    procedure = version(version_id)
    ended = life.withdrawn(since, at)
    opens, closes = procedure.window["from"], procedure.window["until"]
    opens = max(since, opens or since)
    if not ended and opens <= at and (closes is None or at < closes):
        return procedure
    shut = _shut(slug, ended, opens=opens, closes=closes, at=at, zone=zone_of(office_id))
    shut.procedure = procedure
    raise shut


def _shut(
    slug: str,
    ended: tuple[datetime.datetime, str, str] | None,
    *,
    opens: datetime.datetime,
    closes: datetime.datetime | None,
    at: datetime.datetime,
    zone: datetime.tzinfo,
) -> ProcedureShut:
    """Why nobody files now, in the office's own time."""
    if ended:
        when, reason, successor = ended
        return ProcedureWithdrawn(
            slug, at=when.astimezone(zone), reason=reason, successor=successor
        )
    if at < opens:
        return ProcedureNotOpen(slug, opens_at=opens.astimezone(zone))
    return ProcedureNotOpen(slug, closed_at=closes.astimezone(zone) if closes else None)


def coming(*, office_id: uuid.UUID, slug: str, at: datetime.datetime) -> PublishedProcedure | None:
    """The next version, published already and in force after `at`; None where none is."""
    life = _lives(office_id).get(slug, _Life())
    later = [(since, number, id_) for since, number, id_ in life.versions if since > at]
    return version(min(later)[2]) if later else None


def offered(*, office_id: uuid.UUID, at: datetime.datetime) -> list[PublishedProcedure]:
    """What people may begin at `at`, in the order of their Spanish titles; not what the body alone
    begins, of its own motion."""
    found = []
    for slug in _lives(office_id):
        try:
            found.append(in_force(office_id=office_id, slug=slug, at=at))
        except ProcedureShut:
            continue
    begun = (procedure for procedure in found if procedure.kind != "own_motion")
    return sorted(begun, key=lambda procedure: str(procedure.title.get("es", procedure.slug)))


@lru_cache(maxsize=512)
def version(version_id: uuid.UUID) -> PublishedProcedure:
    """One version, in force or not; it never changes, so it is kept. Raises ProcedureUnknown."""
    row = ProcedureVersion.objects.filter(id=version_id).first()
    if row is None:
        raise ProcedureUnknown(str(version_id))
    return published(
        folder_of(row.files),
        version_id=row.id,
        version=row.number,
        digest=bytes(row.digest).hex(),
        in_force_from=row.in_force_from,
        editorial=row.editorial,
    )


@lru_cache(maxsize=512)
def gauge_of(version_id: uuid.UUID) -> tuple[Gauged, ...]:
    """How plain each page of a version is. It never changes, so it is kept; tens of milliseconds.

    Raises ProcedureUnknown.
    """
    row = ProcedureVersion.objects.filter(id=version_id).first()
    if row is None:
        raise ProcedureUnknown(str(version_id))
    return tuple(gauged(folder_of(row.files)))


def numbered_version(*, office_id: uuid.UUID, slug: str, number: int) -> PublishedProcedure:
    """A version by its number, in force or not. Raises ProcedureUnknown."""
    rows = ProcedureVersion.objects.filter(office_id=office_id, slug=slug, number=number)
    found = rows.values_list("id", flat=True).first()
    if found is None:
        raise ProcedureUnknown(slug)
    return version(found)


def changes_against(
    *, office_id: uuid.UUID, folder: Path, local: Path | None = None
) -> list[Difference]:
    """What publishing `folder` would change in the office's latest version of that procedure.

    Nothing if the version is the same; every file as added if there is no version yet.
    """
    after = read_folder(folder, local=local)
    document = after.document("procedure.yaml")
    slug = document.get("slug") if isinstance(document, dict) else None
    rows = ProcedureVersion.objects.filter(office_id=office_id, slug=slug or "")
    row = rows.order_by("-number").first()
    return differences(folder_of(row.files if row else {}), after)


def forget_procedures() -> None:
    """Forget what this process remembers: after a publication here, and between tests."""
    _remembered.clear()
    version.cache_clear()
    gauge_of.cache_clear()


def _lives(office_id: uuid.UUID) -> dict[str, _Life]:
    now = clock.monotonic()
    kept = _remembered.get(office_id)
    if kept and now - kept[0] < REMEMBERED_SECONDS:
        return kept[1]
    lives = _read_lives(office_id)
    _remembered[office_id] = (now, lives)
    return lives


def _read_lives(office_id: uuid.UUID) -> dict[str, _Life]:
    versions: dict[str, list[tuple[datetime.datetime, int, uuid.UUID]]] = {}
    rows = ProcedureVersion.objects.filter(office_id=office_id).order_by("slug", "number")
    for slug, since, number, id_ in rows.values_list("slug", "in_force_from", "number", "id"):
        versions.setdefault(slug, []).append((since, number, id_))
    withdrawals: dict[str, list[tuple[datetime.datetime, str, str]]] = {}
    for row in Withdrawal.objects.filter(office_id=office_id).order_by("at", "id"):
        withdrawals.setdefault(row.slug, []).append((row.at, row.reason, row.successor))
    return {
        slug: _Life(tuple(lives), tuple(withdrawals.get(slug, ())))
        for slug, lives in versions.items()
    }
