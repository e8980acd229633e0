"""An audit computes everything again from the entries and finds what does not fit."""

import threading
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from verifiable_log import (
    Checkpoint,
    CheckpointSigner,
    Ed25519Cosigner,
    FormatError,
    LogError,
    Policy,
    Signer,
    VerificationError,
    Verifier,
    audit_log,
    entry_leaf,
    format_note,
    open_source,
    with_signatures,
)
from verifiable_log.sources import copying
from verifiable_log.tests.published import (
    NOW,
    ORIGIN,
    checkpoint,
    entry,
    entry_leaves,
    publish,
    salt,
)

SIGNER = CheckpointSigner.generate(ORIGIN)
KEYS = SIGNER.verifiers
LEAVES = entry_leaves(600)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    publish(tmp_path, LEAVES, SIGNER)
    return tmp_path


def test_a_log_in_order_is_reported_whole(folder: Path) -> None:
    report = audit_log(open_source(str(folder)), KEYS)
    assert report.checkpoint.size == 601
    assert report.books == {("entrada", 2026): 600}
    assert (report.records, report.foreign, report.since) == (1, 0, None)
    assert report.as_json()["books"] == [{"book": "entrada", "year": 2026, "last_number": 600}]


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257])
def test_small_logs_are_audited_too(tmp_path: Path, size: int) -> None:
    publish(tmp_path, LEAVES[:size], SIGNER)
    assert audit_log(open_source(str(tmp_path)), KEYS).checkpoint.size == size


@pytest.mark.parametrize("size", [0, 1, 256, 300, 512, 601])
def test_growth_from_an_earlier_checkpoint_is_shown(folder: Path, size: int) -> None:
    since = SIGNER.sign(checkpoint(LEAVES[:size]), NOW)
    assert audit_log(open_source(str(folder)), KEYS, since=since).since == size


@pytest.mark.parametrize("size", [1, 256, 300, 601])
def test_a_past_that_was_rewritten_is_found(folder: Path, size: int) -> None:
    since = SIGNER.sign(checkpoint([b"another", *LEAVES[1:size]]), NOW)
    with pytest.raises(VerificationError, match="rewritten"):
        audit_log(open_source(str(folder)), KEYS, since=since)


def test_a_log_that_shrank_is_found(folder: Path) -> None:
    since = SIGNER.sign(checkpoint([*LEAVES, b"one more"]), NOW)
    with pytest.raises(VerificationError, match="shrank"):
        audit_log(open_source(str(folder)), KEYS, since=since)
    empty = SIGNER.sign(Checkpoint(ORIGIN, 0, bytes(32)), NOW)
    with pytest.raises(VerificationError, match="empty log"):
        audit_log(open_source(str(folder)), KEYS, since=empty)


@pytest.mark.parametrize(
    ("path", "position", "reason"),
    [
        ("checkpoint", 25, "altered"),
        ("tile/entries/001", 100, "level 0 tile"),
        ("tile/entries/000", 0, "cut short"),
        ("tile/entries/002.p/89", -1, "level 0 tile"),
        ("tile/0/001", 9, "level 0 tile"),
        ("tile/1/000.p/2", 40, "does not belong"),
    ],
)
def test_a_spoiled_byte_anywhere_is_found(
    folder: Path, path: str, position: int, reason: str
) -> None:
    data = bytearray((folder / path).read_bytes())
    data[position] ^= 1
    (folder / path).write_bytes(data)
    with pytest.raises(LogError, match=reason):
        audit_log(open_source(str(folder)), KEYS)


def test_entries_and_tiles_changed_together_do_not_lead_to_the_signed_root(tmp_path: Path) -> None:
    note = publish(tmp_path, LEAVES, SIGNER)
    changed = [*LEAVES[:-1], entry_leaf(entry(600), salt(1))]
    publish(tmp_path, changed, SIGNER)
    (tmp_path / "checkpoint").write_text(note)
    with pytest.raises(VerificationError, match="root that the log signed"):
        audit_log(open_source(str(tmp_path)), KEYS)


@pytest.mark.parametrize("path", ["checkpoint", "tile/0/000", "tile/entries/001", "tile/1/000.p/2"])
def test_a_missing_resource_is_named(folder: Path, path: str) -> None:
    (folder / path).unlink()
    with pytest.raises(VerificationError, match=path):
        audit_log(open_source(str(folder)), KEYS)


