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
# The act of answering is carried out by the platform; the others say what the office does before
# it, for people to read and for the drawing of the path.
ACTS = ("answer", "verify", "inspect", "report", "sign", "issue", "control")
DECISIONS = ("granted", "partly", "refused", "public_already")  # what the act of answering knows
_DECISION = fact(
    value=Key(Choice(DECISIONS), required=True),
    label=Key(Texts(max_length=120), required=True),
    reasons=Key(Choice(("required", "optional")), required=True),
    text=Key(Texts(), required=True),
)
_STEP = fact(
    id=Key(identifier(), required=True),
    title=Key(Texts(max_length=200), required=True),
    act=Key(Choice(ACTS), required=True),
    role=Key(Choice(ROLES), required=True),
    unit=Key(Line(40, example="transparencia")),
    after=Key(Many(identifier(), most=20)),
    due=Key(identifier()),
    decisions=Key(Many(_DECISION, least=1, most=12)),
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
    if read:
        _ends_in_an_answer(read["steps"], findings)
    return read


def _ends_in_an_answer(steps: list[dict[str, Any]], findings: Findings) -> None:
    for n, step in enumerate(steps):
        answers, last = step["act"] == "answer", n == len(steps) - 1
        if step["act"] and answers != last:
            findings.add(
                ("steps", n, "act"),
                _("El último paso, y solo el último, responde."),
                expected=_("Se espera «act: answer» al final."),
                example="act: answer",
            )
        if last and not step["decisions"]:
            findings.add(
                ("steps", n),
                _("Falta «%s».") % "decisions",
                expected=_("Se esperan las decisiones con que se responde."),
                example="decisions: [{value: granted, …}]",
            )
        step["decisions"] = step["decisions"] or []


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
