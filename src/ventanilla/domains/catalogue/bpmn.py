"""The handling of a procedure as BPMN 2.0 (OMG formal/2011-01-03), with its diagram (BPMN DI).

Made to be opened by other tools, not to be run by them: conditions are in CEL, people act in the
platform. The text is that of one language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

from ventanilla.domains.catalogue.rules.handling import ENDINGS
from ventanilla.domains.catalogue.rules.handling_drawing import (
    HEAD,
    MARGIN,
    Arrow,
    Drawing,
    Lane,
    Node,
    drawing_of,
)
from ventanilla.domains.catalogue.rules.published import PublishedProcedure
from ventanilla.kernel.text_choice import pick

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DD = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
CEL = "https://github.com/google/cel-spec"
MEDIA_TYPE = "application/xml"
_TAGS = {
    "start": "startEvent",
    "end": "endEvent",
    "and": "parallelGateway",
    "or": "exclusiveGateway",
}
for _prefix, _uri in {"": MODEL, "bpmndi": DI, "omgdc": DC, "omgdi": DD, "xsi": XSI}.items():
    ET.register_namespace(_prefix, _uri)


def handling_drawing(procedure: PublishedProcedure) -> Drawing:
    """The steps of a procedure, drawn."""
    return drawing_of(procedure.steps, unit=procedure.unit, endings=ENDINGS)


def bpmn(
    procedure: PublishedProcedure,
    *,
    body: str,
    lang: str,
    lane_names: Mapping[tuple[str, str], str],
) -> bytes:
    """The file, in UTF-8. `body` is the public body's name; `lane_names` gives a lane's words by
    role and unit code."""
    making = _Making(procedure, handling_drawing(procedure), lang)
    root = ET.Element(
        f"{{{MODEL}}}definitions",
        {
            "id": "definitions",
            "name": pick(procedure.title, lang),
            "targetNamespace": f"urn:ventanilla:procedure:{procedure.slug}:{procedure.digest[:16]}",
            "expressionLanguage": CEL,
            "exporter": "Ventanilla",
        },
    )
    pool = _add(root, "collaboration", id="collaboration")
    _add(pool, "participant", id="body", name=body, processRef="process")
    making.process(root, lane_names)
    making.diagram(root)
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


class _Making:
    def __init__(self, procedure: PublishedProcedure, drawing: Drawing, lang: str) -> None:
        self.procedure, self.drawing, self.lang = procedure, drawing, lang
        self.default = {arrow.source: arrow.id for arrow in drawing.arrows if arrow.otherwise}

    def process(self, root: ET.Element, lane_names: Mapping[tuple[str, str], str]) -> None:
        title = pick(self.procedure.title, self.lang)
        process = _add(root, "process", id="process", name=title, isExecutable="false")
        lanes = _add(process, "laneSet", id="lanes")
        for n, lane in enumerate(self.drawing.lanes):
            name = lane_names.get((lane.role, lane.unit), f"{lane.role} {lane.unit}")
            made = _add(lanes, "lane", id=_lane(n), name=name)
            for node in lane.nodes:
                _add(made, "flowNodeRef").text = node
        for one in self.drawing.nodes:
            self._node(process, one)
        for arrow in self.drawing.arrows:
            self._flow(process, arrow)

    def _node(self, process: ET.Element, node: Node) -> None:
        attributes = {"id": node.id}
        if node.step is not None:
            attributes["name"] = pick(node.step["title"], self.lang)
        if node.id in self.default:
            attributes["default"] = self.default[node.id]
        made = _add(process, self._tag(node), **attributes)
        if node.step is not None:
            _add(made, "documentation").text = self._said(node.step)
        for arrow in self.drawing.arrows:
            if arrow.target == node.id:
                _add(made, "incoming").text = arrow.id
        for arrow in self.drawing.arrows:
            if arrow.source == node.id:
                _add(made, "outgoing").text = arrow.id

    def _tag(self, node: Node) -> str:
        if node.step is None:
            return _TAGS[node.kind]
        return "serviceTask" if node.step["role"] == "automatic" else "userTask"

    def _said(self, step: Mapping[str, Any]) -> str:
        due = next((x for x in self.procedure.time_limits if x["id"] == step.get("due")), None)
        parts = [
            pick(due["text"], self.lang) if due else "",
            pick(step.get("only_if"), self.lang) if step.get("only_if") else "",
            str(step.get("norm") or ""),
            pick(step.get("responsible"), self.lang) if step.get("responsible") else "",
        ]
        return "\n".join(part for part in parts if part) or "—"

    def _flow(self, process: ET.Element, arrow: Arrow) -> None:
        made = _add(
            process,
            "sequenceFlow",
            id=arrow.id,
            sourceRef=arrow.source,
            targetRef=arrow.target,
        )
        if arrow.when:
            condition = _add(made, "conditionExpression", language=CEL)
            condition.set(f"{{{XSI}}}type", "tFormalExpression")
            condition.text = arrow.when

    def diagram(self, root: ET.Element) -> None:
        diagram = ET.SubElement(root, f"{{{DI}}}BPMNDiagram", {"id": "diagram"})
        plane = ET.SubElement(
            diagram, f"{{{DI}}}BPMNPlane", {"id": "plane", "bpmnElement": "collaboration"}
        )
        lanes = self.drawing.lanes
        top, bottom = lanes[0].y, lanes[-1].y + lanes[-1].height
        width = self.drawing.width - 2 * MARGIN
        _shape(plane, "body", (MARGIN, top, width, bottom - top), across=True)
        for n, lane in enumerate(lanes):
            _shape(plane, _lane(n), _bounds_of(lane, width), across=True)
        for node in self.drawing.nodes:
            _shape(plane, node.id, (node.x, node.y, node.width, node.height))
        for arrow in self.drawing.arrows:
            edge = ET.SubElement(
                plane, f"{{{DI}}}BPMNEdge", {"id": f"di_{arrow.id}", "bpmnElement": arrow.id}
            )
            for x, y in arrow.points:
                ET.SubElement(edge, f"{{{DD}}}waypoint", {"x": str(x), "y": str(y)})


def _bounds_of(lane: Lane, width: int) -> tuple[int, int, int, int]:
    return MARGIN + HEAD, lane.y, width - HEAD, lane.height


def _shape(
    plane: ET.Element, element: str, bounds: tuple[int, int, int, int], *, across: bool = False
) -> None:
    attributes = {"id": f"di_{element}", "bpmnElement": element}
    if across:
        attributes["isHorizontal"] = "true"
    shape = ET.SubElement(plane, f"{{{DI}}}BPMNShape", attributes)
    x, y, width, height = map(str, bounds)
    ET.SubElement(shape, f"{{{DC}}}Bounds", {"x": x, "y": y, "width": width, "height": height})


def _lane(n: int) -> str:
    return f"lane_{n + 1}"


def _add(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{MODEL}}}{tag}", attributes)