def test_a_full_resource_may_stand_in_for_the_partial_one(tmp_path: Path) -> None:
    note = publish(tmp_path, LEAVES[:300], SIGNER)
    for path in (tmp_path / "tile").rglob("*.p/*"):
        path.unlink()
    publish(tmp_path, LEAVES, SIGNER)
    (tmp_path / "checkpoint").write_text(note)
    (tmp_path / "tile/1/000.p/1").write_bytes((tmp_path / "tile/1/000.p/2").read_bytes()[:32])
    assert audit_log(open_source(str(tmp_path)), KEYS).checkpoint.size == 300


@pytest.mark.parametrize(
    ("numbers", "found"),
    [([1, 3], "3 stands"), ([1, 1], "1 stands"), ([2], "2 stands"), ([2, 1], "2 stands")],
)
def test_numbers_with_a_gap_or_twice_are_found(
    tmp_path: Path, numbers: list[int], found: str
) -> None:
    publish(tmp_path, [entry_leaf(entry(n), salt(n)) for n in numbers], SIGNER)
    with pytest.raises(VerificationError, match=found):
        audit_log(open_source(str(tmp_path)), KEYS)


def test_each_book_and_year_counts_for_itself(tmp_path: Path) -> None:
    series = [(1, "entrada", 2026), (1, "salida", 2026), (2, "entrada", 2026), (1, "entrada", 2027)]
    leaves = [entry_leaf(entry(*one), salt(1)) for one in series]
    publish(tmp_path, [*leaves, b"of another program"], SIGNER)
    report = audit_log(open_source(str(tmp_path)), KEYS)
    assert report.books == {("entrada", 2026): 2, ("salida", 2026): 1, ("entrada", 2027): 1}
    assert report.foreign == 1


def test_a_spoiled_leaf_is_found_even_if_signed(tmp_path: Path) -> None:
    publish(tmp_path, [b"ventanilla-entry/v1\nnonsense\n"], SIGNER)
    with pytest.raises(VerificationError, match="Entry 0 is spoiled"):
        audit_log(open_source(str(tmp_path)), KEYS)


def test_all_keys_given_must_have_signed(folder: Path) -> None:
    for keys in ([KEYS[0], CheckpointSigner.generate(ORIGIN).verifiers[1]], [_foreign_key()]):
        with pytest.raises(VerificationError, match="lacks"):
            audit_log(open_source(str(folder)), keys)
    with pytest.raises(FormatError):
        audit_log(open_source(str(folder)), [])


def test_the_checkpoint_of_another_log_is_not_taken_for_this_one(tmp_path: Path) -> None:
    publish(tmp_path, LEAVES[:5], SIGNER)
    foreign = checkpoint(LEAVES[:5], "other.example").text()
    signer = Signer.generate(ORIGIN)
    (tmp_path / "checkpoint").write_text(format_note(foreign, [signer.sign(foreign)]))
    with pytest.raises(VerificationError, match=r"of other\.example lacks"):
        audit_log(open_source(str(tmp_path)), [signer.verifier])


def _foreign_key() -> Verifier:
    return CheckpointSigner.generate("other.example").verifiers[0]


def test_witnesses_may_be_asked_for(folder: Path) -> None:
    witness = Ed25519Cosigner.generate("w.example")
    policy = Policy.of_witnesses("any", [witness.verifier])
    with pytest.raises(VerificationError, match="Too few witnesses"):
        audit_log(open_source(str(folder)), KEYS, policy=policy)
    path = folder / "checkpoint"
    line = witness.sign(checkpoint(LEAVES), NOW)
    path.write_text(with_signatures(path.read_text(), [line]))
    assert len(audit_log(open_source(str(folder)), KEYS, policy=policy).signatures) == 3


def test_a_log_is_read_over_http_and_copied(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    class Quiet(SimpleHTTPRequestHandler):
        log_message: Callable[..., None] = lambda *_: None

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    copy = tmp_path_factory.mktemp("copy")
    try:
        read = open_source(f"http://127.0.0.1:{server.server_port}/")
        report = audit_log(copying(read, copy), KEYS)
        (folder / "tile/0/001").unlink()
        with pytest.raises(VerificationError, match="status 404"):
            audit_log(read, KEYS)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert audit_log(open_source(str(copy)), KEYS) == report


def test_a_place_that_is_none_is_told() -> None:
    with pytest.raises(FormatError, match="neither a folder"):
        open_source("/no/such/place")
