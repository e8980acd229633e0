"""Which signatures are enough (C2SP tlog-policy): logs, witnesses, and the quorum among them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from .errors import FormatError
from .keys import Algorithm, Verifier

NONE = "none"
_COSIGNERS = (Algorithm.ED25519_COSIGNATURE, Algorithm.ML_DSA_44_COSIGNATURE)
_LOGS = (Algorithm.ED25519, Algorithm.ML_DSA_44_COSIGNATURE)


@dataclass(frozen=True, slots=True)
class Group:
    """At least `needed` of the `members` (witnesses or groups, by their names) must agree."""

    needed: int
    members: tuple[str, ...]


@dataclass(frozen=True)
class Policy:
    """Trusted logs, known witnesses by name, groups of them, and the name of the quorum.

    Without logs the caller says which log keys it trusts; `quorum` "none" asks no witness.
    """

    logs: tuple[Verifier, ...] = ()
    witnesses: Mapping[str, Verifier] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    quorum: str = NONE

    @classmethod
    def of_witnesses(cls, rule: str, witnesses: Sequence[Verifier]) -> Self:
        """`rule` is "any", "all" or how many of the witnesses, in digits; FormatError otherwise."""
        named = {f"witness-{number}": key for number, key in enumerate(witnesses, 1)}
        _refuse_duplicates(named.values())
        for key in witnesses:
            _check_kind(key, _COSIGNERS, "witness")
        return cls((), named, {"quorum": _group(rule, tuple(named))}, "quorum")

    @staticmethod
    def parse(text: str | bytes) -> "Policy":
        """A policy file of C2SP tlog-policy; FormatError names the line at fault."""
        return _Reader(text).read()

    def is_met_by(self, cosigners: Iterable[Verifier]) -> bool:
        """Whether these keys, whose signatures were verified, make the quorum."""
        present = set(cosigners)
        return self.quorum == NONE or self._agrees(self.quorum, present)

    def _agrees(self, name: str, present: set[Verifier]) -> bool:
        if name in self.witnesses:
            return self.witnesses[name] in present
        group = self.groups[name]
        return sum(self._agrees(member, present) for member in group.members) >= group.needed

    def describe(self) -> str:
        """The quorum in few words, such as "2 of 3"."""
        if self.quorum == NONE:
            return "no witness"
        if self.quorum in self.witnesses:
            return self.witnesses[self.quorum].name
        group = self.groups[self.quorum]
        return f"{group.needed} of {len(group.members)}"


class _Reader:
    """Reads a policy file line by line; each definition may only name what stands above it."""

    def __init__(self, text: str | bytes) -> None:
        raw = text.encode() if isinstance(text, str) else text
        self._text = raw.decode("utf-8", "surrogateescape")
        self._logs: list[Verifier] = []
        self._witnesses: dict[str, Verifier] = {}
        self._groups: dict[str, Group] = {}
        self._members: set[str] = set()
        self._quorum: str | None = None

    def read(self) -> Policy:
        if any((char < " " and char not in "\t\n") or char == "\x7f" for char in self._text):
            raise FormatError("The policy holds control characters.", expected="tab and newline")
        for number, line in enumerate(self._text.split("\n"), 1):
            words = [word for word in line.replace("\t", " ").split(" ") if word]
            if words and not words[0].startswith("#"):
                self._read_line(number, words)
        if self._quorum is None:
            raise FormatError("The policy has no quorum line.", example="quorum none")
        _refuse_duplicates(self._logs)
        _refuse_duplicates(self._witnesses.values())
        return Policy(tuple(self._logs), self._witnesses, self._groups, self._quorum)

    def _read_line(self, number: int, words: list[str]) -> None:
        readers: dict[str, Callable[..., None]] = {
            "log": self._log,
            "witness": self._witness,
            "group": self._group,
            "quorum": self._set_quorum,
        }
        try:
            readers[words[0]](*words[1:])
        except FormatError as error:
            raise FormatError(
                f"Line {number} of the policy: {error.cause}",
                expected=error.expected,
                example=error.example,
            ) from None
        except (KeyError, TypeError):
            raise FormatError(
                f"Line {number} of the policy is not understood.",
                expected="log <vkey>, witness <name> <vkey>, group <name> any|all|<k> <names>, "
                "quorum <name>",
            ) from None

    def _log(self, vkey: str, url: str = "") -> None:
        self._logs.append(_check_kind(Verifier.parse(vkey), _LOGS, "log"))

    def _witness(self, name: str, vkey: str, url: str = "") -> None:
        self._refuse_taken(name)
        self._witnesses[name] = _check_kind(Verifier.parse(vkey), _COSIGNERS, "witness")

    def _group(self, name: str, rule: str, *members: str) -> None:
        self._refuse_taken(name)
        for member in members:
            self._refuse_unknown(member)
            if member in self._members:
                raise FormatError(f"{member} is a member twice.", expected="one group for each")
            self._members.add(member)
        self._groups[name] = _group(rule, members)

    def _set_quorum(self, name: str) -> None:
        if self._quorum is not None:
            raise FormatError("There is a second quorum line.", expected="one")
        if name != NONE:
            self._refuse_unknown(name)
        self._quorum = name

    def _refuse_taken(self, name: str) -> None:
        if name == NONE or name in self._witnesses or name in self._groups:
            raise FormatError(f"The name {name} is taken.")

    def _refuse_unknown(self, name: str) -> None:
        if name not in self._witnesses and name not in self._groups:
            raise FormatError(f"{name} is not defined above.")


def _group(rule: str, members: tuple[str, ...]) -> Group:
    most = len(members)
    needed = {"any": 1, "all": most}.get(rule)
    if needed is None:
        needed = int(rule) if rule.isascii() and rule.isdigit() and len(rule) < 6 else 0
    if not 1 <= needed <= most:
        raise FormatError(
            f"{rule!r} of {most} witnesses cannot be asked for.",
            expected=f"any, all, or a number from 1 to {most}" if most else "at least one witness",
            example="any",
        )
    return Group(needed, members)


def _check_kind(key: Verifier, kinds: Iterable[Algorithm], what: str) -> Verifier:
    if key.algorithm not in kinds:
        raise FormatError(
            f"The key of {key.name} is of type {key.algorithm:#04x}, not one of a {what}.",
            expected=" or ".join(f"type {kind:#04x}" for kind in kinds),
        )
    return key


def _refuse_duplicates(keys: Iterable[Verifier]) -> None:
    public = [key.public_key for key in keys]
    if len(set(public)) != len(public):
        raise FormatError("The same public key stands twice in the policy.")
