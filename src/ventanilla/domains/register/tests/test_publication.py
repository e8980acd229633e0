"""The log as the public sees it: whoever follows it can check all of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from tests.cast import found

from ventanilla.domains.offices import api as offices
from ventanilla.domains.register import api, witnesses
from ventanilla.domains.register.models import Head, PublishedCheckpoint, Witness
from verifiable_log import (
    Checkpoint,
    Frontier,
    TileHashReader,
    Verifier,
    decode_bundle,
    entries_path,
    leaf_hash,
    open_note,
    parse_leaf,
    tile_path,
    tiles_of,
    tree_root,
)
from verifiable_log.policy import Policy
from verifiable_log.verification import verify_receipt
from verifiable_log.witness import AddCheckpoint


def grow(filing: Any, count: int) -> None:
    with transaction.atomic():
        for _ in range(count):
            api.append_within(*filing())


def published(office: offices.Office) -> Checkpoint:
    note = api.published_checkpoint(office)
    text, signed = open_note(note, offices.log_signer(office).verifiers)
    assert len(signed) == 2
    return Checkpoint.parse(text)


def test_the_published_tree_is_made_of_the_published_tiles_and_entries(
    office: offices.Office, filing: Any
) -> None:
    api.append(*filing())
    grow(filing, 300)
    api.append_record(office_id=office.id, kind="calendar", id="2026", digest=b"\2" * 32)
    api.publish_due()
    head = published(office)
    assert head.size == 302

    def tile(level: int, index: int, width: int) -> bytes:
        return api.tile(office, tile_path(level, index, width))

    assert {len(tile(*name)) for name in tiles_of(302)} == {256 * 32, 46 * 32, 1 * 32}
    assert tree_root(302, TileHashReader(302, tile)) == head.root
    leaves = []
    for index, width in ((0, 256), (1, 46)):
        leaves += decode_bundle(api.entry_bundle(office, entries_path(index, width)))
    assert Frontier.empty().extend([leaf_hash(leaf) for leaf in leaves]).root == head.root
    last = parse_leaf(leaves[-1])
    assert last is not None
    assert (last.kind, last.id) == ("calendar", "2026")


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/000",
        "tile/0/000.p/4",
        "tile/0/001.p/1",
        "tile/1/000.p/1",
        "tile/entries/000.p/3",
        "tile/0/000.p/0",
        "tile/0/../x",
        "",
    ],
)
def test_what_is_not_published_is_not_answered(
    office: offices.Office, filing: Any, path: str
) -> None:
    for _ in range(3):
        api.append(*filing())
    api.publish_due()
    api.append(*filing())
    with pytest.raises(api.TileUnknown):
        api.tile(office, path)


def test_the_published_checkpoint_only_moves_up(office: offices.Office, filing: Any) -> None:
    assert published(office).size == 0
    api.append(*filing())
    assert published(office).size == 0
    api.publish_due()
    assert published(office).size == 1
    before = PublishedCheckpoint.objects.get().note
    with transaction.atomic():
        Head.objects.update(size=0)  # a reader that lags behind
    api.publish_due()
    assert PublishedCheckpoint.objects.get().note == before


@pytest.fixture
def witness(office: offices.Office, monkeypatch: pytest.MonkeyPatch) -> offices.Office:
    """Another office that cosigns this one's log, without a network between them."""
    other = found("otra-orilla")
    api.witness_log(office=other, origin=office.log_origin, vkeys=offices.log_signer(office).vkeys)
    url = f"http://127.0.0.1/{other.slug}/log"
    vkeys = [cosigner.vkey for cosigner in offices.witness_signer(other)]
    api.add_witness(office=office, name=other.name, url=url, vkeys=vkeys)

    def post(self: Any, request: AddCheckpoint) -> Any:
        from verifiable_log.transport import Answer

        status, kind, body = api.receive_checkpoint(other, request.to_bytes())
        return Answer(status, kind.partition(";")[0], body)

    monkeypatch.setattr(witnesses.WitnessClient, "_post", post)
    return other


def test_a_receipt_becomes_witnessed_when_another_office_has_cosigned(
    office: offices.Office, witness: offices.Office, filing: Any
) -> None:
    first = api.append(*filing())
    api.publish_due()
    assert api.receipt(first.entry_id).stage == "immediate"
    api.ask_witnesses()
    grow(filing, 5)
    second = api.append(*filing())
    api.publish_due()
    api.ask_witnesses()
    policy = Policy.of_witnesses("all", [c.verifier for c in offices.witness_signer(witness)])
    for registered, size in ((first, 1), (second, 7)):
        text = api.receipt(registered.entry_id).witnessed
        assert text
        proof = verify_receipt(text, offices.log_signer(office).verifiers, policy=policy)
        assert (proof.checkpoint.size, proof.stage) == (size, "witnessed")


def test_a_witness_that_saw_more_stops_the_register(
    office: offices.Office, witness: offices.Office, filing: Any
) -> None:
    api.append(*filing())
    api.publish_due()
    signer = offices.log_signer(office)
    larger = Frontier.empty().extend([b"\1" * 32] * 9)
    note = signer.sign(Checkpoint(office.log_origin, 9, larger.root), 1_800_000_000)
    status, _, _ = api.receive_checkpoint(witness, AddCheckpoint(0, (), note).to_bytes())
    assert status == 200
    api.ask_witnesses()
    with pytest.raises(api.CopyDistrusted):
        api.append(*filing())


def test_a_witness_never_cosigns_two_histories(
    office: offices.Office, witness: offices.Office
) -> None:
    signer = offices.log_signer(office)
    roots = [Frontier.empty().extend([bytes([n]) * 32] * 3).root for n in (1, 2)]
    answers = []
    for root in roots:
        note = signer.sign(Checkpoint(office.log_origin, 3, root), 1_800_000_000)
        for old in (0, 3):
            body = AddCheckpoint(old, (), note).to_bytes()
            answers.append(api.receive_checkpoint(witness, body)[0])
    assert answers == [200, 200, 409, 422]
    status, _, body = api.witnessed_checkpoint(witness, "0" * 64)
    assert status == 404


def test_the_keys_are_published_with_their_dates(office: offices.Office) -> None:
    keys = api.log_keys(office)
    assert [Verifier.parse(key["vkey"]).name for key in keys["keys"]] == [office.log_origin] * 2
    assert keys["epochs"][0]["number"] == 1
    assert Witness.objects.count() == 0
