"""Rows of the register. Only the appender writes them, under the lock of the office's head.

Rows of `Entry`, `Amendment`, `LogRecord`, `Batch`, `TileHash`, `Epoch` and `LostNumber` refuse
UPDATE and DELETE in the database (migration 0001). Identifiers of people are opaque here and
carry no constraint: the register outlives what it points to.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ventanilla.kernel.fields import Digest, Id
from ventanilla.kernel.models import OfficeOwned
from ventanilla.kernel.same_office import SameOffice, same_office, within_office


class Entry(OfficeOwned):
    """A line of a book: complete and durable before anybody is told its number."""

    id = Id()
    epoch = models.PositiveSmallIntegerField()
    position = models.PositiveBigIntegerField()  # in the epoch's log, from 0
    book = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()  # of registered_at, in the office's zone
    number = models.PositiveIntegerField()
    registered_at = models.DateTimeField()  # given under the head's lock, never rewritten
    presented_at = models.DateTimeField()
    received_at = models.DateTimeField()  # last byte of the complete request
    legal_date = models.DateField()  # the day that the public log shows
    unit = models.ForeignKey(
        "offices.Unit",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    subject_id = models.UUIDField()  # the person; the key of what is sealed
    representative_id = models.UUIDField(null=True)
    subject = models.CharField(max_length=300)
    channel = models.CharField(max_length=20)
    procedure_digest = Digest()
    answers_digest = Digest()
    document_digests = models.JSONField()  # [sha256 in hexadecimal], sorted
    origin_register = models.CharField(max_length=200, blank=True)
    origin_number = models.CharField(max_length=80, blank=True)
    physical_items = models.CharField(max_length=500, blank=True)
    sealed_salt = models.BinaryField()  # under the person's data key; gone when it is destroyed
    data_key_id = models.UUIDField()
    commitment = Digest()
    idempotency = Digest(unique=True)  # keyed hash of office, scope and key
    request_digest = Digest()

    class Meta:
        constraints: ClassVar = [
            *same_office("entry", "unit"),
            within_office("entry"),
            models.UniqueConstraint(
                fields=["office", "book", "year", "number"], name="entry_number_once"
            ),
            models.UniqueConstraint(
                fields=["office", "epoch", "position"], name="entry_position_once"
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="entry_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.book}/{self.number:06d}"


class Amendment(OfficeOwned):
    """A later entry that annuls or corrects an earlier one, with its reason."""

    class Kind(models.TextChoices):
        ANNULS = "annuls"
        CORRECTS = "corrects"

    entry = models.OneToOneField(
        Entry,
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="amends",
        db_constraint=False,
    )
    amended = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="amendments", db_constraint=False
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.CharField(max_length=500)
    post_id = models.UUIDField()  # who orders it

    class Meta:
        constraints: ClassVar = [
            *same_office("amendment", "entry", "amended"),
            SameOffice(field="post_id", to="offices.Post", name="amendment_post_same_office"),
            models.UniqueConstraint(
                fields=["amended"],
                condition=models.Q(kind="annuls"),
                name="entry_annulled_once",
            ),
        ]


class LogRecord(OfficeOwned):
    """A leaf that is no entry: something public, committed by its digest."""

    id = Id()
    epoch = models.PositiveSmallIntegerField()
    position = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=128)
    digest = Digest()
    recorded_at = models.DateTimeField()
    statement = models.TextField(blank=True)  # what the digest is of, where it is short

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "epoch", "position"], name="record_position_once"
            )
        ]


class Head(models.Model):
    """Where the office's log ends. Locked first, always in the order of office ids."""

    office = models.OneToOneField(
        "offices.Office", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    epoch = models.PositiveSmallIntegerField()
    size = models.PositiveBigIntegerField()
    frontier = models.BinaryField()
    last_registered_at = models.DateTimeField(null=True)
    # The clock at the last batch: which start of which machine, its monotonic seconds, wall time.
    clock_boot = models.CharField(max_length=40, blank=True)
    clock_monotonic = models.FloatField(default=0)
    clock_wall = models.DateTimeField(null=True)
    # By how many seconds the last entry may be ahead of the clock: accepted by an operator.
    accepted_lead = models.FloatField(default=0)
    clock_accepted_at = models.DateTimeField(null=True)
    # Why nothing may be appended to this copy (a witness saw more, two histories); empty: it may.
    stopped = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.epoch}:{self.size}"


