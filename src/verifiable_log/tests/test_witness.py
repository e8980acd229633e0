"""A witness never cosigns two histories, and a log's operator learns when its copy is behind."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifiable_log import (
    Checkpoint,
    CheckpointSigner,
    Ed25519Cosigner,
    FormatError,
    Frontier,
    MLDSA44Cosigner,
    VerificationError,
    consistency_proof,
    leaf_hash,
    open_note,
    with_signatures,
)
from verifiable_log.notes import parse_signature
from verifiable_log.tests.trees import NaiveHashes, leaves
from verifiable_log.transport import TransportError
from verifiable_log.witness import (
    AddCheckpoint,
    WitnessAheadError,
    WitnessClient,
    WitnessedHead,
    WitnessError,
    handle_add_checkpoint,
    handle_checkpoint,
)

ORIGIN = "sede.example.org/log"
LOG = CheckpointSigner.generate(ORIGIN)
KNOWN = {ORIGIN: LOG.verifiers}
SIGNERS = [Ed25519Cosigner.generate("w.example"), MLDSA44Cosigner.generate("w.example")]
KEYS = [signer.verifier for signer in SIGNERS]
LEAVES = leaves(50)
NOW = 1_790_000_000


class MemoryStore:
    """A WitnessStore for one process."""

    def __init__(self) -> None:
        self.heads: dict[str, WitnessedHead] = {}

    def latest(self, origin: str) -> WitnessedHead | None:
        return self.heads.get(origin)

    def advance(self, origin: str, *, expected: WitnessedHead | None, new: WitnessedHead) -> bool:
        if self.heads.get(origin) != expected:
            return False
        self.heads[origin] = new
        return True


def _note(size: int, hashes: list[bytes] | None = None, origin: str = ORIGIN) -> str:
    root = Frontier.empty().extend((hashes or LEAVES)[:size]).root
    signer = LOG if origin == ORIGIN else CheckpointSigner.generate(origin)
    return signer.sign(Checkpoint(origin, size, root), NOW)


def _prove(old: int, new: int) -> list[bytes]:
    return consistency_proof(old, new, NaiveHashes(LEAVES))


def _body(old: int, new: int) -> bytes:
    return AddCheckpoint(old, tuple(_prove(old, new)), _note(new)).to_bytes()


def _ask(store: MemoryStore, body: bytes) -> tuple[int, str, bytes]:
    return handle_add_checkpoint(body, store, KNOWN, SIGNERS, NOW)


def test_a_growing_log_is_cosigned_with_every_key_of_the_witness() -> None:
    store = MemoryStore()
    for old, new in ((0, 0), (0, 7), (7, 7), (7, 20), (20, 50)):
        status, kind, body = _ask(store, _body(old, new))
        assert (status, kind) == (200, "text/plain; charset=utf-8")
        lines = [parse_signature(line) for line in body.decode().removesuffix("\n").split("\n")]
        text, signed = open_note(with_signatures(_note(new), lines), KEYS)
        assert Checkpoint.parse(text).size == new
        assert [item.timestamp for item in signed] == [NOW, NOW]
        stored = store.latest(ORIGIN)
        assert stored is not None
        assert stored.size == new
        assert len(open_note(stored.note, [*KEYS, *LOG.verifiers])[1]) == 4


def test_another_old_size_is_answered_with_the_right_one() -> None:
    store = MemoryStore()
    _ask(store, _body(0, 7))
    assert _ask(store, _body(0, 20)) == (409, "text/x.tlog.size", b"7\n")
    assert _ask(store, _body(6, 20))[0] == 409
    assert _ask(MemoryStore(), _body(7, 20)) == (409, "text/x.tlog.size", b"0\n")


def test_a_rewritten_log_is_not_cosigned() -> None:
    store = MemoryStore()
    _ask(store, _body(0, 7))
    before = store.latest(ORIGIN)
    forged = [leaf_hash(b"forged"), *LEAVES[1:]]
    proof = tuple(consistency_proof(7, 20, NaiveHashes(forged)))
    for request in (
        AddCheckpoint(7, proof, _note(20, forged)),
        AddCheckpoint(7, (), _note(7, forged)),
        AddCheckpoint(7, (), _note(20)),
        AddCheckpoint(7, (LEAVES[0],), _note(7)),
    ):
        assert _ask(store, request.to_bytes())[0] == 422
    assert store.latest(ORIGIN) == before
    assert _ask(MemoryStore(), AddCheckpoint(0, (LEAVES[0],), _note(7)).to_bytes())[0] == 422
    empty = LOG.sign(Checkpoint(ORIGIN, 0, LEAVES[0]), NOW)
    assert _ask(MemoryStore(), AddCheckpoint(0, (), empty).to_bytes())[0] == 422


def test_unknown_logs_and_false_signatures_are_refused() -> None:
    store = MemoryStore()
    other = AddCheckpoint(0, (), _note(7, origin="other.example"))
    assert _ask(store, other.to_bytes())[0] == 404
    stranger = CheckpointSigner.generate(ORIGIN).sign(
        Checkpoint(ORIGIN, 7, Frontier.empty().extend(LEAVES[:7]).root), NOW
    )
    assert _ask(store, AddCheckpoint(0, (), stranger).to_bytes())[0] == 403
    false = _note(7).replace("\n7\n", "\n8\n")
    assert _ask(store, AddCheckpoint(0, (), false).to_bytes())[0] == 403
    assert store.heads == {}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old 0\n",
        b"old 00\n\n" + _note(7).encode(),
        b"old -1\n\n" + _note(7).encode(),
        b"new 0\n\n" + _note(7).encode(),
        b"old 0\nAAAA\n\n" + _note(7).encode(),
        b"old 0\n" + b"A" * 43 + b"=\n" + _note(7).encode(),
        AddCheckpoint(7, (bytes(32),) * 64, _note(7)).to_bytes(),
        b"old 0\n\n\xff" + _note(7).encode(),
        b"old 0\n\nnot a checkpoint\n",
        AddCheckpoint(8, (), _note(7)).to_bytes(),
        b"x" * 2_000_000,
    ],
    ids=range(12),  # by place: the notes are signed anew in every process
)
def test_malformed_requests_are_refused(body: bytes) -> None:
    assert _ask(MemoryStore(), body)[0] == 400


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=63), st.integers(0, 2**63 - 1))
def test_a_request_is_read_back_as_written(proof: list[bytes], old: int) -> None:
    request = AddCheckpoint(old, tuple(proof), NOTE)
    assert AddCheckpoint.parse(request.to_bytes()) == request


NOTE = _note(7)


def test_of_two_requests_at_once_only_one_is_cosigned() -> None:
    class RacingStore(MemoryStore):
        """Another request gets in between the reading and the writing, once."""

        raced = False

        def advance(
            self, origin: str, *, expected: WitnessedHead | None, new: WitnessedHead
        ) -> bool:
            if not self.raced:
                self.raced = True
                assert _ask(self, _body(0, 30))[0] == 200
            return super().advance(origin, expected=expected, new=new)

    store = RacingStore()
    assert _ask(store, _body(0, 7)) == (409, "text/x.tlog.size", b"30\n")
    latest = store.latest(ORIGIN)
    assert latest is not None
    assert latest.size == 30


def test_monitors_are_shown_the_latest_cosigned_checkpoint() -> None:
    store = MemoryStore()
    name = sha256(ORIGIN.encode()).hexdigest()
    assert handle_checkpoint(name, store, KNOWN)[0] == 404
    _ask(store, _body(0, 7))
    status, _, body = handle_checkpoint(name, store, KNOWN)
    assert status == 200
    assert len(open_note(body, [*KEYS, *LOG.verifiers])[1]) == 4
    assert handle_checkpoint("0" * 64, store, KNOWN)[0] == 404


@contextmanager
def _served(
    store: MemoryStore, answers: list[tuple[int, str, bytes]] | None = None
) -> Iterator[str]:
    """A witness on the loopback; with `answers`, one that says those whatever it is asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._answer(answers.pop(0) if answers else _ask(store, body))

        def do_GET(self) -> None:
            name = self.path.split("/")[1]
            self._answer(answers.pop(0) if answers else handle_checkpoint(name, store, KNOWN))

        def _answer(self, answer: tuple[int, str, bytes]) -> None:
            status, kind, body = answer
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_client_gets_cosignatures_even_when_it_forgot_the_old_size() -> None:
    store = MemoryStore()
    with _served(store) as prefix:
        client = WitnessClient(prefix, KEYS)
        assert client.latest(ORIGIN, LOG.verifiers) is None
        assert len(client.submit(_note(7), old_size=0, prove=_prove)) == 2
        lines = client.submit(_note(20), old_size=0, prove=_prove)
        assert len(open_note(with_signatures(_note(20), lines), KEYS)[1]) == 2
        latest = client.latest(ORIGIN, LOG.verifiers)
        assert latest is not None
        assert Checkpoint.parse(open_note(latest, KEYS)[0]).size == 20


