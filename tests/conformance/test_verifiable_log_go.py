"""The published log judged by Go's transparency-log library, with spoiled samples that fail."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from verifiable_log import (
    CheckpointSigner,
    Ed25519Cosigner,
    TileHashReader,
    consistency_proof,
    entries_path,
    leaf_hash,
    tile_path,
    with_signatures,
)
from verifiable_log.tests.published import (
    NOW,
    ORIGIN,
    checkpoint,
    entry_leaves,
    publish,
    receipt,
)
from verifiable_log.witness import AddCheckpoint

PACKAGES = Path("/usr/share/gocode")
MODULE = PACKAGES / "src/golang.org/x/mod/sumdb/tlog"

pytestmark = [
    pytest.mark.go,
    pytest.mark.skipif(
        shutil.which("go") is None or not MODULE.is_dir(),
        reason="NOT JUDGED: install Debian golang-go and golang-golang-x-mod-dev",
    ),
]

SIGNER = CheckpointSigner.generate(ORIGIN)
VKEY = SIGNER.vkeys[0]
LEAVES = entry_leaves(700)

Judge = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    program = tmp_path_factory.mktemp("go") / "judge"
    source = Path(__file__).parent / "verifiable_log_go" / "main.go"
    environment = os.environ | {"GO111MODULE": "off", "GOPATH": str(PACKAGES)}
    environment.setdefault("GOCACHE", str(program.parent / "cache"))
    build = ["go", "build", "-o", str(program), str(source)]
    built = subprocess.run(build, env=environment, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [str(program), *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    publish(tmp_path, LEAVES, SIGNER)
    return tmp_path


@pytest.mark.parametrize("size", [1, 255, 256, 257, 512, 701])
def test_every_entry_of_a_small_log_is_in_the_tree(judge: Judge, tmp_path: Path, size: int) -> None:
    publish(tmp_path, LEAVES[:size], SIGNER)
    judged = judge("log", tmp_path, VKEY, 1)
    assert (judged.returncode, judged.stdout) == (0, f"{size}\n"), judged.stderr


def test_a_log_of_70100_entries_with_three_levels_of_tiles(judge: Judge, tmp_path: Path) -> None:
    publish(tmp_path, [b"entry %d" % number for number in range(70_100)], SIGNER)
    judged = judge("log", tmp_path, VKEY, 997)
    assert (judged.returncode, judged.stdout) == (0, "70100\n"), judged.stderr


@pytest.mark.parametrize(
    "path",
    ["checkpoint", "tile/0/001", "tile/1/000.p/2", "tile/entries/002.p/189", "tile/0/002.p/189"],
)
def test_a_spoiled_byte_does_not_pass(judge: Judge, folder: Path, path: str) -> None:
    data = bytearray((folder / path).read_bytes())
    data[30] ^= 1
    (folder / path).write_bytes(data)
    judged = judge("log", folder, VKEY, 1)
    assert judged.returncode == 1
    assert judged.stderr


def test_the_key_of_another_log_does_not_pass(judge: Judge, folder: Path) -> None:
    assert judge("log", folder, CheckpointSigner.generate(ORIGIN).vkeys[0], 1).returncode == 1


@pytest.mark.parametrize("number", [1, 255, 256, 600, 700])
def test_receipts_prove_their_entry_and_no_other(judge: Judge, tmp_path: Path, number: int) -> None:
    note = SIGNER.sign(checkpoint(LEAVES), NOW)
    path = tmp_path / "receipt"
    path.write_text(receipt(LEAVES, number, note).to_text())
    leaf, other = leaf_hash(LEAVES[number]).hex(), leaf_hash(LEAVES[number - 1]).hex()
    assert judge("receipt", path, VKEY, leaf).returncode == 0
    assert judge("receipt", path, VKEY, other).returncode == 1


@pytest.mark.parametrize("old", [1, 255, 256, 300, 700, 701])
def test_consistency_proofs_for_witnesses_hold(judge: Judge, folder: Path, old: int) -> None:
    def read_tile(level: int, index: int, width: int) -> bytes:
        return (folder / tile_path(level, index, width)).read_bytes()

    proof = consistency_proof(old, 701, TileHashReader(701, read_tile))
    note = (folder / "checkpoint").read_text()
    request, before = folder / "request", folder / "before"
    request.write_bytes(AddCheckpoint(old, tuple(proof), note).to_bytes())
    before.write_text(SIGNER.sign(checkpoint(LEAVES[:old]), NOW))
    assert judge("growth", request, before, VKEY).returncode == 0
    before.write_text(SIGNER.sign(checkpoint([b"forged", *LEAVES[1:old]]), NOW))
    assert judge("growth", request, before, VKEY).returncode == 1


def test_an_ed25519_cosignature_holds_and_a_spoiled_one_does_not(
    judge: Judge, tmp_path: Path
) -> None:
    witness, head = Ed25519Cosigner.generate("witness.example/w1"), checkpoint(LEAVES)
    path = tmp_path / "cosigned"
    for timestamp, passes in ((NOW, True), (NOW + 1, False)):
        line = witness.sign(head, NOW).line()
        if not passes:
            later = witness.sign(head, timestamp).line()
            line = later[: len(later) // 2] + line[len(line) // 2 :]
        path.write_text(SIGNER.sign(head, NOW) + line)
        assert (judge("cosigned", path, witness.vkey).returncode == 0) is passes
    path.write_text(with_signatures(SIGNER.sign(head, NOW), [witness.sign(head, NOW)]))
    assert judge("cosigned", path, witness.vkey).returncode == 0


@pytest.mark.parametrize("width", [1, 17, 255, 256])
def test_addresses_beyond_1000_are_the_same(judge: Judge, width: int) -> None:
    indexes = [0, 7, 999, 1_000, 1_234, 999_999, 1_000_000, 1_234_067, 10**9, 2**40]
    expected = []
    for index in indexes:
        expected += [tile_path(2, index, width), entries_path(index, width)]
    assert judge("paths", width, *indexes).stdout.split() == expected
