"""Whether the rows are what was signed: tree, commitments and numbers, recomputed from them.

Read by pages of positions in short queries, so that it runs beside filings; what is appended
after it began is left for the next night.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from ventanilla.domains.offices.api import Office
from ventanilla.domains.privacy.api import DataErased, SealBroken, open_data_key
from ventanilla.domains.register import high_water
from ventanilla.domains.register.log_store import LogStore
from ventanilla.domains.register.models import (
    Amendment,
    Batch,
    BookCounter,
    Entry,
    Epoch,
    Head,
    LogRecord,
    LostNumber,
    PublishedCheckpoint,
    TileHash,
)
from ventanilla.domains.register.receipts import json_of
from ventanilla.kernel.append_only import unguarded
from verifiable_log import EMPTY_ROOT, Frontier, entry_commitment, leaf_hash

APPEND_ONLY = (Entry, Amendment, LogRecord, Batch, TileHash, Epoch, LostNumber)
_PAGE = 256
_MOST_FINDINGS = 100


@dataclass
class AuditReport:
    """What was looked at and what does not agree; `findings` is empty where all does."""

    leaves: int = 0
    entries: int = 0
    sealed: int = 0  # entries whose commitment was recomputed
    erased: int = 0  # entries whose key was destroyed: only their leaf is known
    findings: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def find(self, what: str) -> None:
        """Note a disagreement (the first hundred)."""
        if len(self.findings) < _MOST_FINDINGS:
            self.findings.append(what)


def audit(office: Office, *, commitments: bool = True) -> AuditReport:
    """Check every log of the office. `commitments=False` leaves the sealed salts closed."""
    report = AuditReport()
    head = Head.objects.filter(office=office).first()
    if head is None:
        return report
    numbers: dict[tuple[str, int], int] = {}
    for epoch in Epoch.objects.filter(office=office).order_by("number"):
        _LogAudit(office, epoch, head, report, numbers).run(commitments=commitments)
    _check_numbers(office, numbers, report)
    _check_mark(office, head, report)
    for table in unguarded([model._meta.db_table for model in APPEND_ONLY]):
        report.find(f"the table {table} can be changed: its triggers are gone")
    return report


class _LogAudit:
    """One epoch's log, from its first leaf to the size of its last batch."""

    def __init__(
        self,
        office: Office,
        epoch: Epoch,
        head: Head,
        report: AuditReport,
        numbers: dict[tuple[str, int], int],
    ) -> None:
        self._office, self._epoch, self._head = office, epoch, head
        self._report, self._numbers = report, numbers
        self._own = {"office": office, "epoch": epoch.number}
        self._last: datetime | None = None
        self._lost = lost_numbers(office)

    def run(self, *, commitments: bool) -> None:
        last = Batch.objects.filter(**self._own).order_by("-size").first()
        size = last.size if last else 0
        batches = self._batches(size)
        frontier, due = Frontier.empty(), next(batches, None)
        for start in range(0, size, _PAGE):
            hashes = self._page(start, min(start + _PAGE, size), commitments=commitments)
            while hashes:
                until = size if due is None else due[0]
                part, hashes = self._split(hashes, until - frontier.size)
                frontier = self._grow(frontier, part)
                if due is not None and frontier.size == due[0]:
                    if frontier.root() != due[1]:
                        self._find(f"the root at size {due[0]} is another")
                    due = next(batches, None)
        self._report.leaves += size
        self._check_head(frontier)

    def _batches(self, size: int) -> Iterator[tuple[int, bytes]]:
        after = 0
        while after < size:
            page = Batch.objects.filter(**self._own, size__gt=after).order_by("size")[:_PAGE]
            for batch in page:
                yield batch.size, bytes(batch.root)
                after = batch.size

    @staticmethod
    def _split(hashes: list[bytes], count: int) -> tuple[list[bytes], list[bytes]]:
        return hashes[:count], hashes[count:]

    def _grow(self, frontier: Frontier, hashes: list[bytes]) -> Frontier:
        extension = frontier.extend(hashes)
        for made in extension.tile_hashes:
            found = TileHash.objects.filter(
                **self._own, level=made.level, index=made.index, hash=made.hash
            )
            if not found.exists():
                self._find(f"hash {made.index} of tile level {made.level} is missing or another")
        return extension.frontier

    def _page(self, start: int, stop: int, *, commitments: bool) -> list[bytes]:
        for entry in Entry.objects.filter(
            **self._own, position__gte=start, position__lt=stop
        ).order_by("position"):
            self._check_entry(entry, commitments=commitments)
        leaves = LogStore(self._office.id, self._epoch.number).leaves(start, stop)
        if len(leaves) != stop - start:
            self._find(f"{stop - start - len(leaves)} leaves are missing from {start} to {stop}")
        return [leaf_hash(leaf) for leaf in leaves]

    def _check_entry(self, entry: Entry, *, commitments: bool) -> None:
        self._report.entries += 1
        key = (entry.book, entry.year)
        expected = following(self._numbers.get(key, 0), self._lost.get(key, frozenset()))
        if entry.number != expected:
            self._find(f"{entry} stands where number {expected} is due")
        self._numbers[key] = entry.number
        if self._last is not None and entry.registered_at < self._last:
            self._find(f"{entry} was registered before the entry that precedes it")
        self._last = entry.registered_at
        if entry.registered_at.astimezone(self._office.zone).year != entry.year:
            self._find(f"{entry} was not registered in the year of its book")
        if commitments:
            self._check_commitment(entry)

    def _check_commitment(self, entry: Entry) -> None:
        try:
            salt = open_data_key(entry.data_key_id).decrypt(
                bytes(entry.sealed_salt), entry.id.bytes
            )
        except DataErased:
            self._report.erased += 1
            return
        except SealBroken:
            self._find(f"the salt of {entry} cannot be opened")
            return
        self._report.sealed += 1
        if entry_commitment(json_of(entry), salt) != bytes(entry.commitment):
            self._find(f"{entry} is not what its leaf commits to")

    def _check_head(self, frontier: Frontier) -> None:
        published = PublishedCheckpoint.objects.filter(**self._own).first()
        closed = self._epoch.number != self._head.epoch  # what was lost of it is declared
        if published is not None and not (closed and published.size > frontier.size):
            self._check_published(published)
        if closed:
            return
        head = Head.objects.get(office=self._office)
        if head.size == frontier.size and bytes(head.frontier) != frontier.to_bytes():
            self._find("the head is not the end of the log")
        if head.size < frontier.size:
            self._find(f"the head says {head.size} leaves, there are {frontier.size}")

    def _check_published(self, published: PublishedCheckpoint) -> None:
        if not self._root_is(published.size, bytes(published.root)):
            self._find(f"the published checkpoint of size {published.size} is of another tree")

    def _root_is(self, size: int, root: bytes) -> bool:
        if size == 0:
            return root == EMPTY_ROOT
        return Batch.objects.filter(**self._own, size=size, root=root).exists()

    def _find(self, what: str) -> None:
        self._report.find(f"epoch {self._epoch.number}: {what}")


