"""The steps of a procedure as a drawing: who, what, in which order, with places for each shape.

One drawing serves the page that people read and the BPMN that other tools open. Levels go from left
to right (the longest way from the filing), lanes from top to bottom (one for each role and unit).
Measures are in the pixels of BPMN DI.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ventanilla.domains.catalogue.rules.handling_graph import ancestors, before

Step = Mapping[str, Any]
START, END = "start", "end"
SIZES = {"start": (36, 36), "end": (36, 36), "task": (150, 84), "and": (50, 50), "or": (50, 50)}
GAP, ROW, MARGIN, HEAD = 46, 124, 20, 30
_BYPASS = 54  # how far above its row the way round a task goes


@dataclass(frozen=True, slots=True)
class Lane:
    """Whose steps these are: a role in a unit (its code)."""

    role: str
    unit: str
    y: int
    height: int
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A shape: `kind` is start, end, task, and (at once, or waiting for all), or (if it holds)."""

    id: str
    kind: str
    x: int
    y: int
    step: Step | None = None

    @property
    def width(self) -> int:
        """In pixels."""
        return SIZES[self.kind][0]

    @property
    def height(self) -> int:
        """In pixels."""
        return SIZES[self.kind][1]

    @property
    def middle(self) -> tuple[int, int]:
        """Its centre."""
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one shape to another. `when` is the condition in CEL; `otherwise` the way round it."""

    id: str
    source: str
    target: str
    points: tuple[tuple[int, int], ...]
    when: str = ""
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """Every shape in its place."""

    lanes: tuple[Lane, ...]
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    width: int
    height: int


def drawing_of(steps: Sequence[Step], *, unit: str, endings: Sequence[str]) -> Drawing:
    """The drawing of steps whose order was checked. `unit` is whose those are that name none."""
    making = _Making(steps, unit, tuple(endings))
    making.expand()
    return making.placed()


def directly_before(steps: Sequence[Step]) -> dict[str, tuple[str, ...]]:
    """By step, those it waits for, without those that they wait for themselves."""
    waits = before(steps)
    return {
        name: tuple(
            one
            for one in said
            if not any(one in ancestors(waits, other) for other in said if other != one)
        )
        for name, said in waits.items()
    }


@dataclass(slots=True)
class _Making:
    steps: Sequence[Step]
    unit: str
    endings: tuple[str, ...]
    kinds: dict[str, str] = field(default_factory=dict)
    lane_of: dict[str, tuple[str, str]] = field(default_factory=dict)
    step_of: dict[str, Step] = field(default_factory=dict)
    edges: list[tuple[str, str, str, bool]] = field(default_factory=list)

    def expand(self) -> None:
        """Steps become shapes: gateways where ways part, meet, or depend on a condition."""
        waits = directly_before(self.steps)
        follows: dict[str, list[str]] = {START: []}
        for name, said in waits.items():
            follows.setdefault(name, [])
            for one in said or (START,):
                follows.setdefault(one, []).append(name)
        last = [s["id"] for s in self.steps if s["act"] in self.endings] or [
            name for name in waits if not follows[name]
        ]
        first = self._lane(self.steps[0])
        self._node(START, "start", first)
        exits = {START: self._parting(START, follows[START], first)}
        for step in self._in_order(waits):
            exits[step["id"]] = self._step(step, waits[step["id"]], follows[step["id"]], exits)
        lane = self._lane(next(s for s in self.steps if s["id"] == last[-1]))
        self._node(END, "end", lane)
        self._meet([exits[name] for name in last], END, lane)

    def _in_order(self, waits: Mapping[str, Sequence[str]]) -> list[Step]:
        """Each after those it waits for: the file may have them otherwise."""
        left, done, made = list(self.steps), set[str](), list[Step]()
        while left:
            ready = next(step for step in left if done.issuperset(waits[step["id"]]))
            left.remove(ready)
            done.add(ready["id"])
            made.append(ready)
        return made

    def _step(
        self, step: Step, waits: Sequence[str], follows: Sequence[str], exits: Mapping[str, str]
    ) -> str:
        name, lane = step["id"], self._lane(step)
        task, entry = f"step_{name}", f"step_{name}"
        if step.get("when"):
            entry = self._node(f"if_{name}", "or", lane)
        self._meet([exits[one] for one in waits] or [exits[START]], entry, lane)
        self._node(task, "task", lane)
        self.step_of[task] = step
        out = task
        if step.get("when"):
            out = self._node(f"either_{name}", "or", lane)
            self.edges += [
                (entry, task, step["when"], False),
                (task, out, "", False),
                (entry, out, "", True),
            ]
        return self._parting(out, follows, lane)

    def _parting(self, out: str, follows: Sequence[str], lane: tuple[str, str]) -> str:
        if len(follows) < 2:
            return out
        split = self._node(f"part_{out}", "and", lane)
        self.edges.append((out, split, "", False))
        return split

    def _meet(self, sources: Sequence[str], target: str, lane: tuple[str, str]) -> None:
        if len(sources) > 1:
            join = self._node(f"meet_{target}", "and", lane)
            self.edges += [(source, join, "", False) for source in sources]
            sources = [join]
        self.edges += [(source, target, "", False) for source in sources]

    def _lane(self, step: Step) -> tuple[str, str]:
        return str(step["role"]), str(step.get("unit") or self.unit)

    def _node(self, name: str, kind: str, lane: tuple[str, str]) -> str:
        self.kinds[name] = kind
        self.lane_of[name] = lane
        return name

    def placed(self) -> Drawing:
        """Levels, rows and pixels."""
        levels = self._levels()
        rows = self._rows(levels)
        lefts, width = self._columns(levels)
        lanes: list[Lane] = []
        top = MARGIN
        for lane in dict.fromkeys(self.lane_of.values()):
            held = tuple(n for n, where in self.lane_of.items() if where == lane)
            height = (max(rows[n] for n in held) + 1) * ROW + 36
            lanes.append(Lane(*lane, top, height, held))
            top += height
        tops = {name: lane.y for lane in lanes for name in lane.nodes}
        nodes = {
            name: Node(
                name,
                kind,
                lefts[levels[name]] + (self._widest(levels, name) - SIZES[kind][0]) // 2,
                tops[name] + 26 + rows[name] * ROW + (ROW - SIZES[kind][1]) // 2,
                self.step_of.get(name),
            )
            for name, kind in self.kinds.items()
        }
        arrows = tuple(
            Arrow(
                f"flow_{n}",
                a,
                b,
                _points(nodes[a], nodes[b], lefts[levels[b]], around=other),
                when,
                other,
            )
            for n, (a, b, when, other) in enumerate(self.edges, 1)
        )
        return Drawing(tuple(lanes), tuple(nodes.values()), arrows, width + MARGIN, top + MARGIN)

    def _levels(self) -> dict[str, int]:
        levels = dict.fromkeys(self.kinds, 0)
        for _round in self.kinds:  # the longest way, settled after as many rounds as shapes
            for source, target, _when, _other in self.edges:
                levels[target] = max(levels[target], levels[source] + 1)
        return levels

    def _rows(self, levels: Mapping[str, int]) -> dict[str, int]:
        """A row in its lane for each shape, clear of the long arrows that pass it."""
        taken: set[tuple[tuple[str, str], int, int]] = set()
        rows: dict[str, int] = {}
        for name in sorted(self.kinds, key=lambda one: levels[one]):
            lane, level = self.lane_of[name], levels[name]
            wished = [
                rows[a]
                for a, b, _w, other in self.edges
                if b == name and self.lane_of[a] == lane and not other
            ]
            row = next(r for r in (*wished, *range(99)) if (lane, r, level) not in taken)
            rows[name] = row
            taken.add((lane, row, level))
            for source, target, _when, other in self.edges:
                if source == name and not other:
                    between = range(level + 1, levels[target])
                    taken |= {(lane, row, passed) for passed in between}
        return rows

    def _columns(self, levels: Mapping[str, int]) -> tuple[dict[int, int], int]:
        lefts: dict[int, int] = {}
        left = MARGIN + HEAD + HEAD
        for level in range(max(levels.values()) + 1):
            lefts[level] = left
            names = [name for name, at in levels.items() if at == level]
            left += max(SIZES[self.kinds[name]][0] for name in names) + GAP
        return lefts, left

    def _widest(self, levels: Mapping[str, int], name: str) -> int:
        peers = [one for one, level in levels.items() if level == levels[name]]
        return max(SIZES[self.kinds[one]][0] for one in peers)


def _points(a: Node, b: Node, column: int, *, around: bool) -> tuple[tuple[int, int], ...]:
    """Right angles: out of the right side, down between the columns, into the left side."""
    (ax, ay), (bx, by) = a.middle, b.middle
    if around:
        above = min(ay, by) - _BYPASS
        return (ax, a.y), (ax, above), (bx, above), (bx, b.y)
    out, into = (a.x + a.width, ay), (b.x, by)
    if ay == by:
        return out, into
    bend = column - GAP // 2
    return out, (bend, ay), (bend, by), into