def test_the_client_says_when_the_witness_has_seen_more() -> None:
    store = MemoryStore()
    _ask(store, _body(0, 20))
    with _served(store) as prefix, pytest.raises(WitnessAheadError) as caught:
        WitnessClient(prefix, KEYS).submit(_note(7), old_size=7, prove=_prove)
    assert caught.value.size == 20


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ((500, "text/plain", b"broken"), WitnessError),
        ((302, "text/plain", b"elsewhere"), WitnessError),
        ((409, "text/plain", b"7\n"), WitnessError),
        ((409, "text/x.tlog.size", b"seven\n"), FormatError),
        ((200, "text/plain", b"no signature\n"), FormatError),
        ((200, "text/plain", b"\xff"), FormatError),
        ((200, "text/plain", b"x" * 300_000), TransportError),
        ((200, "text/plain", _note(7).split("\n\n")[1].encode()), WitnessError),
    ],
)
def test_the_client_believes_no_answer_that_does_not_hold(
    answer: tuple[int, str, bytes], error: type[Exception]
) -> None:
    with _served(MemoryStore(), [answer]) as prefix, pytest.raises(error):
        WitnessClient(prefix, KEYS).submit(_note(7), old_size=0, prove=_prove)


def test_a_false_cosignature_is_not_taken() -> None:
    other = Checkpoint(ORIGIN, 8, Frontier.empty().extend(LEAVES[:8]).root)
    false = SIGNERS[0].sign(other, NOW).line().encode()
    with (
        _served(MemoryStore(), [(200, "text/plain", false)]) as prefix,
        pytest.raises(VerificationError),
    ):
        WitnessClient(prefix, KEYS).submit(_note(7), old_size=0, prove=_prove)


