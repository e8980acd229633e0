"""How a procedure is handled inside the body: its steps in words, and the same as a drawing."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ventanilla.domains.catalogue import api as catalogue
from ventanilla.kernel.text_choice import pick

ROLES = {
    "clerk": gettext_lazy("Registro"),
    "officer": gettext_lazy("Tramitación"),
    "head": gettext_lazy("Jefatura"),
    "automatic": gettext_lazy("Actuación automatizada"),
}
WIDTH, LINES = 21, 4  # of a title inside its shape
HEAD = 60  # the names of the lanes


@dataclass(frozen=True, kw_only=True)
class HandledStep:
    """One step in words. `details` are label and text."""

    title: str
    who: str
    details: tuple[tuple[str, str], ...]
    norm: str = ""
    unverified: bool = False


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A shape of the drawing: its place, its middle, and the lines written in it with their y."""

    kind: str
    x: int
    y: int
    width: int
    height: int
    cx: int
    cy: int
    points: str = ""
    lines: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class HandlingShown:
    """`title` and `summary` are the drawing's text alternative; `steps` say all of it in words."""

    steps: tuple[HandledStep, ...]
    title: str
    summary: str
    width: int
    height: int
    lanes: tuple[Shape, ...]
    shapes: tuple[Shape, ...]
    arrows: tuple[str, ...]


def who_does(step: Mapping[str, Any], *, unit: str, units: Mapping[str, str]) -> str:
    """`Tramitación, Dirección de Obras`."""
    code = str(step.get("unit") or unit)
    return ", ".join((str(ROLES[step["role"]]), units.get(code, code)))


def handling_shown(
    procedure: catalogue.PublishedProcedure, *, units: Mapping[str, str]
) -> HandlingShown:
    """Steps and drawing, with the units' own names."""
    drawn = catalogue.handling_drawing(procedure)
    steps = _steps(procedure, units)
    width = drawn.width - 40
    return HandlingShown(
        steps=steps,
        title=_("Pasos de la tramitación"),
        summary=" → ".join(f"{step.title} ({step.who})" for step in steps),
        width=drawn.width,
        height=drawn.height,
        lanes=tuple(
            Shape(
                kind="lane",
                x=20,
                y=lane.y,
                width=width,
                height=lane.height,
                cx=40,
                cy=lane.y + lane.height // 2,
                lines=_lane_lines(lane, units),
            )
            for lane in drawn.lanes
        ),
        shapes=tuple(_shape(node) for node in drawn.nodes),
        arrows=tuple(" ".join(f"{x},{y}" for x, y in arrow.points) for arrow in drawn.arrows),
    )


def lane_names(
    procedure: catalogue.PublishedProcedure, *, units: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    """The words of each lane, by role and unit code."""
    return {
        (lane.role, lane.unit): f"{ROLES[lane.role]}, {units.get(lane.unit, lane.unit)}"
        for lane in catalogue.handling_drawing(procedure).lanes
    }


def _lane_lines(lane: Any, units: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    """Turned a quarter to the left, so y counts across the lane's head."""
    return ((str(ROLES[lane.role]), 38), (units.get(lane.unit, lane.unit)[:22], 54))


def _shape(node: Any) -> Shape:
    cx, cy = node.middle
    title = pick(node.step["title"], get_language() or "es") if node.step else ""
    lines = textwrap.wrap(title, WIDTH, max_lines=LINES, placeholder="…") if title else []
    first = cy + 4 - 8 * (len(lines) - 1)
    corners = ((cx, node.y), (node.x + node.width, cy), (cx, node.y + node.height), (node.x, cy))
    return Shape(
        kind=node.kind,
        x=node.x,
        y=node.y,
        width=node.width,
        height=node.height,
        cx=cx,
        cy=cy,
        points=" ".join(f"{x},{y}" for x, y in corners),
        lines=tuple((line, first + 16 * n) for n, line in enumerate(lines)),
    )


def _steps(
    procedure: catalogue.PublishedProcedure, units: Mapping[str, str]
) -> tuple[HandledStep, ...]:
    lang = get_language() or "es"
    titles = {step["id"]: pick(step["title"], lang) for step in procedure.steps}
    waits = catalogue.directly_before(procedure.steps)
    limits = {limit["id"]: limit for limit in procedure.time_limits}
    shown = []
    for n, step in enumerate(procedure.steps):
        after = ", ".join(f"«{titles[name]}»" for name in waits[step["id"]])
        details = [
            (_("Quién"), who_does(step, unit=procedure.unit, units=units)),
            (_("Después de"), after if n else ""),
            (_("Solo"), pick(step["only_if"], lang) if step["only_if"] else ""),
            (_("Firma otra persona que en"), _named(step["other_than"], titles)),
            (_("Plazo"), pick(limits[step["due"]]["text"], lang) if step["due"] else ""),
            (_("Responde de ello"), pick(step["responsible"], lang) if step["responsible"] else ""),
        ]
        shown.append(
            HandledStep(
                title=titles[step["id"]],
                who=details[0][1],
                details=tuple((label, text) for label, text in details if text),
                norm=str(step.get("norm") or ""),
                unverified=step.get("status") == "known",
            )
        )
    return tuple(shown)


def _named(names: Any, titles: Mapping[str, str]) -> str:
    return ", ".join(f"«{titles[name]}»" for name in names or ())