def lost_numbers(office: Office) -> dict[tuple[str, int], frozenset[int]]:
    """Numbers that were given and declared lost, by book and year."""
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    for lost in LostNumber.objects.filter(office=office):
        found[lost.book, lost.year].add(lost.number)
    return {key: frozenset(numbers) for key, numbers in found.items()}


def following(number: int, lost: frozenset[int]) -> int:
    """The next number that an entry may bear."""
    number += 1
    while number in lost:
        number += 1
    return number


def _check_numbers(
    office: Office, numbers: dict[tuple[str, int], int], report: AuditReport
) -> None:
    lost = lost_numbers(office)
    for counter in BookCounter.objects.filter(office=office):
        key = (counter.book, counter.year)
        last = numbers.get(key, 0)
        grown = Entry.objects.filter(
            office=office,
            book=counter.book,
            year=counter.year,
            number__gt=last,
            number__lte=counter.last,
        ).count()
        lost_after = sum(number > last for number in lost.get(key, ()))
        if counter.last != last + grown + lost_after:
            report.find(
                f"book {counter.book} of {counter.year} ends at {last + grown + lost_after}, "
                f"its counter says {counter.last}"
            )


def _check_mark(office: Office, head: Head, report: AuditReport) -> None:
    mark = high_water.read(office.id)
    if mark is None:
        report.find("the high-water mark is missing")
        return
    now = Head.objects.get(office=office)
    if mark.height > (now.epoch, now.size):
        report.find(f"size {mark.size} was signed, the log has {now.size}")
    elif (
        mark.size
        and not Batch.objects.filter(
            office=office, epoch=mark.epoch, size=mark.size, root=bytes.fromhex(mark.root)
        ).exists()
    ):
        report.find(f"the root signed at size {mark.size} is another")
