"""The `call` of procedure.yaml: what the rules fix before the body opens a call.

ES: Ley 38/2003, arts 17.3 and 23.2: criteria with their most points, how a tie is broken, what one
grant may reach.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.catalogue.rules.facts import TERM, fact
from ventanilla.domains.forms.api import Form
from ventanilla.kernel.shapes import Findings, Flag, Key, Line, Many, Texts, Whole, identifier

ENTRY = "entry"  # the last rule against ties: the order of entry, which no two filings share
_CRITERION = fact(
    id=Key(identifier(), required=True),
    label=Key(Texts(max_length=200), required=True),
    most=Key(Whole(1, 1000), required=True),
)
CALL = fact(
    criteria=Key(Many(_CRITERION, least=1, most=20), required=True),
    minimum=Key(Whole(0, 20_000)),
    ties=Key(Many(identifier(), least=1, most=20), required=True),
    filing=Key(TERM, required=True),  # how long filings are taken, from the publication of the call
    asked=Key(identifier()),  # the field that says how much is asked
    most_each=Key(Whole(1)),  # of one grant, in minor units
    in_part=Key(Flag()),  # the last one may be granted what is left of the credit
    currency=Key(Line(3, example="EUR")),
    text=Key(Texts(), required=True),
)


def check_call(procedure: Mapping[str, Any], form: Form | None, findings: Findings) -> None:
    """A call has its rules, and nothing else has; whoever reads them knows how each tie ends."""
    call = procedure["call"]
    if (procedure["kind"] == "call") != bool(call):
        findings.add(
            ("kind",),
            _("Una convocatoria dice sus criterios en «call», y solo ella."),
            expected=_("Se espera «kind: call» con «call», o ninguno de los dos."),
            example="call: {criteria: […], ties: [interest, entry], …}",
        )
    if not call:
        return
    known = [one["id"] for one in call["criteria"]]
    for n, name in enumerate(call["ties"]):
        if name not in (*known, ENTRY):
            findings.add(
                ("call", "ties", n),
                _("«%s» no es ningún criterio de la convocatoria.") % name,
                expected=_("Se espera uno de ellos, y al final «entry»: %s.") % ", ".join(known),
                example=f"ties: [{known[0]}, entry]",
            )
    if call["ties"][-1] != ENTRY:
        findings.add(
            ("call", "ties"),
            _("Estas reglas pueden dejar un empate sin resolver."),
            expected=_("La última es el orden de entrada, que nunca se repite."),
            example=f"ties: [{known[0]}, entry]",
        )
    asked = call["asked"]
    if asked and form and asked not in {field.id for field in form.fields}:
        findings.add(("call", "asked"), _("El formulario no tiene el campo «%s».") % asked)
