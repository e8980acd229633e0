"""The order of the steps of handling.yaml, and what makes an order impossible.

A step waits for all that it comes `after`; steps that wait for the same ones go on at once. A step
whose `when` does not hold is passed over. Nothing comes after what ends the case, and nothing ends
it while a step of the law might still be waited for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.shapes import Findings

Step = Mapping[str, Any]
#: What must have happened before each act, where the folder has it.
#: ES: Ley 39/2015, arts 82.1 (the hearing comes once the file is complete) and 88.7.
FIRST: Mapping[str, tuple[str, ...]] = {
    "hearing": ("report",),
    "propose": ("report", "hearing", "information"),
    "agree": ("report", "hearing", "information"),
}
#: In a call the committee evaluates first, and the parties are heard on the provisional list.
#: ES: Ley 38/2003, art. 24.4.
FIRST_IN_A_CALL: Mapping[str, tuple[str, ...]] = {
    "agree": ("report",),
    "hearing": ("report", "agree"),
    "propose": ("report", "agree", "hearing", "information"),
}


def is_way_out(steps: Sequence[Step], step: Step) -> bool:
    """Whether a step ends only some cases: the automatic resolution beside the one of the rest."""
    return step["role"] == "automatic" and step["act"] == "resolve" and step is not steps[-1]


def before(steps: Sequence[Step]) -> dict[str, tuple[str, ...]]:
    """By step, those it waits for directly: the one above where it does not say."""
    above: list[str] = []
    found: dict[str, tuple[str, ...]] = {}
    for step in steps:
        said = step.get("after")
        found[step["id"]] = tuple(above[-1:]) if said is None else tuple(dict.fromkeys(said))
        above.append(step["id"])
    return found


def ancestors(waits: Mapping[str, Sequence[str]], step: str) -> set[str]:
    """Everything that is done before `step`, however far; itself too where there is a circle."""
    seen: set[str] = set()
    left = list(waits.get(step, ()))
    while left:
        name = left.pop()
        if name not in seen:
            seen.add(name)
            left += waits.get(name, ())
    return seen


def check_graph(steps: Sequence[Step], *, endings: Sequence[str], findings: Findings) -> None:
    """Add to `findings` each step that makes the order impossible, with its line."""
    places = {step["id"]: n for n, step in enumerate(steps)}
    waits = before(steps)
    if not _names_are_known(steps, places, findings):
        return
    circles = [name for name in waits if name in ancestors(waits, name)]
    if circles:
        _refuse_circle(circles, places, findings)
        return
    checking = _Checking(steps, waits, places, tuple(endings), findings)
    checking.after_the_end()
    checking.what_leads_nowhere()
    checking.conditions()


def check_order(kind: str, steps: Sequence[Step], findings: Findings) -> None:
    """Reports before the hearing, and all of it before a proposal or an agreement: as the law of
    the kind has it. The order itself was checked without errors."""
    first = FIRST_IN_A_CALL if kind == "call" else FIRST
    waits = before(steps)
    for n, step in enumerate(steps):
        behind = ancestors(waits, step["id"])
        for other in steps:
            due = other["act"] in first.get(step["act"], ())
            if due and other["id"] not in behind:
                findings.add(
                    ("steps", n, "after"),
                    _("Este paso podría darse sin «%s», que va antes por ley.") % other["id"],
                    expected=_("Se espera que vaya después de «%s».") % other["id"],
                    example=f"after: [{other['id']}]",
                )


def _names_are_known(steps: Sequence[Step], places: Mapping[str, int], findings: Findings) -> bool:
    known = True
    for n, step in enumerate(steps):
        if places[step["id"]] != n:
            findings.add(
                ("steps", n, "id"),
                _("El nombre «%s» está dos veces.") % step["id"],
                expected=_("Cada paso se llama de otro modo."),
            )
            known = False
        for key in ("after", "other_than"):
            for name in step.get(key) or ():
                if name not in places or name == step["id"]:
                    findings.add(
                        ("steps", n, key),
                        _("El paso «%s» no está en este archivo.") % name
                        if name not in places
                        else _("El paso «%s» se espera a sí mismo.") % name,
                        expected=_("Los pasos son: %s.") % ", ".join(places),
                        example=f"{key}: [{next(iter(places))}]",
                    )
                    known = False
    return known


def _refuse_circle(circles: Sequence[str], places: Mapping[str, int], findings: Findings) -> None:
    findings.add(
        ("steps", places[circles[0]], "after"),
        _("Estos pasos se esperan unos a otros: %s.") % ", ".join(circles),
        expected=_("Se espera un orden en el que alguno pueda ser el primero."),
        example="after: []",
    )


class _Checking:
    """One folder's order, without circles and with every name known."""

    def __init__(
        self,
        steps: Sequence[Step],
        waits: Mapping[str, tuple[str, ...]],
        places: Mapping[str, int],
        endings: tuple[str, ...],
        findings: Findings,
    ) -> None:
        self.steps, self.waits, self.places = steps, waits, places
        self.endings, self.findings = endings, findings
        self.end = next((s for s in reversed(steps) if s["act"] in endings), None)

    def after_the_end(self) -> None:
        """A step after what ends the case would never be reached."""
        for step in self.steps:
            end = self.end["id"] if self.end else ""
            late = [n for n in self.waits[step["id"]] if n == end]
            if late:
                self._add(
                    step,
                    "after",
                    _("A este paso no se llega nunca: «%s» termina el expediente y va al final.")
                    % late[0],
                    _("Se espera que vaya antes de lo que termina el expediente."),
                )

    def what_leads_nowhere(self) -> None:
        """Where something ends the case, everything else leads there: it never ends without it."""
        if self.end is None:
            return
        behind = ancestors(self.waits, self.end["id"])
        loose = [
            step["id"]
            for step in self.steps
            if step["id"] not in behind
            and step["act"] not in self.endings
            and self.end["id"] not in ancestors(self.waits, step["id"])
        ]
        waited = {name for said in self.waits.values() for name in said}
        for name in loose:
            if name not in waited:  # the last of its branch is the one to be tied
                wanted = [*self.waits[self.end["id"]], name]
                self._add(
                    self.end,
                    "after",
                    _("Se podría terminar sin el paso «%s»: nada lo espera.") % name,
                    _("Se espera que el final vaya después de todos los pasos."),
                    f"after: [{', '.join(wanted)}]",
                )

    def conditions(self) -> None:
        """What ends the case is never passed over: there would be no end."""
        if self.end is not None and self.end.get("when"):
            self._add(
                self.end,
                "when",
                _("Lo que termina el expediente no puede depender de una condición."),
                _("Se espera un final al que se llegue siempre."),
            )

    def _add(
        self, step: Step, key: str, message: Any, expected: Any = "", example: str = ""
    ) -> None:
        self.findings.add(
            ("steps", self.places[step["id"]], key), message, expected=expected, example=example
        )
