"""The command answers in plain words, in three languages, and never with a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import verifiable_log
from verifiable_log import CheckpointSigner, Ed25519Cosigner, Receipt, leaf_hash, with_signatures
from verifiable_log.cli import main
from verifiable_log.tests.published import NOW, ORIGIN, checkpoint, entry_leaves, publish, receipt

SIGNER = CheckpointSigner.generate(ORIGIN)
LEAVES = entry_leaves(20)
HEAD = checkpoint(LEAVES)
NOTE = SIGNER.sign(HEAD, NOW)
WITNESS = Ed25519Cosigner.generate("w.example")
KEYS = ["--key", SIGNER.vkeys[0], "--key", SIGNER.vkeys[1]]

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def immediate(tmp_path: Path) -> str:
    path = tmp_path / "7.tlog-proof"
    path.write_text(receipt(LEAVES, 7, NOTE).to_text())
    return str(path)


@pytest.fixture
def witnessed(tmp_path: Path) -> str:
    note = with_signatures(NOTE, [WITNESS.sign(HEAD, NOW + 60)])
    path = tmp_path / "7w.tlog-proof"
    path.write_text(receipt(LEAVES, 7, note).to_text())
    return str(path)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["VERIFIED", "Entry 7 of book entrada, 2026", "Stage: immediate", "place 8 of 21"]),
        ("es", ["VERIFICADO", "Asiento 7 del libro entrada", "inmediata", "ningún testigo"]),
        ("pt", ["VERIFICADO", "Registo 7 do livro entrada", "imediata", "nenhuma testemunha"]),
    ],
)
def test_an_immediate_receipt_is_told_in_plain_words(
    immediate: str, capsys: Capture, language: str, words: list[str]
) -> None:
    assert main(["verify", immediate, *KEYS, "--lang", language]) == 0
    said = capsys.readouterr().out
    for word in [*words, "2026-11-23T10:15:30.000001-06:00", "ML-DSA-44, 2026-09-21 14:13:20 UTC"]:
        assert word in said


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "NOT CHECKED"), ("es", "SIN COMPROBAR"), ("pt", "POR VERIFICAR")],
)
def test_a_signature_whose_key_was_not_given_is_said_not_to_be_checked(
    immediate: str, capsys: Capture, language: str, words: str
) -> None:
    one = ["verify", immediate, *KEYS[:2], "--lang", language]
    assert main(one) == 0
    assert f"{words}: {ORIGIN}" in capsys.readouterr().out
    assert main([*one, "--all-signatures"]) == 1
    assert main([*one, *KEYS[2:], "--all-signatures"]) == 0
    assert words not in capsys.readouterr().out


def test_a_witness_nobody_gave_the_key_of_is_said_not_to_be_checked(
    witnessed: str, capsys: Capture
) -> None:
    assert main(["verify", witnessed, *KEYS]) == 0
    said = capsys.readouterr().out
    assert "Not checked: w.example" in said
    assert "log's own name" not in said


def test_a_witnessed_receipt_says_by_whom_and_when(witnessed: str, capsys: Capture) -> None:
    options = ["--witness", WITNESS.vkey, "--policy", "all"]
    assert main(["verify", witnessed, *KEYS, *options]) == 0
    said = capsys.readouterr().out
    assert "Stage: witnessed" in said
    assert "w.example (Ed25519, 2026-09-21 14:14:20 UTC)" in said


def test_known_witnesses_count_without_a_policy(
    witnessed: str, immediate: str, capsys: Capture
) -> None:
    assert main(["verify", witnessed, *KEYS, "--witness", WITNESS.vkey, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["stage"] == "witnessed"
    assert main(["verify", immediate, *KEYS, "--witness", WITNESS.vkey, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["stage"] == "immediate"


def test_the_answer_for_machines_has_numbers_and_moments(immediate: str, capsys: Capture) -> None:
    assert main(["verify", immediate, *KEYS, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["verified"], said["entry"]["number"], said["size"]) == (True, 7, 21)
    assert said["log_signatures"][1]["timestamp"] == NOW


@pytest.mark.parametrize(
    ("language", "headline"),
    [("en", "NOT VERIFIED"), ("es", "NO VERIFICADO"), ("pt", "NÃO VERIFICADO")],
)
def test_what_is_not_verified_says_which_step_failed(
    immediate: str, capsys: Capture, language: str, headline: str
) -> None:
    options = ["--witness", WITNESS.vkey, "--policy", "any", "--lang", language]
    assert main(["verify", immediate, *KEYS, *options]) == 1
    said = capsys.readouterr().out
    assert said.startswith(headline)
    assert "Too few witnesses" in said


def test_an_altered_receipt_is_not_verified(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "altered"
    good = receipt(LEAVES, 7, NOTE)
    path.write_text(Receipt(8, good.proof, NOTE, good.extra).to_text())
    assert main(["verify", str(path), *KEYS, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["step"] == "inclusion"
    for content in (b"", b"\xff\xfe", b"hello", good.to_text().encode()[:-90]):
        path.write_bytes(content)
        assert main(["verify", str(path), *KEYS]) == 1
        assert "NOT VERIFIED" in capsys.readouterr().out


def test_receipts_of_other_logs_take_the_leaf_from_outside(tmp_path: Path, capsys: Capture) -> None:
    path, leaf = tmp_path / "bare", tmp_path / "leaf"
    path.write_text(Receipt(7, receipt(LEAVES, 7, NOTE).proof, NOTE).to_text())
    leaf.write_bytes(LEAVES[7])
    assert main(["verify", str(path), *KEYS]) == 1
    assert main(["verify", str(path), *KEYS, "--leaf", str(leaf)]) == 0
    assert main(["verify", str(path), *KEYS, "--leaf-hash", leaf_hash(LEAVES[7]).hex()]) == 0
    assert leaf_hash(LEAVES[7]).hex() in capsys.readouterr().out
    assert main(["verify", str(path), *KEYS, "--leaf-hash", leaf_hash(LEAVES[8]).hex()]) == 1


def test_keys_and_policies_may_stand_in_files(witnessed: str, tmp_path: Path) -> None:
    keys, policy = tmp_path / "keys.txt", tmp_path / "policy.txt"
    keys.write_text("\n".join(SIGNER.vkeys) + "\n")
    policy.write_text(f"log {SIGNER.vkeys[1]}\nwitness W {WITNESS.vkey}\nquorum W\n")
    assert main(["verify", witnessed, "--key", str(keys)]) == 0
    assert main(["verify", witnessed, "--policy", str(policy)]) == 0


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--key", "broken"],
        ["--key", "a+00000000+AAAA"],
        [*KEYS, "--policy", "any"],
        [*KEYS, "--policy", "3", "--witness", WITNESS.vkey],
        [*KEYS, "--policy", "no-such-file"],
        [*KEYS, "--policy", "no-such-file", "--witness", WITNESS.vkey],
        [*KEYS, "--witness", SIGNER.vkeys[0], "--policy", "1"],
        [*KEYS, "--leaf-hash", "12"],
        [*KEYS, "--leaf", "no-such-file"],
    ],
)
def test_a_wrong_command_is_explained_with_code_2(
    immediate: str, capsys: Capture, options: list[str]
) -> None:
    assert main(["verify", immediate, *options, "--lang", "es"]) == 2
    assert "Detalle" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_explained_with_code_2(capsys: Capture) -> None:
    assert main(["verify", "no-such-file", *KEYS]) == 2
    assert "No such file" in capsys.readouterr().err


def test_a_receipt_cannot_command_the_terminal(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "hostile"
    path.write_text(receipt(LEAVES, 7, NOTE).to_text().replace(ORIGIN, "evil\u009b31m"))
    assert main(["verify", str(path), *KEYS]) == 1
    assert "\u009b" not in capsys.readouterr().out


def test_a_published_log_is_audited_in_three_languages(tmp_path: Path, capsys: Capture) -> None:
    publish(tmp_path, LEAVES, SIGNER)
    since = tmp_path / "since"
    since.write_text(SIGNER.sign(checkpoint(LEAVES[:5]), NOW))
    copy = tmp_path / "copy"
    for language, word in (("en", "no gap"), ("es", "sin huecos"), ("pt", "sem falhas")):
        options = ["--since", str(since), "--write", str(copy), "--lang", language]
        assert main(["audit", str(tmp_path), *KEYS, *options]) == 0
        assert word in capsys.readouterr().out
    assert main(["audit", str(copy), *KEYS, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["size"] == 21
    (copy / "tile/0/000.p/21").write_bytes(bytes(21 * 32))
    assert main(["audit", str(copy), *KEYS]) == 1
    assert "not in order" in capsys.readouterr().out
    assert main(["audit", str(tmp_path / "nowhere"), *KEYS]) == 2


def test_the_module_runs_as_a_command_with_its_exit_code(immediate: str) -> None:
    source = str(Path(verifiable_log.__file__).parent.parent)
    command = [sys.executable, "-m", "verifiable_log", "verify", immediate]
    run = subprocess.run([*command, *KEYS], capture_output=True, text=True, cwd=source)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("VERIFIED")
    bad = subprocess.run([*command, "--nonsense"], capture_output=True, text=True, cwd=source)
    assert bad.returncode == 2


def test_hashing_alone_does_not_load_cryptography() -> None:
    source = str(Path(verifiable_log.__file__).parent.parent)
    code = "import sys, verifiable_log as v; v.leaf_hash(b''); print('cryptography' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=source)
    assert run.stdout.strip() == "False"


def test_every_name_at_the_door_is_there() -> None:
    for name in verifiable_log.__all__:
        assert getattr(verifiable_log, name) is not None
    with pytest.raises(AttributeError):
        verifiable_log.no_such_name  # noqa: B018
    assert sorted(set(verifiable_log.__all__)) == sorted(verifiable_log.__all__)


def test_the_wording_is_whole_in_every_language() -> None:
    from verifiable_log.wording import _TEXTS

    keys = {language: set(texts) for language, texts in _TEXTS.items()}
    assert keys["en"] == keys["es"] == keys["pt"]
