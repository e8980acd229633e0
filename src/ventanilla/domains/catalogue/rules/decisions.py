"""Decision tables: what the law ties to the answers, row by row, so that a lawyer reads it.

A table (`decisions/risk.yaml`) has a hit policy and rows; a row holds when its condition (CEL over
the answers and `filed_at`) does. What it decides may name the time limit that counts (`limit`), the
path, an amount. The rows that fired are kept with the filing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.catalogue.rules.facts import fact
from ventanilla.domains.forms.api import Checker, Condition, Form, Formula
from ventanilla.kernel.errors import Problem
from ventanilla.kernel.shapes import (
    Anything,
    Choice,
    Findings,
    Flag,
    Key,
    Line,
    Many,
    Named,
    Table,
    Texts,
    Whole,
    identifier,
)

# first: the first row that holds. unique: exactly one may hold. collect: all that hold.
POLICIES = ("first", "unique", "collect")
KINDS = ("text", "whole", "yes_no", "limit", "amount")
_SCALAR: Mapping[str, Any] = {
    "text": Line(80, example="automatic"),
    "whole": Whole(),
    "yes_no": Flag(),
    "limit": identifier(),
}
_OUTPUT = Table(
    {
        "type": Key(Choice(KINDS), required=True),
        "label": Key(Texts(max_length=120), required=True),
        "options": Key(Many(Line(80), least=1, most=40)),
        "currency": Key(Line(3, example="PEN")),
    }
)
_ROW = fact(
    id=Key(identifier(), required=True),
    when=Key(Line(500, example="risk == 'low'")),
    text=Key(Texts(), required=True),
    then=Key(Named(Anything()), required=True),
)
DECISION = Table(
    {
        "title": Key(Texts(max_length=200), required=True),
        "hit": Key(Choice(POLICIES), required=True),
        "outputs": Key(Named(_OUTPUT), required=True),
        "rows": Key(Many(_ROW, least=1, most=300), required=True),
    }
)


@dataclass(frozen=True, slots=True)
class Decided:
    """What one table decides: the rows that fired, and each output's value (lists, if it collects).

    `undecided` where nothing fired, two rows of a unique table did, or a value is not there.
    """

    table: str
    rows: tuple[str, ...]
    results: Mapping[str, Any]
    undecided: bool = False

    def kept(self) -> dict[str, Any]:
        """As it is kept with the filing."""
        return {"rows": list(self.rows), "results": dict(self.results)}


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    when: Condition | None
    then: Mapping[str, Any]
    fact: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A checked table, shared by all threads."""

    name: str
    title: Mapping[str, str]
    hit: str
    outputs: Mapping[str, Mapping[str, Any]]
    rows: Sequence[_Row]

    def decide(self, values: Mapping[str, Any]) -> Decided:
        """What these values (`Form.rule_values`) decide. Nothing in them makes this raise."""
        fired: list[_Row] = []
        for row in self.rows:
            holds = True if row.when is None else row.when.holds(values)
            if holds is None and self.hit != "collect":  # unknown is not no
                return Decided(self.name, (), {}, undecided=True)
            if holds:
                fired.append(row)
                if self.hit == "first":
                    break
        names = tuple(row.id for row in fired)
        if not fired or (self.hit == "unique" and len(fired) > 1):
            return Decided(self.name, names, {}, undecided=True)
        results = [{name: _worth(what, values) for name, what in row.then.items()} for row in fired]
        if self.hit != "collect":
            lacking = any(value is None for value in results[0].values())
            return Decided(self.name, names, results[0], undecided=lacking)
        gathered = {name: [r[name] for r in results if name in r] for name in self.outputs}
        return Decided(self.name, names, gathered)

    def row(self, row_id: str) -> Mapping[str, Any]:
        """The legal fact of a row: text, norm, status."""
        return next(row.fact for row in self.rows if row.id == row_id)


def read_decision(
    name: str, document: Any, *, form: Form, limits: Sequence[str], findings: Findings
) -> DecisionTable | None:
    """The table in `document`; everything wrong goes to `findings`."""
    read = DECISION.read(document, (), findings)
    if read is None or not read["rows"] or not read["outputs"]:
        return None
    reading = _Reading(form.expressions(), read["outputs"], limits, findings)
    reading.outputs_()
    rows = [reading.row(row, n) for n, row in enumerate(read["rows"])]
    reading.repeated([row.id for row in rows])
    return DecisionTable(name, read["title"], read["hit"], read["outputs"], tuple(rows))


@dataclass(slots=True)
class _Reading:
    checker: Checker
    outputs: Mapping[str, Mapping[str, Any]]
    limits: Sequence[str]
    findings: Findings

    def outputs_(self) -> None:
        for name, output in self.outputs.items():
            if output and output["type"] == "amount" and not output["currency"]:
                self.findings.add(
                    ("outputs", name),
                    _("A este importe le falta la moneda."),
                    expected=_("Se espera «currency» con su código de tres letras."),
                    example="currency: PEN",
                )

    def row(self, row: Mapping[str, Any], n: int) -> _Row:
        path = ("rows", n)
        when = self._compiled(row["when"], (*path, "when"), self.checker.compile)
        then = {
            name: self._output(name, value, (*path, "then", name))
            for name, value in (row["then"] or {}).items()
        }
        for name in self.outputs.keys() - then.keys():
            self.findings.add(
                (*path, "then"),
                _("A esta fila le falta «%s».") % name,
                expected=_("Cada fila decide todo lo que la tabla anuncia."),
                example=f"then: {{{name}: …}}",
            )
        return _Row(row["id"], when, then, row)

    def _output(self, name: str, value: Any, path: Any) -> Any:
        output = self.outputs.get(name)
        if not output:
            self.findings.add(
                path,
                _("La tabla no anuncia ningún resultado «%s».") % name,
                expected=_("Los resultados son: %s.") % ", ".join(self.outputs),
            )
            return None
        if output["type"] == "amount":
            if isinstance(value, str):
                return self._compiled(value, path, self.checker.formula)
            return Whole().read(value, path, self.findings)
        read = _SCALAR[output["type"] or "text"].read(value, path, self.findings)
        admitted = self.limits if output["type"] == "limit" else output["options"]
        if read is not None and admitted and read not in admitted:
            self.findings.add(
                path,
                _("«%s» no es ninguna de ellas.") % read,
                expected=_("Se espera una de estas palabras: %s.") % ", ".join(admitted),
                example=admitted[0],
            )
        return read

    def _compiled(self, source: str | None, path: Any, compile_: Any) -> Any:
        if not source:
            return None
        try:
            return compile_(source)
        except Problem as problem:
            self.findings.add(
                path, problem.cause, expected=problem.expected, example=problem.example
            )
            return None

    def repeated(self, names: Sequence[str]) -> None:
        for n, name in enumerate(names):
            if name in names[:n]:
                self.findings.add(("rows", n, "id"), _("El nombre «%s» está dos veces.") % name)


def _worth(what: Any, values: Mapping[str, Any]) -> Any:
    return what.value(values) if isinstance(what, Formula) else what


def decide_all(
    tables: Sequence[DecisionTable],
    *,
    form: Form,
    answers: Mapping[str, Any],
    files: Any,
    filed_on: datetime.date,
) -> Iterator[Decided]:
    """What each table decides of clean answers, filed on a day of the office."""
    if not tables:
        return
    values = form.rule_values(answers, files, filed_on)
    for table in tables:
        yield table.decide(values)
