"""What a row of the desk's table of acts says, beyond what every act says of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ventanilla.channels.desk.acts import questions
from ventanilla.channels.filling.acts.page import ActRow
from ventanilla.channels.look.components import Line
from ventanilla.domains.casefiles.api import ActKind, CaseNow

WHY = questions.why()


class Fold(StrEnum):
    """Under which heading an act stands folded on the page of the case."""

    PEOPLE = "people"
    INFORMATION = "information"
    PLACE = "place"
    WHO = "who"
    DECIDED = "decided"


@dataclass(frozen=True, kw_only=True)
class ActPage(ActRow[ActKind, CaseNow]):
    """`fixed` is what the case itself gives to the door, `facts` what is shown before the
    questions. `footing` shows the appeals that the act
    will carry; `marks` asks answer by answer; `by_hand` is for doors that take a `Hand` instead of
    a post; `fold` is for what is seldom done and never the main thing to do."""

    fixed: Callable[[CaseNow, Mapping[str, Any]], Mapping[str, Any]] | None = None
    footing: bool = False
    marks: bool = False
    by_hand: bool = False
    facts: Callable[[CaseNow], Sequence[Line]] | None = None
    fold: Fold | None = None