def test_a_cosignature_without_time_is_not_taken() -> None:
    head = Checkpoint(ORIGIN, 7, Frontier.empty().extend(LEAVES[:7]).root)
    untimed = SIGNERS[1].sign(head, 0).line().encode()
    with (
        _served(MemoryStore(), [(200, "text/plain", untimed)]) as prefix,
        pytest.raises(WitnessError, match="None of the known keys"),
    ):
        WitnessClient(prefix, KEYS).submit(_note(7), old_size=0, prove=_prove)


def test_the_latest_checkpoint_of_another_log_is_not_taken() -> None:
    other = CheckpointSigner.generate("other.example")
    head = Checkpoint("other.example", 7, Frontier.empty().extend(LEAVES[:7]).root)
    note = with_signatures(other.sign(head, NOW), [SIGNERS[0].sign(head, NOW)])
    with (
        _served(MemoryStore(), [(200, "text/plain", note.encode())]) as prefix,
        pytest.raises(WitnessError, match="another log"),
    ):
        WitnessClient(prefix, KEYS).latest(ORIGIN, other.verifiers)


def test_a_witness_that_keeps_changing_its_mind_is_given_up() -> None:
    answers = [(409, "text/x.tlog.size", b"%d\n" % size) for size in (1, 2, 3)]
    with _served(MemoryStore(), answers) as prefix, pytest.raises(WitnessError, match="mind"):
        WitnessClient(prefix, KEYS).submit(_note(7), old_size=0, prove=_prove)


def test_a_witness_that_does_not_answer_is_an_error_of_transport() -> None:
    with pytest.raises(TransportError):
        WitnessClient("http://127.0.0.1:1", KEYS, timeout_seconds=1).submit(
            _note(7), old_size=0, prove=_prove
        )
    with pytest.raises(FormatError, match="web address"):
        WitnessClient("file:///etc", KEYS)
    with pytest.raises(FormatError, match="known key"):
        WitnessClient("https://w.example", [])
