"""Notes, keys and checkpoints to the letter of C2SP signed-note and tlog-checkpoint."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifiable_log import (
    Checkpoint,
    CheckpointSigner,
    FormatError,
    LogError,
    MLDSA44Cosigner,
    Note,
    NoteSignature,
    Signer,
    VerificationError,
    Verifier,
    format_note,
    leaf_hash,
    open_note,
    parse_note,
)

# The example of C2SP signed-note.
VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
NOTE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1E"
    "RYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
ORIGIN = "sede.example.org/log"
ROOT = leaf_hash(b"only entry")


def test_the_example_of_the_specification_verifies() -> None:
    text, signed = open_note(NOTE, [Verifier.parse(VKEY)])
    assert text == "This is an example message.\n"
    assert [(item.key.vkey, item.timestamp) for item in signed] == [(VKEY, None)]


def test_the_example_with_one_letter_changed_does_not() -> None:
    with pytest.raises(VerificationError, match="altered"):
        open_note(NOTE.replace("an example", "no example"), [Verifier.parse(VKEY)])


def test_a_signer_writes_what_its_vkey_verifies() -> None:
    signer = Signer.generate(ORIGIN)
    again = Signer.from_private_bytes(ORIGIN, signer.private_bytes)
    assert again.vkey == signer.vkey
    note = format_note("hola\n", [signer.sign("hola\n")])
    assert open_note(note, [Verifier.parse(signer.vkey)])[0] == "hola\n"
    assert open_note(note.encode(), [signer.verifier])[0] == "hola\n"


def test_unknown_signatures_are_ignored_and_known_false_ones_reject_the_note() -> None:
    good, other = Signer.generate(ORIGIN), Signer.generate(ORIGIN)
    text = "hola\n"
    note = format_note(text, [other.sign(text), good.sign(text)])
    assert [item.key for item in open_note(note, [good.verifier])[1]] == [good.verifier]
    with pytest.raises(VerificationError, match="None of the trusted keys"):
        open_note(note, [Signer.generate(ORIGIN).verifier])
    false = format_note(text, [good.sign(text), other.sign("adiós\n")])
    with pytest.raises(VerificationError, match="false"):
        open_note(false, [good.verifier, other.verifier])


texts = st.text(
    st.characters(min_codepoint=32, exclude_categories=["Cs"]) | st.just("\n"), max_size=60
).map(lambda text: text + "\n")
names = st.from_regex(r"[a-zñ.]{1,10}(/[a-z]{1,5})?", fullmatch=True)
signatures = st.builds(
    NoteSignature, names, st.binary(min_size=4, max_size=4), st.binary(min_size=1, max_size=90)
)


@given(texts, st.lists(signatures, min_size=1, max_size=20))
def test_a_note_is_read_back_as_written(text: str, lines: list[NoteSignature]) -> None:
    note = format_note(text, lines)
    assert parse_note(note) == Note(text, tuple(lines))
    assert format_note(parse_note(note).text, parse_note(note).signatures) == note


LINE = "— a AAAAAAA=\n"


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"text\n",
        "text\n" + LINE,
        "text\n\n",
        "text\n\n" + LINE[:-1],
        "text\n\n" + LINE + "rest\n",
        "text\r\n\n" + LINE,
        "te\x00xt\n\n" + LINE,
        b"te\xffxt\n\n" + LINE.encode(),
        "te\ud800xt\n\n" + LINE,
        "text\n\n- a AAAAAAA=\n",
        "text\n\n— a+b AAAAAAA=\n",
        "text\n\n—  AAAAAAA=\n",
        "text\n\n— a AAAAAA==\n",
        "text\n\n— a AAAAAAB=\n",
        "text\n\n— a AAAAAAA= \n",
        "text\n\n— a b AAAAAAA=\n",
        "text\n\n— a\N{NO-BREAK SPACE}b AAAAAAA=\n",
        "text\n\n" + LINE * 101,
        "x" * 1_000_001 + "\n\n" + LINE,
    ],
)
def test_spoiled_notes_are_refused(note: str | bytes) -> None:
    with pytest.raises(FormatError):
        parse_note(note)


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "example.com/foo",
        VKEY.replace("530d903a", "530d903b"),
        VKEY.replace("530d903a", "530D903A"),
        VKEY.replace("foo", "fo o"),
        VKEY[:-4],
        VKEY.replace("+AeK", "+AuK").replace("+Ae", "+Au"),
    ],
)
def test_spoiled_keys_are_refused_with_an_explanation(vkey: str) -> None:
    with pytest.raises(FormatError) as caught:
        Verifier.parse(vkey)
    assert caught.value.cause


def test_a_checkpoint_is_read_back_as_written() -> None:
    checkpoint = Checkpoint(ORIGIN, 1, ROOT)
    assert checkpoint.text() == f"{ORIGIN}\n1\n{b64encode(ROOT).decode()}\n"
    assert Checkpoint.parse(checkpoint.text()) == checkpoint
    extended = Checkpoint(ORIGIN, 1, ROOT, ("extension",))
    assert Checkpoint.parse(extended.text()) == extended


@pytest.mark.parametrize(
    ("line", "value"),
    [(0, ""), (1, "01"), (1, "-1"), (1, "1 "), (1, "9" * 19), (1, ""), (2, "AAAA"), (2, "")],
)
def test_spoiled_checkpoints_are_refused(line: int, value: str) -> None:
    lines = Checkpoint(ORIGIN, 1, ROOT).text().split("\n")
    lines[line] = value
    with pytest.raises(FormatError):
        Checkpoint.parse("\n".join(lines))
    for text in ("", "a\n1\n", Checkpoint(ORIGIN, 1, ROOT).text() + "\n"):
        with pytest.raises(FormatError):
            Checkpoint.parse(text)


def test_a_log_signs_with_both_keys_under_its_origin() -> None:
    signer = CheckpointSigner.generate(ORIGIN)
    again = CheckpointSigner.from_private_bytes(ORIGIN, *signer.private_bytes)
    note = again.sign(Checkpoint(ORIGIN, 1, ROOT), 1_790_000_000)
    keys = [Verifier.parse(vkey) for vkey in signer.vkeys]
    text, signed = open_note(note, keys)
    assert Checkpoint.parse(text).size == 1
    assert [(item.key.algorithm, item.timestamp) for item in signed] == [
        (0x01, None),
        (0x06, 1_790_000_000),
    ]
    assert {line.name for line in parse_note(note).signatures} == {ORIGIN}


def test_the_two_keys_of_a_log_have_one_name() -> None:
    with pytest.raises(FormatError, match="different names"):
        CheckpointSigner(Signer.generate(ORIGIN), MLDSA44Cosigner.generate("other"))


def test_the_keys_of_a_log_do_not_sign_for_another() -> None:
    signer = CheckpointSigner.generate(ORIGIN)
    for foreign in (Checkpoint("other", 1, ROOT), Checkpoint(ORIGIN, 1, ROOT, ("extension",))):
        with pytest.raises(LogError):
            signer.sign(foreign, 0)
