"""What one procedure demands of its cases, beside what the law of their kind demands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Read from `handling.yaml`. Every demand carries its norm there.

    `reports` are ids of reports that must have come; `hearing` and `information` say whether the
    parties' hearing and public information must have been held; `proposal` whether a proposal
    goes before; `collegiate` whether a body agrees; `four_eyes` whether the one who signs is
    another than the one who proposed. `silence` is `{sense, trigger, hand_over}` or empty where
    none exists; `hand_over` names the time limit in which what it granted is handed over.
    `remedies` are all its appeals; `elsewhere` those that are lodged with another body, with its
    `name` by language and `site`; `superior` those decided by another than who decided; `others`
    those decided by another body though it may be handed in here.
    `demanded` gives, by the act that waits for it (propose, agree, resolve, answer), the work of
    the office that a norm demands before: its `id`, `title` by language and `norm`.
    `hands` gives, by act (or `record_work:<step>`), the accounts that may not do it, because they
    did a step from which it must be told apart. `automated`: a step is done without a person.
    `grants` is the title that its decision gives, as the procedure declares it.
    `answers` is true where the case ends in an answer rather than a resolution.

    From `silence_law.yaml`: `late` is what may be decided after positive silence: `confirm` (only
    that) or `ended` (nothing more), "" where the country's data do not say, with its norm; `undo`
    is how the law undoes what silence granted: its `text` by language and its `norm`.
    `silence_appealed` is the norm by which nothing is decided once negative silence was appealed.
    `proof` is `certificate`, `deed` (CO: Ley 1437, art. 85) or `none`, with its norm.
    """

    reports: frozenset[str] = frozenset()
    hearing: bool = False
    information: bool = False
    proposal: bool = False
    collegiate: bool = False
    four_eyes: bool = False
    answers: bool = False
    late: str = ""
    late_norm: str = ""
    undo: Mapping[str, Any] = field(default_factory=dict)
    silence_appealed: str = ""
    proof: str = ""
    proof_norm: str = ""
    silence: Mapping[str, Any] = field(default_factory=dict)
    remedies: frozenset[str] = frozenset()
    elsewhere: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    superior: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    extension: bool = True
    suspension: bool = True
    lapse: bool = True
    demanded: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    hands: Mapping[str, frozenset[str]] = field(default_factory=dict)
    automated: bool = False
    grants: Mapping[str, Any] | None = None
