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
    another than the one who proposed. `silence` is `{sense, trigger}` or empty where none exists.
    `remedies` are all its appeals; `elsewhere` those that are lodged with another body, with its
    `name` by language and `site`; `superior` those decided by another than who decided; `others`
    those decided by another body though it may be handed in here.
    `hands` gives, by act (or `record_work:<step>`), the accounts that may not do it, because they
    did a step from which it must be told apart. `automated`: a step is done without a person.
    `answers` is true where the case ends in an answer rather than a resolution.
    """

    reports: frozenset[str] = frozenset()
    hearing: bool = False
    information: bool = False
    proposal: bool = False
    collegiate: bool = False
    four_eyes: bool = False
    answers: bool = False
    silence: Mapping[str, Any] = field(default_factory=dict)
    remedies: frozenset[str] = frozenset()
    elsewhere: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    superior: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    extension: bool = True
    suspension: bool = True
    lapse: bool = True
    hands: Mapping[str, frozenset[str]] = field(default_factory=dict)
    automated: bool = False
