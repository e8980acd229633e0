"""What an office decides of a procedure: only what the procedure marks `local:`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.catalogue.rules.facts import FEE, LEGAL_BASIS, TEXT_FACT, WINDOW
from ventanilla.kernel.shapes import Findings, Key, Line, Table

OFFICE_FILE = "office.yaml"
OVERLAY = Table(
    {
        "unit": Key(Line(40, example="transparencia")),
        "fee": Key(FEE),
        "contact": Key(TEXT_FACT),
        "ordinance": Key(LEGAL_BASIS),
        "window": Key(WINDOW),
    }
)


def read_overlay(document: Any, *, local: list[str], findings: Findings) -> dict[str, Any] | None:
    """office.yaml as clean data; a key that is not `local` in the procedure is an error."""
    read = OVERLAY.read(document, (), findings)
    for name in document if isinstance(document, Mapping) else ():
        if name in OVERLAY.keys and name not in local:
            findings.add(
                (name,),
                _("El trámite no deja decidir «%s» a cada sede.") % name,
                expected=_("Lo que puede decidir la sede es: %s.") % (", ".join(local) or "—"),
                example="unit: partes",
            )
    return read


def overlaid(procedure: dict[str, Any], overlay: Mapping[str, Any] | None) -> dict[str, Any]:
    """The procedure as the office offers it."""
    if not overlay:
        return procedure
    changed = dict(procedure)
    for name in ("unit", "fee", "contact", "window"):
        if overlay.get(name):
            changed[name] = overlay[name]
    if overlay.get("ordinance"):
        changed["legal_basis"] = [*procedure["legal_basis"], overlay["ordinance"]]
    return changed
