"""The shape of handling.yaml: steps, who does each, which act it is, when it is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.catalogue.rules.facts import fact
from ventanilla.kernel.shapes import (
    Choice,
    DocumentError,
    Findings,
    Key,
    Line,
    Many,
    Path,
    Table,
    Texts,
    identifier,
)

ROLES = ("clerk", "officer", "head", "automatic")
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
_STEP = fact(
    id=Key(identifier(), required=True),
    title=Key(Texts(max_length=200), required=True),
    act=Key(Choice((*ENDINGS, *BEFORE_THE_END, *OFFICE_WORK)), required=True),
    role=Key(Choice(ROLES), required=True),
    unit=Key(Line(40, example="transparencia")),
    after=Key(Many(identifier(), most=20)),
    due=Key(identifier()),
    decisions=Key(Many(_DECISION, least=1, most=12)),
    responsible=Key(Texts(max_length=300)),  # the body that answers for an automatic act
)
HANDLING = Table({"steps": Key(Many(_STEP, least=1, most=60), required=True)})


def read_handling(document: Any, findings: Findings) -> dict[str, Any] | None:
    """handling.yaml as clean data; steps only come after steps above them."""
    read = HANDLING.read(document, (), findings)
    above: list[str] = []
    for n, step in enumerate(read["steps"] or [] if read else []):
        for name in step["after"] or []:
            if name not in above:
                findings.add(
                    ("steps", n, "after"),
                    _("El paso «%s» no está antes de este.") % name,
                    expected=_("Un paso solo puede ir después de los que están más arriba."),
                    example=f"after: [{above[-1]}]" if above else "",
                )
        above.append(step["id"])
        _check_step(n, step, findings)
    for step in read["steps"] or [] if read else []:
        step["decisions"] = step["decisions"] or []
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


def check_ending(kind: str, handling: Mapping[str, Any], findings: Findings) -> None:
    """Whether the steps end as the law of the kind says. Both were read without errors.

    An application may hold an automatic resolution beside the one that ends it: that of the filings
    whose decision table says `path: automatic`.
    """
    steps, wanted = handling["steps"], ENDS[kind]
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