class BookCounter(OfficeOwned):
    """The last number given in a book and year."""

    id = Id()
    book = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "book", "year"], name="book_counter_once")
        ]


class Epoch(OfficeOwned):
    """One log of the office: its origin, under whose keys it is signed, and why it was opened."""

    id = Id()
    number = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=200, unique=True)
    label = models.CharField(max_length=40)  # the office as its leaves name it
    opened_at = models.DateTimeField()
    cause = models.CharField(max_length=500, blank=True)
    act = models.CharField(max_length=200, blank=True)  # that orders it

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "number"], name="epoch_number_once")
        ]


class Batch(OfficeOwned):
    """A size at which a tree was durable, and its root: what a checkpoint may say."""

    id = Id()
    epoch = models.PositiveSmallIntegerField()
    size = models.PositiveBigIntegerField()
    root = Digest()
    committed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "epoch", "size"], name="batch_size_once")
        ]


class TileHash(OfficeOwned):
    """A complete subtree of 256^level leaves; upper tiles are cut from these."""

    id = Id()
    epoch = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    hash = Digest()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "epoch", "level", "index"], name="tile_hash_once"
            )
        ]


class PublishedCheckpoint(OfficeOwned):
    """What `/checkpoint` answers. Only the publisher writes it, and only upwards."""

    id = Id()
    epoch = models.PositiveSmallIntegerField()
    size = models.PositiveBigIntegerField()
    root = Digest()
    note = models.TextField()
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "epoch"], name="published_checkpoint_once")
        ]


class Witness(OfficeOwned):
    """Somebody who cosigns the office's log."""

    id = Id()
    name = models.CharField(max_length=200)
    url = models.CharField(max_length=300)
    vkeys = models.JSONField()  # [vkey]
    last_size = models.PositiveBigIntegerField(default=0)  # last cosigned, to ask on from there
    last_epoch = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            within_office("witness"),
            models.UniqueConstraint(fields=["office", "url"], name="witness_once"),
        ]


class Cosignature(OfficeOwned):
    """A checkpoint with the signatures of one witness, kept for witnessed receipts."""

    id = Id()
    epoch = models.PositiveSmallIntegerField()
    size = models.PositiveBigIntegerField()
    root = Digest()
    note = models.TextField()  # the log's own signatures
    witness = models.ForeignKey(
        Witness, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    signatures = models.TextField()  # signature lines of the witness
    received_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            *same_office("cosignature", "witness"),
            models.UniqueConstraint(
                fields=["office", "epoch", "size", "witness"], name="cosignature_once"
            ),
        ]


class WitnessedLog(OfficeOwned):
    """A log of somebody else that this office cosigns, and its last cosigned head."""

    id = Id()
    origin = models.CharField(max_length=200)
    vkeys = models.JSONField()
    size = models.PositiveBigIntegerField(null=True)
    root = Digest(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "origin"], name="witnessed_log_once")
        ]


class LostNumber(OfficeOwned):
    """A number that was given and whose entry was lost: never given again."""

    id = Id()
    book = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    declared_at = models.DateTimeField()
    epoch = models.PositiveSmallIntegerField()  # in whose log the loss is declared

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "book", "year", "number"], name="lost_number_once"
            )
        ]


class DatabaseMark(models.Model):
    """Whether this copy of the database is the one that serves: at most one row."""

    class State(models.TextChoices):
        TRUSTED = "trusted"
        RESTORED = "restored"
        PROMOTED = "promoted"

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    state = models.CharField(max_length=10, choices=State.choices)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.state


class FollowerPosition(OfficeOwned):
    """How far a follower of the register has come; moved in the transaction of its work."""

    id = Id()
    follower = models.CharField(max_length=40)
    epoch = models.PositiveSmallIntegerField()
    position = models.PositiveBigIntegerField()  # of the next leaf

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "follower"], name="follower_once")
        ]
