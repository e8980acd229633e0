"""What is asked: a time limit (amount and unit, or a named rule) and the circumstances that
move it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from .errors import BadInputError, UnknownNameError
from .legal_value import Unit
from .rule_names import without_accents

OBLIGED = ("party", "administration")
CHANNELS = ("electronic", "paper")
ACTS = ("lodge", "decide")
WORDS = ("termino", "plazo")
_UNIT_NAMES = {
    Unit.WORKING_DAYS: (
        "working working_day business_day business_days habil habiles dia_habil dias_habiles util "
        "uteis dia_util dias_uteis termino"
    ),
    Unit.CALENDAR_DAYS: (
        "calendar calendar_day natural naturales corrido corridos corridas calendario dia_natural "
        "dias_naturales dia_corrido dias_corridos dia_calendario dias_calendario dias_seguidos"
    ),
    Unit.DAYS: "day dia dias",
    Unit.MONTHS: "month mes meses",
    Unit.YEARS: "year ano anos",
    Unit.HOURS: "hour hora horas",
}
_UNIT_ALIASES = {name: unit for unit, names in _UNIT_NAMES.items() for name in names.split()}
MAXIMUM_AMOUNT = 10_000


@dataclass(frozen=True, slots=True, order=True)
class Suspension:
    """Days, both included, on which the count stands still, with its cause and the caller's own
    legal basis.
    """

    first: date
    last: date
    cause: str = ""
    basis: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise BadInputError(
                f"the suspension ends ({self.last}) before it starts ({self.first})",
                expected="first day..last day, both included",
                example="--suspend 2025-05-14..2025-05-28",
            )


@dataclass(frozen=True, slots=True)
class Question:
    """One question about a time limit; hashable, so that what it resolves to is computed once.

    Give ``rule`` (a named term) or ``amount`` and ``unit``. ``obliged`` is who must act, ``word``
    the law's
    own word where it decides the unit (EC), ``act`` what is done where that decides it (UY).
    ``distance`` is a
    class of the regime or a number of days from the body's table; ``extension`` is granted time
    in ``extension_unit``
    (the term's own unit by default). ``restart`` is the day from which an interrupted term runs
    anew.
    """

    amount: int | None = None
    unit: Unit | None = None
    rule: str | None = None
    level: str = "national"
    fallback: bool = False
    obliged: str | None = None
    act: str | None = None
    word: str | None = None
    channel: str | None = None
    urgent: bool = False
    franco: bool = False
    distance: str | int | None = None
    extension: int | None = None
    extension_unit: Unit | None = None
    extended_on: date | None = None
    suspensions: tuple[Suspension, ...] = ()
    restart: date | None = None
    open_saturdays: bool = False
    opens: str | None = None
    closes: str | None = None
    notice: str | None = None
    allow_unsure: bool = False

    def __post_init__(self) -> None:
        self._check_term()
        for name, value, known in (
            ("obliged", self.obliged, OBLIGED),
            ("channel", self.channel, CHANNELS),
            ("act", self.act, ACTS),
            ("word", self.word, WORDS),
        ):
            if value is not None and value not in known:
                raise UnknownNameError(f"unknown {name} {value!r}", known=known)
        if self.extension is not None and self.extension <= 0:
            raise BadInputError(
                f"the extension cannot be {self.extension}",
                expected="1 or more",
                example="--extend 5",
            )
        check_suspensions(self.suspensions)

    def _check_term(self) -> None:
        if (self.rule is None) == (self.amount is None):
            raise BadInputError(
                "give either a rule or an amount with its unit"
                if self.rule is None
                else "a rule brings its own amount",
                expected="--rule NAME, or --amount N --unit UNIT",
                example="--amount 10 --unit working_days",
            )
        if self.amount is not None:
            if self.unit is None:
                raise BadInputError(
                    "the amount has no unit",
                    expected="--unit",
                    example="--unit working_days",
                )
            if not 0 < self.amount <= MAXIMUM_AMOUNT:
                raise BadInputError(
                    f"the amount cannot be {self.amount}",
                    expected=f"a whole number from 1 to {MAXIMUM_AMOUNT}",
                    example="--amount 10",
                )


def check_suspensions(suspensions: tuple[Suspension, ...]) -> None:
    """Refuse suspensions that overlap: a day cannot be suspended twice."""
    ordered = sorted(suspensions)
    for before, after in pairwise(ordered):
        if after.first <= before.last:
            raise BadInputError(
                f"the suspensions {before.first}..{before.last} and {after.first}..{after.last} "
                f"overlap",
                expected="suspensions that do not share any day; join them into one",
                example=f"--suspend {before.first}..{max(before.last, after.last)}",
            )


def parse_unit(text: str) -> Unit:
    """A unit by its name, in English, Spanish or Portuguese; an unknown one lists the known
    ones.
    """
    plain = without_accents(text).strip().lower().replace(" ", "_").replace("-", "_")
    if plain in _UNIT_ALIASES:
        return _UNIT_ALIASES[plain]
    try:
        return Unit(plain)
    except ValueError:
        raise UnknownNameError(
            f"unknown unit {text!r}", known=[u.value for u in Unit], example="--unit working_days"
        ) from None
