"""The shape of handling.yaml: steps, who does each, which act it is, after what, when it is due."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.catalogue.rules.facts import fact
from ventanilla.domains.catalogue.rules.handling_graph import check_graph
from ventanilla.kernel.shapes import (
    Choice,
    DocumentError,
    Findings,
    Key,
    Line,
    Many,
    Named,
    Path,
    Table,
    Texts,
    identifier,
)

ROLES = ("clerk", "officer", "head", "automatic")
ANSWER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")  # a value that a field's list may have
DECISIONS = ("granted", "partly", "refused", "public_already")  # what the act of answering knows
_DECISION = fact(
    value=Key(Choice(DECISIONS), required=True),
    label=Key(Texts(max_length=120), required=True),
    reasons=Key(Choice(("required", "optional")), required=True),
    text=Key(Texts(), required=True),
)
# The acts of a course; a step of the first kinds is a mandatory act before the one that ends.
BEFORE_THE_END = ("report", "hearing", "information", "propose", "agree")
ENDINGS = ("answer", "resolve")
# What the office does besides, for people to read and for the drawing of the path.
OFFICE_WORK = ("verify", "inspect", "sign", "issue", "control")
#: How each kind of case ends, fixed because it is law; a declaration has effect at filing.
ENDS: Mapping[str, tuple[str, ...]] = {
    "application": ENDINGS,
    "automatic": ("resolve",),
    "call": ("resolve",),
    "communication": (),
    "declaration": (),
    "own_motion": ("resolve",),
    "petition": ("answer",),
}
#: How a step finds its hands: by who has least, by a territory, by another answer.
ASSIGNMENTS = ("load", "territory", "answer")
_ASSIGN = Table(
    {
        "by": Key(Choice(ASSIGNMENTS), required=True),
        "field": Key(identifier()),  # whose answer chooses the unit
        "units": Key(Named(Line(40, example="obras-norte"), ANSWER)),  # answer → unit
    }
)
_STEP = fact(
    id=Key(identifier(), required=True),
    title=Key(Texts(max_length=200), required=True),
    act=Key(Choice((*ENDINGS, *BEFORE_THE_END, *OFFICE_WORK)), required=True),
    role=Key(Choice(ROLES), required=True),
    unit=Key(Line(40, example="transparencia")),
    after=Key(Many(identifier(), most=20)),  # not said: the step above; []: from the filing on
    when=Key(Line(500, example="risk == 'high'")),
    only_if=Key(Texts(max_length=200)),  # the same in words, for people to read
    assign=Key(_ASSIGN),
    other_than=Key(Many(identifier(), least=1, most=20)),  # four eyes: not who did those
    due=Key(identifier()),
    # the norm by which nothing is proposed or decided before this work of the office is done
    demanded_by=Key(Line(200, example="DS 002-2018-PCM, art. 21")),
    decisions=Key(Many(_DECISION, least=1, most=12)),
    responsible=Key(Texts(max_length=300)),  # the body that answers for an automatic act
    supervised=Key(Texts(max_length=300)),  # who defines, maintains, supervises and audits it
)
HANDLING = Table({"steps": Key(Many(_STEP, least=1, most=60), required=True)})


def read_handling(document: Any, findings: Findings) -> dict[str, Any] | None:
    """handling.yaml as clean data. `after` is None where the step does not say it."""
    read = HANDLING.read(document, (), findings)
    steps = read["steps"] or [] if read else []
    for n, step in enumerate(steps):
        _check_step(n, step, findings)
        step["decisions"] = step["decisions"] or []
        step["other_than"] = step["other_than"] or []
    if not findings.errors:
        check_graph(steps, endings=ENDINGS, findings=findings)
    return read


def _check_step(n: int, step: Mapping[str, Any], findings: Findings) -> None:
    if step["act"] == "answer" and not step["decisions"]:
        findings.add(
            ("steps", n, "decisions"),
            _("El paso que responde no dice qué puede responderse."),
            expected=_("Se espera cada decisión con su norma."),
            example="decisions: [{value: granted, …}]",
        )
    if step["role"] == "automatic" and not step["responsible"]:
        findings.add(
            ("steps", n, "responsible"),
            _("Un acto automatizado dice qué órgano responde de él."),
            expected=_("Se espera el órgano, en cada lengua."),
            example="responsible: {es: Dirección de Obras}",
        )
    if step["when"] and not step["only_if"]:
        findings.add(
            ("steps", n, "when"),
            _("La condición de este paso no está dicha con palabras."),
            expected=_("Se espera «only_if» en cada lengua, para quien lo lee."),
            example="only_if: {es: Si el riesgo es alto}",
        )
    if step["demanded_by"] and step["act"] not in OFFICE_WORK:
        findings.add(
            ("steps", n, "demanded_by"),
            _("Este paso ya lo exige la ley antes de decidir: «demanded_by» es para los demás."),
            expected=_("Se espera en un paso de: %s.") % ", ".join(OFFICE_WORK),
        )
    assign = step["assign"]
    if assign and assign["by"] != "load" and not (assign["field"] and assign["units"]):
        findings.add(
            ("steps", n, "assign"),
            _("El reparto no dice qué respuesta elige la unidad, ni cuál."),
            expected=_("Se espera «field» y, por cada respuesta, la unidad en «units»."),
            example="assign: {by: territory, field: district, units: {norte: obras-norte}}",
        )


def check_ending(kind: str, handling: Mapping[str, Any], findings: Findings) -> None:
    """Whether the steps end as the law of the kind says. Both were read without errors.

    An application may hold an automatic resolution beside the one that ends it: that of the filings
    whose decision table says `path: automatic`.
    """
    steps, wanted = handling["steps"], ENDS[kind]
    for n, step in enumerate(steps):
        if step["demanded_by"] and (not wanted or kind == "automatic"):
            findings.add(
                ("steps", n, "demanded_by"),
                _("En un trámite de este tipo (%s) nadie decide después: nada se exige antes.")
                % kind,
            )
    ends = [n for n, step in enumerate(steps) if _ends(kind, step)]
    last = steps[-1]["act"]
    if len(ends) > 1 or (ends and ends[0] < len(steps) - 1):
        findings.add(("steps", ends[0], "act"), _("Lo que termina el expediente va al final."))
    elif (last in ENDINGS) != bool(wanted) or (wanted and last not in wanted):
        findings.add(
            ("steps", len(steps) - 1, "act"),
            _("Un trámite de este tipo (%s) no termina así.") % kind,
            expected=_("El último paso puede ser: %s.") % (", ".join(wanted or BEFORE_THE_END)),
        )
    elif kind == "automatic" and steps[-1]["role"] != "automatic":
        findings.add(
            ("steps", len(steps) - 1, "role"),
            _("Una aprobación automática la resuelve el procedimiento automatizado."),
            example="role: automatic",
        )


def _ends(kind: str, step: Mapping[str, Any]) -> bool:
    beside = kind == "application" and step["role"] == "automatic" and step["act"] == "resolve"
    return step["act"] in ENDINGS and not beside


class HandlingPart:
    """Answers for handling.yaml until `casefiles` joins its own part."""

    file = "handling.yaml"
    required = True

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the file."""
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", **HANDLING.schema()}

    def check(
        self,
        document: Any,
        *,
        lines: Mapping[Path, int],
        lists: Mapping[str, Any],
        languages: Sequence[str],
    ) -> list[DocumentError]:
        """Everything that keeps the file from being published."""
        findings = Findings(lines, languages)
        read_handling(document, findings)
        return findings.errors
