"""Policy files of C2SP tlog-policy, read strictly."""

import pytest

from verifiable_log import Ed25519Cosigner, FormatError, MLDSA44Cosigner, Signer
from verifiable_log.policy import Policy

LOG = Signer.generate("log.example").vkey
X = [Ed25519Cosigner.generate(f"x{n}.example") for n in range(3)]
Y = [MLDSA44Cosigner.generate(f"y{n}.example") for n in range(3)]
EXAMPLE = "\n".join(
    [
        "# two operators",
        f"log {LOG} https://log.example",
        "",
        *(f"witness X{n} {key.vkey}" for n, key in enumerate(X)),
        *(f"\twitness  Y{n}\t{key.vkey} https://y{n}.example " for n, key in enumerate(Y)),
        "group X-witnesses 2 X0 X1 X2",
        "group Y-witnesses any Y0 Y1 Y2",
        "group X-and-Y all X-witnesses Y-witnesses",
        "quorum X-and-Y",
        "",
    ]
)


def test_the_example_of_the_specification_counts_groups_of_groups() -> None:
    policy = Policy.parse(EXAMPLE)
    x, y = [key.verifier for key in X], [key.verifier for key in Y]
    assert policy.is_met_by([x[0], x[2], y[1]])
    assert policy.is_met_by([*x, *y])
    assert not policy.is_met_by([x[0], y[1]])
    assert not policy.is_met_by([x[0], x[0], y[1]])
    assert not policy.is_met_by(x)
    assert not policy.is_met_by([])
    assert policy.describe() == "2 of 2"
    assert [key.name for key in policy.logs] == ["log.example"]


def test_a_quorum_may_be_one_witness_or_none() -> None:
    single = Policy.parse(f"witness W {X[0].vkey}\nquorum W\n".encode())
    assert single.is_met_by([X[0].verifier])
    assert not single.is_met_by([X[1].verifier])
    assert single.describe() == "x0.example"
    assert Policy.parse("quorum none").is_met_by([])
    assert Policy().describe() == "no witness"


W0, W1 = f"witness A {X[0].vkey}\n", f"witness B {X[1].vkey}\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "quorum A",
        W0,
        W0 + "quorum A\nquorum A",
        W0 + "quorum",
        W0 + W0 + "quorum A",
        W0 + f"witness B {X[0].vkey}\nquorum A",
        f"log {LOG}\nlog {LOG}\nquorum none",
        f"witness none {X[0].vkey}\nquorum none",
        f"witness A {LOG}\nquorum A",
        f"log {X[0].vkey}\nquorum none",
        W0 + "group G 2 A\nquorum G",
        W0 + "group G 0 A\nquorum G",
        W0 + "group G some A\nquorum G",
        W0 + "group G any\nquorum G",
        W0 + "group G any A A\nquorum G",
        W0 + "group G any none\nquorum G",
        W0 + W1 + "group G any A\ngroup H any A B\nquorum H",
        "group G any H\nquorum G",
        W0 + "quorum A\r\n",
        "trust everybody\nquorum none",
        "log broken\nquorum none",
    ],
    ids=lambda text: f"{len(text.splitlines())} lines",  # the keys in them are random
)
def test_spoiled_policies_are_refused(text: str) -> None:
    with pytest.raises(FormatError) as caught:
        Policy.parse(text)
    assert caught.value.cause


@pytest.mark.parametrize("rule", ["0", "2", "most", "-1", "", "1.0", "٢"])
def test_impossible_numbers_of_witnesses_are_refused(rule: str) -> None:
    with pytest.raises(FormatError):
        Policy.of_witnesses(rule, [X[0].verifier])
    with pytest.raises(FormatError):
        Policy.of_witnesses("any", [])
