"""The conditions of the steps: CEL over the answers, and over what the decision tables decided."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.catalogue.rules.decisions import Decided, DecisionTable
from ventanilla.domains.forms.api import Checker, Condition, Form
from ventanilla.kernel.errors import Problem
from ventanilla.kernel.shapes import Findings

Step = Mapping[str, Any]
_TYPES = {"text": "string", "whole": "int", "amount": "int", "yes_no": "bool", "limit": "string"}


def checker_of(form: Form, tables: Sequence[DecisionTable]) -> Checker:
    """What compiles a step's `when`: the form's fields, `filed_at`, and `decided_<table>_<output>`
    for each table that fires one row. A table may decide nothing, so `orValue` is required."""
    beside: dict[str, tuple[str, Sequence[str]]] = {}
    for table in tables:
        for name, output in table.outputs.items():
            if table.hit != "collect":
                kind = _TYPES[output["type"]]
                beside[f"decided_{table.name}_{name}"] = (kind, output["options"] or ())
    return form.expressions(beside)


def read_conditions(
    steps: Sequence[Step], *, form: Form, tables: Sequence[DecisionTable], findings: Findings
) -> dict[str, Condition]:
    """By step, its condition; what does not type-check, or never holds, goes to `findings`."""
    checker = checker_of(form, tables)
    read: dict[str, Condition] = {}
    for n, step in enumerate(steps):
        _check_assignment(n, step, form, findings)
        if not step.get("when"):
            continue
        path = ("steps", n, "when")
        try:
            condition = checker.compile(step["when"])
        except Problem as problem:
            findings.add(path, problem.cause, expected=problem.expected, example=problem.example)
            continue
        if not condition.uses and condition.holds({}) is False:
            findings.add(
                path,
                _("A este paso no se llega nunca: su condición no se cumple jamás."),
                expected=_("Se espera una condición que dependa de alguna respuesta."),
            )
        read[step["id"]] = condition
    return read


def _check_assignment(n: int, step: Step, form: Form, findings: Findings) -> None:
    """A unit is chosen by a field that is asked, and by answers that it may have."""
    assign = step.get("assign") or {}
    if not assign.get("field"):
        return
    field = next((one for one in form.fields if one.id == assign["field"]), None)
    path = ("steps", n, "assign")
    if field is None:
        findings.add(
            (*path, "field"),
            _("El formulario no tiene el campo «%s».") % assign["field"],
            expected=_("Los campos son: %s.") % ", ".join(one.id for one in form.fields),
        )
        return
    options = [option.value for option in field.options]
    for answer in assign["units"] or {}:
        if options and answer not in options:
            findings.add(
                (*path, "units", answer),
                _("«%(text)s» no es una opción de «%(field)s».")
                % {"text": answer, "field": field.id},
                expected=_("Las opciones son: %s.") % ", ".join(options),
                example=options[0],
            )


def passed_over(
    conditions: Mapping[str, Condition],
    *,
    form: Form,
    answers: Mapping[str, Any],
    files: Any,
    filed_on: datetime.date,
    decided: Mapping[str, Decided],
) -> list[str]:
    """The steps whose condition does not hold. One that cannot be told stays: unknown is not no."""
    if not conditions:
        return []
    values = form.rule_values(answers, files, filed_on)
    for table, one in decided.items():
        if not one.undecided:
            values |= {f"decided_{table}_{name}": worth for name, worth in one.results.items()}
    return [name for name, condition in conditions.items() if condition.holds(values) is False]
